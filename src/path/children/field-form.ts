import type { Answers, Choice, FormAnswer, Form, Question } from '#lib/forms'
import { type Codes, howKnown } from '#standards/codes'
import { type Item, valuesInRow } from './child-row.ts'
import { nameKind } from './codes.ts'
import {
  type AnyField,
  type Detail,
  fieldsOf,
  isList,
  labelOf,
  type ListField,
  nameOf,
  type SingleField,
} from './fields.ts'
import type { AgeFact, WordsValue } from './values.ts'

type Row = Readonly<Record<string, unknown>>
type Value = Readonly<Record<string, unknown>>

/** The catalogue text for the button and the dialog of a field. */
export function titleOf(field: AnyField): string {
  if (field.kind === 'name') return 'children.add-name'
  if (field.kind === 'note') return 'children.note.add'
  return field.kind === 'code' && field.part === undefined ? `children.change-${field.key}` : labelOf(field)
}

/** The questions for one field as a form. Replacing an age or a birth needs a reason. */
export function formOfField(field: AnyField, row: Row): Form {
  const { items, choiceLists } = isList(field) ? askItem(field) : askSingle(field, row)
  const form = { id: `child-${field.key}`, version: '1', title: { id: titleOf(field) }, languages: [] }
  return { ...form, items, ...(choiceLists && { choiceLists }) }
}

type Asked = Pick<Form, 'items' | 'choiceLists'>

/** What a person should know before they answer. Every field of a part has one. */
function hintOf({ key, part }: AnyField): Pick<Question, 'hint'> {
  return part ? { hint: { id: `children.field.${key}.hint` } } : {}
}

const atRegistration = fieldsOf('meeting')

/** What a registration asks about how to meet the child. Nothing of it has to be answered. */
export const meetingForm: Form = {
  id: 'child-meeting',
  version: '1',
  title: { id: 'children.meeting' },
  languages: [],
  items: atRegistration.map((field) => {
    const asked = question(nameOf(field), 'text', labelOf(field), hintOf(field))
    if (field.kind === 'code') return { ...asked, type: 'choice', choices: field.key, appearance: 'dropdown' }
    if (field.kind === 'codes') return { ...asked, type: 'choices', choices: field.key }
    return field.kind === 'language' ? { ...asked, type: 'language' } : asked
  }),
  choiceLists: Object.fromEntries(
    atRegistration.flatMap((field) => ('codes' in field ? [[field.key, choicesOf(field.codes, field.words)]] : [])),
  ),
}

/** The facts for a registration from the answers to this form. */
export function factsOfMeeting(answers: Answers): Record<string, unknown> {
  return Object.fromEntries(
    atRegistration.flatMap((field): [string, unknown][] => {
      const given = answers[nameOf(field)]
      if (given === undefined || given === '' || (Array.isArray(given) && given.length === 0)) return []
      if (field.kind === 'words') return [[nameOf(field), { text: given }]]
      return [[nameOf(field), field.kind === 'language' ? [given] : given]]
    }),
  )
}

function askSingle(field: Exclude<AnyField, ListField>, row: Row): Asked {
  const value = question('value', 'text', labelOf(field), { required: true, ...hintOf(field) })
  const reason = question('reason', 'long-text', 'children.reason', {
    hint: { id: field.reserved ? `children.field.${field.key}.reason` : 'children.reason.age-hint' },
    required: true,
  })
  const why = field.reserved || (field.reasonToReplace && valuesInRow(field, row).length > 0) ? [reason] : []
  if (field.kind === 'code' || field.kind === 'codes')
    return {
      items: [{ ...value, type: field.kind === 'code' ? 'choice' : 'choices', choices: 'codes' }, ...why],
      choiceLists: { codes: choicesOf(field.codes, field.words) },
    }
  if (field.kind === 'words') return { items: [value, ...why] }
  if (field.kind === 'date')
    return { items: [{ ...value, type: 'date', hint: { id: 'children.search.birth.hint' } }, ...why] }
  return {
    items: [
      { ...value, type: 'age', hint: { id: `children.field.${field.key}.hint` } },
      question('howKnown', 'choice', 'children.how-known', { choices: 'ways', appearance: 'dropdown', required: true }),
      ...why,
    ],
    choiceLists: { ways: choicesOf(howKnown, 'children.how-known') },
  }
}

/** What is asked about one value of a list. */
function askItem(field: ListField): Asked {
  const ask = (type: Question['type'], label: string, hint?: string): Question =>
    question('value', type, label, { required: true, ...(hint && { hint: { id: hint } }) })
  switch (field.kind) {
    case 'name':
      return {
        items: [
          ask('text', 'children.search.name', 'children.search.name.hint'),
          question('kind', 'choice', 'children.name-kind', {
            choices: 'kinds',
            appearance: 'dropdown',
            required: true,
          }),
        ],
        choiceLists: { kinds: choicesOf(nameKind, 'children.name-kind') },
      }
    case 'note':
      return { items: [ask('long-text', 'children.note', 'children.note.hint')] }
    case 'language':
      return { items: [ask('language', field.part ? labelOf(field) : 'children.language')] }
    case 'phone':
      return { items: [ask('phone', field.label, 'children.search.phone.hint')] }
    case 'identifier':
      return {
        items: [
          question('system', 'text', 'children.identifier.system', { required: true }),
          ask('text', 'children.identifier.number'),
        ],
      }
    case 'document':
      return askDetails(ask('text', field.label, 'children.search.document.hint'), field.details ?? [])
  }
}

function askDetails(value: Question, details: readonly Detail[]): Asked {
  const coded = details.filter((detail) => 'codes' in detail)
  return {
    items: [
      value,
      ...details.map((detail) =>
        'codes' in detail
          ? question(detail.name, 'choice', detail.label, { choices: detail.name, appearance: 'dropdown' })
          : question(detail.name, 'country', detail.label),
      ),
    ],
    choiceLists: Object.fromEntries(coded.map(({ name, codes, words }) => [name, choicesOf(codes, words)])),
  }
}

/** The answers that the record already gives. An item of a list is a new one, or the one that is changed. */
export function answersInRow(field: AnyField, row: Row, item?: Item<unknown>): Answers {
  if (isList(field))
    return item ? answersOfItem(field, item.value as Value) : field.kind === 'name' ? { kind: 'other' } : {}
  const [known] = valuesInRow(field, row)
  if (field.kind === 'code') return { value: known as string }
  if (field.kind === 'codes') return known === undefined ? {} : { value: known as FormAnswer }
  if (field.kind === 'words') return known === undefined ? {} : { value: (known as WordsValue).text }
  if (field.kind === 'date') return known === undefined ? {} : { value: known as FormAnswer }
  const fact = known as AgeFact | undefined
  return { ...(fact && { value: fact.age }), howKnown: fact?.howKnown ?? 'unknown' }
}

/** What is typed for one value of a list has another name in the value. */
const typedAs = {
  name: 'text',
  note: 'text',
  language: 'code',
  phone: 'number',
  document: 'number',
  identifier: 'value',
}

function answersOfItem(field: ListField, value: Value): Answers {
  const known = Object.entries(value).filter(([name, given]) => isAnswerOf(field, name, given))
  return { ...Object.fromEntries(known), value: value[typedAs[field.kind]] as FormAnswer } as Answers
}

/** Other systems write the kind of a document in their own words. The dialog offers only the codes of the list. */
function isAnswerOf(field: ListField, name: string, given: unknown): boolean {
  const detail = field.details?.find((one) => one.name === name)
  if (detail) return !('codes' in detail) || detail.codes.values.includes(given as string)
  return ['kind', 'system'].includes(name)
}

/** The change that complete answers make. `item` is the id of a new item. A new age gets its day from the node. */
export function changeOfAnswers(
  field: AnyField,
  answers: Answers,
  { row, item, changed }: { row: Row; item: string; changed?: Item<unknown> | undefined },
): { field: string; value: unknown; reason?: string; baseVersion?: readonly string[] } {
  const because = typeof answers['reason'] === 'string' ? { reason: answers['reason'] } : {}
  if (isList(field)) {
    const value = valueOfItem(field, answers, (changed?.value ?? {}) as Value)
    return changed
      ? { field: changed.field, value, baseVersion: changed.version }
      : { field: `${field.key}:${item}`, value }
  }
  if (field.kind === 'age') return { field: field.key, value: ageOfAnswers(field, answers, row), ...because }
  const { value } = answers
  if (field.kind === 'words') return { field: field.key, value: { text: String(value).trim() }, ...because }
  return { field: field.key, value: field.kind === 'date' ? dateOf(value) : value, ...because }
}

function ageOfAnswers(field: SingleField, { value, howKnown: how }: Answers, row: Row): unknown {
  const [before] = valuesInRow(field, row) as readonly AgeFact[]
  return { age: value, howKnown: how ?? 'unknown', ...(field.ofTheDay && before?.on ? { on: before.on } : {}) }
}

/** A form gives a whole Gregorian day as its text. */
function dateOf(value: unknown): unknown {
  return typeof value === 'string' ? { iso: value } : value
}

function valueOfItem(field: ListField, answers: Answers, before: Value): Value {
  const typed = { [typedAs[field.kind]]: String(answers['value']).trim() }
  if (field.kind === 'name') return { ...typed, kind: answers['kind'] ?? 'other' }
  if (field.kind === 'identifier') return { ...typed, system: String(answers['system']).trim() }
  const details = (field.details ?? []).flatMap(({ name }) => {
    const given = answers[name]
    return given === undefined || given === '' || given === 'unknown' ? [] : [[name, given] as const]
  })
  return { ...(field.kind === 'phone' && before), ...typed, ...Object.fromEntries(details) }
}

function question(name: string, type: Question['type'], label: string, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label: { id: label }, ...more }
}

function choicesOf({ values }: Codes, words: string): Choice[] {
  return values.map((value) => ({ value, label: { id: `${words}.${value}` } }))
}
