import type { Answers, Choice, Form, Question } from '#lib/forms'
import { type Codes, howKnown } from '#standards/codes'
import { valuesInRow } from './child-row.ts'
import { nameKind } from './codes.ts'
import { type AnyField, type CodedField, labelOf, type ListField, type SingleField } from './fields.ts'
import type { AgeFact } from './values.ts'

/** The fields that a person adds or corrects on the child's page. */
export type AskedField =
  | CodedField
  | (SingleField & { readonly kind: 'age' })
  | (ListField & { readonly kind: 'name' | 'note' })

type Row = Readonly<Record<string, unknown>>

/** The catalogue text for the button and the dialog of a field. */
export function titleOf(field: AnyField): string {
  if (field.kind === 'name') return 'children.add-name'
  if (field.kind === 'note') return 'children.note.add'
  return field.kind === 'code' ? `children.change-${field.key}` : labelOf(field)
}

/** The questions for one field as a form. Replacing an age needs a reason. */
export function formOfField(field: AnyField, row: Row): Form {
  const form = { id: `child-${field.key}`, version: '1', title: { id: titleOf(field) }, languages: [] }
  const value = question('value', 'text', labelOf(field), { required: true })
  switch (field.kind) {
    case 'code':
      return {
        ...form,
        items: [{ ...value, type: 'choice', choices: 'codes' }],
        choiceLists: { codes: choicesOf(field.codes, field.words) },
      }
    case 'age': {
      const reason = question('reason', 'long-text', 'children.reason', {
        hint: { id: 'children.reason.age-hint' },
        required: true,
      })
      return {
        ...form,
        items: [
          { ...value, type: 'age', hint: { id: `children.field.${field.key}.hint` } },
          question('howKnown', 'choice', 'children.how-known', {
            choices: 'ways',
            appearance: 'dropdown',
            required: true,
          }),
          ...(valuesInRow(field, row).length > 0 ? [reason] : []),
        ],
        choiceLists: { ways: choicesOf(howKnown, 'children.how-known') },
      }
    }
    case 'name':
      return {
        ...form,
        items: [
          { ...value, label: { id: 'children.search.name' }, hint: { id: 'children.search.name.hint' } },
          question('kind', 'choice', 'children.name-kind', {
            choices: 'kinds',
            appearance: 'dropdown',
            required: true,
          }),
        ],
        choiceLists: { kinds: choicesOf(nameKind, 'children.name-kind') },
      }
    default:
      return {
        ...form,
        items: [{ ...value, type: 'long-text', label: { id: 'children.note' }, hint: { id: 'children.note.hint' } }],
      }
  }
}

/** The answers that the record already gives. A name and a note are always new ones. */
export function answersInRow(field: AskedField, row: Row): Answers {
  const [known] = valuesInRow(field, row)
  if (field.kind === 'code') return { value: known as string }
  if (field.kind === 'age') {
    const fact = known as AgeFact | undefined
    return { ...(fact && { value: fact.age }), howKnown: fact?.howKnown ?? 'unknown' }
  }
  return field.kind === 'name' ? { kind: 'other' } : {}
}

/** The change that complete answers make. `item` is the id of a new item. A new age gets its day from the node. */
export function changeOfAnswers(
  field: AskedField,
  answers: Answers,
  { row, item }: { row: Row; item: string },
): { field: string; value: unknown; reason?: string } {
  const { value, kind, howKnown: how, reason } = answers
  if (field.kind === 'code') return { field: field.key, value }
  if (field.kind === 'age') {
    const [before] = valuesInRow(field, row) as readonly AgeFact[]
    const on = field.ofTheDay && before?.on ? { on: before.on } : {}
    return {
      field: field.key,
      value: { age: value, howKnown: how ?? 'unknown', ...on },
      ...(typeof reason === 'string' && { reason }),
    }
  }
  const text = String(value).trim()
  return { field: `${field.key}:${item}`, value: field.kind === 'name' ? { text, kind: kind ?? 'other' } : { text } }
}

function question(name: string, type: Question['type'], label: string, more: Partial<Question> = {}): Question {
  return { kind: 'question', name, type, label: { id: label }, ...more }
}

function choicesOf({ values }: Codes, words: string): Choice[] {
  return values.map((value) => ({ value, label: { id: `${words}.${value}` } }))
}
