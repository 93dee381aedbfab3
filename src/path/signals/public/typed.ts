import { dateFromParts, evaluate, findNumber, isBlank, isDay, readAge } from '#lib/forms'
import type { FormAnswer, Answers, Form, FormState, Group, Item, Question } from '#lib/forms'
import { cleaned } from '#kernel/cleaned'

/** The typed text of each field of the page. It is shown again with the page. */
export type Typed = Readonly<Record<string, readonly string[]>>

/** The text fields of a form body. Everything else is ignored. */
export function typedOf(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(cleaned(body)).map(([name, value]: [string, unknown]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string'),
    ]),
  )
}

export function textTyped(typed: Typed, name: string): string {
  return typed[name]?.[0] ?? ''
}

/** Name of the hidden field with the number of entries of a repeat. */
export function countName(path: string): string {
  return `${path}.count`
}

const mostEntries = 20

/** Number of entries of a repeat on the page: at least one, to write into. */
export function entriesShown(typed: Typed, path: string): number {
  const count = Number(textTyped(typed, countName(path)) || '1')
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), mostEntries) : 1
}

export function withOneMore(typed: Typed, path: string): Typed {
  return { ...typed, [countName(path)]: [String(Math.min(entriesShown(typed, path) + 1, mostEntries))] }
}

/** A copy of the fields without one entry. Later entries move up. */
export function withoutOne(typed: Typed, path: string, index: number): Typed {
  const kept: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(typed)) {
    const [, number, rest] = name.startsWith(`${path}/`)
      ? (/^(\d+)(\/.*)$/.exec(name.slice(path.length + 1)) ?? [])
      : []
    if (number === undefined) kept[name] = value
    else if (Number(number) !== index)
      kept[`${path}/${Number(number) > index ? Number(number) - 1 : number}${rest}`] = value
  }
  return { ...kept, [countName(path)]: [String(Math.max(entriesShown(typed, path) - 1, 1))] }
}

export interface ReadForm {
  /** The evaluated form, with the paths of the page. */
  state: FormState
  /** Answers of the relevant questions, without empty entries. */
  values: Answers
}

/** Converts the fields to answers and checks them with the same rules as the app. */
export function readForm(form: Form, typed: Typed, today: string, language: string): ReadForm {
  const answers = answersOf(form.items, '', typed)
  const state = evaluate(form, answers, { today, language })
  return { state, values: withoutBlankEntries(state.values) }
}

function answersOf(items: readonly Item[], parent: string, typed: Typed): Answers {
  const answers: Answers = {}
  for (const item of items) {
    const path = parent === '' ? item.name : `${parent}/${item.name}`
    const answer = item.kind === 'question' ? answerOf(item, path, typed) : answerOfGroup(item, path, typed)
    if (answer !== undefined) answers[item.name] = answer
  }
  return answers
}

function answerOfGroup(group: Group, path: string, typed: Typed): FormAnswer {
  if (!group.repeat) return answersOf(group.items, path, typed)
  return Array.from({ length: entriesShown(typed, path) }, (_, index) =>
    answersOf(group.items, `${path}/${index}`, typed),
  )
}

function answerOf(question: Question, path: string, typed: Typed): FormAnswer {
  const text = textTyped(typed, path).trim()
  switch (question.type) {
    case 'choices':
      return typed[path]?.length ? [...typed[path]] : undefined
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : text === 'unknown' ? { unknown: true } : undefined
    case 'acknowledge':
      return text === 'yes' ? true : undefined
    case 'age':
      return ageTyped(
        textTyped(typed, `${path}.years`),
        textTyped(typed, `${path}.sure`) === 'exact' ? 'exact' : 'about',
      )
    case 'date':
      return dateTyped(path, typed)
    case 'place': {
      const code = textTyped(typed, `${path}.code`).trim()
      const words = textTyped(typed, `${path}.text`).trim()
      return code || words ? { ...(code && { code }), ...(words && { text: words }) } : undefined
    }
    default:
      return text === '' ? undefined : text
  }
}

/** A text of which no age comes is returned as it is, and the form's check refuses it. */
function ageTyped(text: string, sure: 'exact' | 'about'): FormAnswer {
  const age = readAge(text, sure)
  return typeof age === 'string' ? text : age
}

function dateTyped(path: string, typed: Typed): FormAnswer {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textTyped(typed, `${path}.${part}`).trim())
  if (!day && !month && !year) return undefined
  const parts = {
    year: findNumber(year ?? ''),
    month: month ? findNumber(month) : undefined,
    day: day ? findNumber(day) : undefined,
  }
  if (parts.year === undefined || (month && parts.month === undefined) || (day && parts.day === undefined))
    return `${year}-${month}-${day}`
  const { date } = dateFromParts({
    calendar: 'gregory',
    year: parts.year,
    ...(parts.month !== undefined && { month: parts.month }),
    ...(parts.day !== undefined && { day: parts.day }),
  })
  if (!date || !isDay(date.iso)) return `${year}-${month}-${day}`
  return textTyped(typed, `${path}.about`) === 'yes' ? { ...date, about: true } : date
}

function withoutBlankEntries(values: Answers): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) && value.every((entry) => typeof entry === 'object')
        ? (value as Answers[]).filter((entry) => Object.values(entry).some((answer) => !isBlank(answer)))
        : value,
    ]),
  )
}
