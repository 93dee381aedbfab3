import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Edit, Example } from './one-of-each.test-data.ts'
import type { ScratchCopy } from './scratch-copy.ts'

/** The words that stand before an English text in another language. A check refuses English that is left in a text. */
const marks: Readonly<Record<string, string>> = { ar: 'يُكتب', es: 'Por escribir', fr: 'À écrire' }

/** Makes in the copy what a person makes by hand. */
export function makeExample(copy: ScratchCopy, { program, edits, words }: Example): void {
  if (program) copy.run(...program)
  for (const edit of edits) makeEdit(copy.folder, edit)
  if (!words) return
  for (const language of languagesOf(copy.folder)) {
    const texts = Object.entries(words.texts).map(
      ([id, text], index) =>
        `  "${id}": ${JSON.stringify(language === 'en' ? text : `${marks[language]} ${index + 1}`)},\n`,
    )
    makeEdit(copy.folder, { file: `locales/${language}/${words.area}.json`, after: '{\n', add: texts.join('') })
  }
}

export function languagesOf(folder: string): string[] {
  return readdirSync(join(folder, 'locales'))
}

function makeEdit(folder: string, edit: Edit): void {
  const place = join(folder, edit.file)
  if ('text' in edit) {
    if (existsSync(place)) throw new Error(`${edit.file} is there already`)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, edit.text)
    return
  }
  const [before, ...rest] = readFileSync(place, 'utf8').split(edit.after)
  if (rest.length === 0) throw new Error(`${edit.file} no longer has the text: ${edit.after}`)
  writeFileSync(place, before + edit.after + edit.add + rest.join(edit.after))
}
