import type { Ast } from './expression/ast.ts'
import { parseExpression } from './expression/parse.ts'
import type { Item, Text } from './model.ts'
import { isMessageId } from './text.ts'

/** What a label may refer to: a question by name, or a row of a list of choices (xlsform.org; pyxform's labels). */
const reference = /\$\{\s*([^{}]+?)\s*\}|instance\(\s*(?:'[^']*'|"[^"]*")\s*\)\/root\/item(?:\[[^\]]*\])*\/[\w-]+/g

/** The words with each reference replaced. One that cannot be read stays as written. */
export function fillReferences(words: string, fill: (ast: Ast, written: string) => string): string {
  return words.replace(reference, (written: string) => {
    const { ast } = parseExpression(written)
    return ast ? fill(ast, written) : written
  })
}

/** The references in all words of a text. */
export function referencesIn(text: Text): Ast[] {
  const found: Ast[] = []
  if (!hasReference(text)) return found
  for (const words of Object.values(text))
    fillReferences(words, (ast, written) => {
      found.push(ast)
      return written
    })
  return found
}

const withReference = new WeakMap<Text, boolean>()

export function hasReference(text: Text): boolean {
  const known = withReference.get(text)
  if (known !== undefined) return known
  const has = !isMessageId(text) && Object.values(text).some((words) => /\$\{|instance\(/.test(words))
  withReference.set(text, has)
  return has
}

/** The texts of an item that people read, by the property they belong to. */
export function textsOf(item: Item): [string, Text][] {
  const texts: [string, Text | undefined][] = [
    ['label', item.label],
    ['hint', item.hint],
    ...(item.kind === 'group'
      ? []
      : ([
          ['constraint_message', item.constraint?.message],
          ['required_message', item.requiredMessage],
        ] satisfies [string, Text | undefined][])),
  ]
  return texts.filter((pair): pair is [string, Text] => pair[1] !== undefined)
}
