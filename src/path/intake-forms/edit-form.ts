import type { Choice, Form, Group, Item, Question, QuestionType, Text } from '#lib/forms'
import { isMessageId } from '#lib/forms'

/** The position of an item in the form, then in each group. `[2, 0]` is the first item of the third. */
export type At = readonly number[]

/** Every change makes a new form and does not modify the old one, so that it can be undone. */
export interface Edited {
  form: Form
  at: At
}

export function findItem(form: Form, at: At): Item | undefined {
  return at.reduce<Item | undefined>(
    (item, index, depth) => (depth === 0 ? form.items[index] : item?.kind === 'group' ? item.items[index] : undefined),
    undefined,
  )
}

function itemsAt(form: Form, group: At): readonly Item[] {
  const item = findItem(form, group)
  if (group.length === 0) return form.items
  return item?.kind === 'group' ? item.items : []
}

function withItems(form: Form, group: At, change: (items: readonly Item[]) => Item[]): Form {
  const walk = (items: readonly Item[], depth: number): Item[] =>
    depth === group.length
      ? change(items)
      : items.map((item, index) =>
          index === group[depth] && item.kind === 'group' ? { ...item, items: walk(item.items, depth + 1) } : item,
        )
  return { ...form, items: walk(form.items, 0) }
}

function splitAt(at: At): { group: At; index: number } {
  return { group: at.slice(0, -1), index: at.at(-1) ?? 0 }
}

export function replaceItem(form: Form, at: At, item: Item): Form {
  const { group, index } = splitAt(at)
  return withItems(form, group, (items) => items.map((one, place) => (place === index ? item : one)))
}

/** Inserts an item after another one. An empty position means the end of the form. */
export function insertItem(form: Form, after: At, item: Item): Edited {
  const { group, index } = after.length === 0 ? { group: [], index: form.items.length - 1 } : splitAt(after)
  return { form: withItems(form, group, (items) => items.toSpliced(index + 1, 0, item)), at: [...group, index + 1] }
}

export function appendInto(form: Form, group: At, item: Item): Edited {
  const place = itemsAt(form, group).length
  return { form: withItems(form, group, (items) => [...items, item]), at: [...group, place] }
}

/** Removes an item with its content. Selects the next item, or the previous one, or the group. */
export function removeItem(form: Form, at: At): Edited {
  const { group, index } = splitAt(at)
  const next = withItems(form, group, (items) => items.toSpliced(index, 1))
  const left = itemsAt(next, group).length
  return { form: next, at: left === 0 ? group : [...group, Math.min(index, left - 1)] }
}

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Moves an item past a sibling, into the group before it, or out of its own group. Undefined if it cannot move. */
export function moveItem(form: Form, at: At, direction: Direction): Edited | undefined {
  const item = findItem(form, at)
  if (!item) return undefined
  const { group, index } = splitAt(at)
  const siblings = itemsAt(form, group)
  if (direction === 'up' || direction === 'down') {
    const to = direction === 'up' ? index - 1 : index + 1
    if (to < 0 || to >= siblings.length) return undefined
    return {
      form: withItems(form, group, (items) => items.toSpliced(index, 1).toSpliced(to, 0, item)),
      at: [...group, to],
    }
  }
  if (direction === 'in') {
    const before = siblings[index - 1]
    if (before?.kind !== 'group') return undefined
    return appendInto(
      withItems(form, group, (items) => items.toSpliced(index, 1)),
      [...group, index - 1],
      item,
    )
  }
  if (group.length === 0) return undefined
  return insertItem(
    withItems(form, group, (items) => items.toSpliced(index, 1)),
    group,
    item,
  )
}

/** The path of names joined with `/`, as in lib/forms. */
export function pathAt(form: Form, at: At): string {
  return at.map((_, depth) => findItem(form, at.slice(0, depth + 1))?.name ?? '').join('/')
}

export interface Listed {
  item: Item
  at: At
  path: string
}

/** All items with their positions, in the order of the form. */
export function everyItem(form: Form): Listed[] {
  const walk = (items: readonly Item[], group: At, parent: string): Listed[] =>
    items.flatMap((item, index) => {
      const at = [...group, index]
      const path = parent === '' ? item.name : `${parent}/${item.name}`
      return [{ item, at, path }, ...(item.kind === 'group' ? walk(item.items, at, path) : [])]
    })
  return walk(form.items, [], '')
}

/** A name that is not used in the form. */
export function freeName(form: Form, wanted: string): string {
  const taken = new Set(everyItem(form).map(({ item }) => item.name))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}_${number}`)) number += 1
  return `${wanted}_${number}`
}

export function newQuestion(form: Form, type: QuestionType): Question {
  return { kind: 'question', name: freeName(form, 'question'), type, label: {} }
}

export function newGroup(form: Form, repeats: boolean): Group {
  return {
    kind: 'group',
    name: freeName(form, repeats ? 'repeat' : 'group'),
    label: {},
    ...(repeats ? { repeat: {} } : {}),
    items: [],
  }
}

/**
 * Renames an item and every `${name}` that refers to it. If two items share the name, it renames only the item, because
 * a reference is ambiguous.
 */
export function renameItem(form: Form, at: At, name: string): Form {
  const item = findItem(form, at)
  if (!item) return form
  const only = everyItem(form).filter((one) => one.item.name === item.name).length === 1
  const renamed = replaceItem(form, at, { ...item, name })
  if (!only || item.name === '' || name === '') return renamed
  const reference = new RegExp(`\\$\\{\\s*${item.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\}`, 'g')
  return JSON.parse(JSON.stringify(renamed), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(reference, () => `\${${name}}`) : value,
  ) as Form
}

/** Sets the words of one language. Empty words remove the language. */
export function withWords(text: Text | undefined, language: string, words: string): Text {
  const { [language]: _, ...others }: Record<string, string> = text && !isMessageId(text) ? text : {}
  return words === '' ? others : { ...others, [language]: words }
}

export function wordsFor(text: Text | undefined, language: string): string {
  if (!text || isMessageId(text)) return ''
  const inline: Record<string, string> = text
  return inline[language] ?? ''
}

export function withLanguage(form: Form, language: string): Form {
  return form.languages.includes(language) ? form : { ...form, languages: [...form.languages, language] }
}

/** Adds a list of choices to a question without one. */
export function withList(form: Form, at: At): Form {
  const item = findItem(form, at)
  if (item?.kind !== 'question' || (item.choices !== undefined && form.choiceLists?.[item.choices])) return form
  const lists = form.choiceLists ?? {}
  let name = item.name
  for (let number = 2; Object.hasOwn(lists, name); number += 1) name = `${item.name}_${number}`
  return replaceItem({ ...form, choiceLists: { ...lists, [name]: [] } }, at, { ...item, choices: name })
}

export function withChoices(form: Form, list: string, change: (choices: readonly Choice[]) => Choice[]): Form {
  return { ...form, choiceLists: { ...form.choiceLists, [list]: change(form.choiceLists?.[list] ?? []) } }
}

export function freeValue(choices: readonly Choice[]): string {
  let number = choices.length + 1
  while (choices.some(({ value }) => value === `choice_${number}`)) number += 1
  return `choice_${number}`
}

/** Questions that an expression can use. */
export function askableQuestions(form: Form, except: At): (Listed & { item: Question })[] {
  return everyItem(form).flatMap((one) => {
    const { item } = one
    return item.kind === 'question' && item.type !== 'note' && one.at.join() !== except.join() ? [{ ...one, item }] : []
  })
}
