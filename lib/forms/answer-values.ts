import { localTextOf } from '#lib/civil-time'
import type { Scalar, Value } from './expression/value.ts'
import { findDays, isChosen, isNodes, isoOfDays, isYesNo, toScalar } from './expression/value.ts'
import type { FormAnswer, QuestionType } from './model.ts'
import { findAgeRange, findNumber, isBlank, isDateAnswer, isPlaceAnswer, isUnknown } from './special-values.ts'

/**
 * Converts an answer for expressions. An age or date range becomes its lower end; a blank or unknown answer becomes
 * empty.
 */
export function toExpressionValue(
  answer: FormAnswer,
  type: QuestionType | undefined,
  timeZone: string | undefined,
): Scalar {
  if (answer === undefined || answer === null || isBlank(answer) || isUnknown(answer)) return ''
  if (typeof answer === 'number') return answer
  if (typeof answer === 'boolean') return { yes: answer }
  if (typeof answer === 'string')
    return type === 'datetime' || type === 'calculate' ? localTime(answer, timeZone) : numberAsked(type, answer)
  if (Array.isArray(answer)) return { chosen: answer.filter((one) => typeof one === 'string') }
  if (isDateAnswer(answer)) return answer.iso
  if (isPlaceAnswer(answer)) return answer.code ?? answer.text ?? ''
  return findAgeRange(answer)?.from ?? ''
}

/** Converts digits in a text to a number if the question asks for one. */
export function numberAsked(type: QuestionType | undefined, text: string): string | number {
  return type === 'integer' || type === 'decimal' || type === 'age' ? (findNumber(text) ?? text) : text
}

/** A word that is neither stays as it is, so that it is found and not read as no. */
const yesNo = new Map([
  ...['yes', 'true', '1'].map((word) => [word, true] as const),
  ...['no', 'false', '0'].map((word) => [word, false] as const),
])

/** As `fit`, for a value that was worked out: a whole number is asked for, and nobody can correct 3.5. */
export function fitWorkedOut(value: FormAnswer, type: QuestionType, timeZone: string | undefined): FormAnswer {
  return type === 'integer' && typeof value === 'number' ? Math.trunc(value) + 0 : fit(value, type, timeZone)
}

/** A value in the shape of an answer to its question, as ODK's programs convert it. */
export function fit(value: FormAnswer, type: QuestionType, timeZone: string | undefined): FormAnswer {
  if (typeof value === 'number' && type === 'date') return isoOfDays(Math.floor(value)) || value
  if (typeof value === 'number' && type === 'datetime') return localMinute(isoOfDays(value), timeZone && 'UTC') || value
  if (typeof value === 'boolean' && (type === 'integer' || type === 'decimal')) return Number(value)
  if (typeof value === 'boolean' ? asWords.has(type) : typeof value === 'number' && type.startsWith('choice'))
    return fit(String(value), type, timeZone)
  if (typeof value !== 'string') return value
  if (type === 'datetime') return localMinute(value, timeZone)
  if (type === 'date' || type === 'time') return partOfMoment(value, type, timeZone)
  if (type === 'choices') return value.split(/\s+/).filter((one) => one !== '')
  return type === 'yes-no' ? (yesNo.get(value.toLowerCase()) ?? value) : numberAsked(type, value)
}

const asWords: ReadonlySet<QuestionType> = new Set(['choice', 'choices', 'text', 'long-text'])

/** The day or the time of day of a moment such as `now()`, on the clock of the country. */
function partOfMoment(value: string, type: 'date' | 'time', timeZone: string | undefined): string {
  const [, day, time] = (findDays(value) !== undefined && /^(.+)T(.{5})/.exec(localTime(value, timeZone))) || []
  return (type === 'date' ? day : time) ?? value
}

/** A time is answered on the clock of the country, without its zone, to the minute: as a browser's field gives it. */
function localMinute(time: string, timeZone: string | undefined): string {
  return timeZone ? localTime(time, timeZone).replace(/(T\d{2}:\d{2}).*$/, '$1') : time
}

/** The time of the country without its zone. Older answers of `now()` have the zone of Greenwich. */
function localTime(time: string, timeZone: string | undefined): string {
  const zoned = timeZone && /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(time) && findDays(time) !== undefined
  return zoned ? localTextOf(timeZone, time).replace(/[+-]\d{2}:\d{2}$/, '') : time
}

export function toAnswer(value: Value | undefined): FormAnswer {
  if (value === undefined) return undefined
  const scalar = isNodes(value) ? toScalar(value) : value
  if (isChosen(scalar)) return [...scalar.chosen]
  if (isYesNo(scalar)) return scalar.yes
  // Not -0, which a page would show as it is.
  if (typeof scalar === 'number') return Number.isFinite(scalar) ? scalar + 0 : undefined
  return scalar === '' ? undefined : scalar
}
