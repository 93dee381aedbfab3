import type { Choice, Form, Item, Question, Text } from '#lib/forms'

export type ChangeKind =
  | 'added'
  | 'removed'
  | 'moved'
  | 'order'
  | 'type'
  | 'words'
  | 'hint'
  | 'required'
  | 'relevant'
  | 'constraint'
  | 'calculation'
  | 'choices-added'
  | 'choices-removed'
  | 'choices-words'
  | 'choices-filter'
  | 'repeat'
  | 'sensitivity'
  | 'mapping'
  | 'together'
  | 'other'
  | 'title'
  | 'languages'

export interface FormChange {
  kind: ChangeKind
  path: string
  /** The words of the question, from the newer version if it has the question. */
  label?: Text
  was?: string
  is?: string
}

/** Changes after which answers of the two versions cannot be compared. */
const matters: readonly ChangeKind[] = ['removed', 'type', 'moved', 'choices-removed', 'repeat']

export function mattersForOldAnswers({ kind }: FormChange): boolean {
  return matters.includes(kind)
}

interface Placed {
  item: Item
  path: string
  parent: string
  order: number
}

/** The changes in the order of the newer form. Removed items come last. */
export function compareForms(older: Form, newer: Form): FormChange[] {
  const changes: FormChange[] = []
  if (!same(older.title, newer.title)) changes.push({ kind: 'title', path: '' })
  if (!same(older.languages, newer.languages))
    changes.push({ kind: 'languages', path: '', was: older.languages.join(', '), is: newer.languages.join(', ') })
  const before = placed(older.items)
  const after = placed(newer.items)
  const was = new Map(before.map((one) => [one.path, one]))
  const is = new Map(after.map((one) => [one.path, one]))
  const gone = before.filter(({ path }) => !is.has(path))
  const moved = new Map<Placed, Placed>()
  for (const one of after) {
    if (was.has(one.path)) continue
    // A name that disappeared from one group and is new in another is a moved question.
    const from = gone.filter(({ item }) => item.name === one.item.name && item.kind === one.item.kind)
    const [only] = from
    if (only && from.length === 1 && !moved.has(only)) moved.set(only, one)
  }
  const arrived = new Map([...moved].map(([from, to]) => [to, from]))
  for (const one of after) {
    const from = was.get(one.path) ?? arrived.get(one)
    const about = labelOf(one.item)
    if (!from) {
      changes.push({ kind: 'added', path: one.path, ...about })
      continue
    }
    if (from.path !== one.path) changes.push({ kind: 'moved', path: one.path, was: from.path, is: one.path, ...about })
    for (const change of differences(from.item, one.item, older, newer))
      changes.push({ ...change, path: one.path, ...about })
  }
  for (const path of reordered(before, after)) changes.push({ kind: 'order', path, ...labelOf(is.get(path)?.item) })
  for (const one of gone) if (!moved.has(one)) changes.push({ kind: 'removed', path: one.path, ...labelOf(one.item) })
  return changes
}

function placed(items: readonly Item[], parent = ''): Placed[] {
  return items.flatMap((item, order) => {
    const path = parent === '' ? item.name : `${parent}/${item.name}`
    return [{ item, path, parent, order }, ...(item.kind === 'group' ? placed(item.items, path) : [])]
  })
}

function labelOf(item: Item | undefined): { label?: Text } {
  return item?.label && Object.keys(item.label).length > 0 ? { label: item.label } : {}
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one) ?? null) === JSON.stringify(sorted(other) ?? null)
}

/** Sorts keys, so that `{ en, ar }` equals `{ ar, en }`. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries.map(([key, one]): [string, unknown] => [key, sorted(one)]).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

type Difference = Omit<FormChange, 'path' | 'label'>

function differences(older: Item, newer: Item, before: Form, after: Form): Difference[] {
  const found: Difference[] = []
  const check = (kind: ChangeKind, one: unknown, other: unknown): void => {
    if (!same(one, other)) found.push({ kind, ...told('was', one), ...told('is', other) })
  }
  check('words', older.label, newer.label)
  check('hint', older.hint, newer.hint)
  check('relevant', older.relevant, newer.relevant)
  check('together', older.appearance, newer.appearance)
  if (older.kind === 'group' && newer.kind === 'group') check('repeat', older.repeat, newer.repeat)
  if (older.kind === 'question' && newer.kind === 'question')
    found.push(...questionDifferences(older, newer, before, after))
  if (older.kind !== newer.kind) check('type', older.kind, newer.kind)
  return found
}

function told(key: 'was' | 'is', value: unknown): Partial<Difference> {
  return typeof value === 'string' || typeof value === 'boolean' ? { [key]: String(value) } : {}
}

function questionDifferences(older: Question, newer: Question, before: Form, after: Form): Difference[] {
  const found: Difference[] = []
  const check = (kind: ChangeKind, one: unknown, other: unknown): void => {
    if (!same(one, other)) found.push({ kind, ...told('was', one), ...told('is', other) })
  }
  check('type', older.type, newer.type)
  check('required', older.required ?? false, newer.required ?? false)
  check('constraint', older.constraint, newer.constraint)
  check('calculation', older.calculation, newer.calculation)
  check('choices-filter', older.choiceFilter, newer.choiceFilter)
  check('sensitivity', older.sensitivity, newer.sensitivity)
  check('mapping', older.mapping, newer.mapping)
  const rest = ({
    readOnly,
    unknownAllowed,
    calendars,
    default: first,
    defaultCalculation,
    requiredMessage,
  }: Question): unknown => [readOnly, unknownAllowed, calendars, first, defaultCalculation, requiredMessage]
  check('other', rest(older), rest(newer))
  const [was, is] = [listOf(older, before), listOf(newer, after)]
  const missing = (from: readonly Choice[], to: readonly Choice[]): string[] =>
    from.map(({ value }) => value).filter((value) => !to.some((one) => one.value === value))
  const [added, removed] = [missing(is, was), missing(was, is)]
  if (added.length > 0) found.push({ kind: 'choices-added', is: added.join(', ') })
  if (removed.length > 0) found.push({ kind: 'choices-removed', was: removed.join(', ') })
  if (added.length === 0 && removed.length === 0) check('choices-words', was, is)
  return found
}

function listOf(question: Question, form: Form): readonly Choice[] {
  return question.choices === undefined ? [] : (form.choiceLists?.[question.choices] ?? [])
}

/** Items that stay in their group but in another order. */
function reordered(before: readonly Placed[], after: readonly Placed[]): string[] {
  const found: string[] = []
  for (const parent of new Set(after.map((one) => one.parent))) {
    const namesIn = (list: readonly Placed[]): string[] =>
      list.filter((one) => one.parent === parent).map(({ path }) => path)
    const [was, is] = [namesIn(before), namesIn(after)]
    const stayedBefore = was.filter((path) => is.includes(path))
    const stayed = is.filter((path) => was.includes(path))
    const kept = longestInOrder(stayed.map((path) => stayedBefore.indexOf(path)))
    found.push(...stayed.filter((_, at) => !kept.has(at)))
  }
  return found
}

/** Positions of a longest increasing subsequence. The other items were moved. */
function longestInOrder(numbers: readonly number[]): Set<number> {
  const best = numbers.map(() => ({ length: 1, before: -1 }))
  numbers.forEach((number, at) => {
    for (let earlier = 0; earlier < at; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1
      if ((numbers[earlier] ?? 0) < number && length > (best[at]?.length ?? 0)) best[at] = { length, before: earlier }
    }
  })
  const kept = new Set<number>()
  let at = best.reduce((top, one, index) => (one.length > (best[top]?.length ?? 0) ? index : top), 0)
  while (at >= 0 && best[at]) {
    kept.add(at)
    at = best[at]?.before ?? -1
  }
  return kept
}
