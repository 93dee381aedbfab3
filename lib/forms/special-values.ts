import { findDays } from './expression/value.ts'
import { withLatinDigits } from './digits.ts'
import type { AgeAnswer, FormAnswer, Answers, DateAnswer, PlaceAnswer, UnknownAnswer } from './model.ts'

const groupings = /[\s\u066c']/g

function isObject(
  answer: FormAnswer,
): answer is Exclude<FormAnswer, string | number | boolean | null | undefined | string[] | Answers[]> {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
}

/** The person answered "I do not know". */
export function isUnknown(answer: FormAnswer): answer is UnknownAnswer {
  return isObject(answer) && 'unknown' in answer && answer.unknown === true
}

export function isAgeAnswer(answer: FormAnswer): answer is AgeAnswer {
  if (!isObject(answer)) return false
  if ('from' in answer && 'to' in answer) return typeof answer.from === 'number' && typeof answer.to === 'number'
  const years = 'exact' in answer ? answer.exact : 'about' in answer ? answer.about : undefined
  return typeof years === 'number'
}

export function isDateAnswer(answer: FormAnswer): answer is DateAnswer {
  return isObject(answer) && 'iso' in answer && typeof answer.iso === 'string'
}

/**
 * Whether a text is a day that exists, in the years 1000 to 8999: a year of one to three digits is a slip, and the
 * years around it must be days too.
 */
export function isDay(iso: unknown): iso is string {
  return typeof iso === 'string' && /^[1-8]\d{3}-\d{2}-\d{2}$/.test(iso) && findDays(iso) !== undefined
}

export function isPlaceAnswer(answer: FormAnswer): answer is PlaceAnswer {
  return (
    isObject(answer) &&
    (('code' in answer && typeof answer.code === 'string') || ('text' in answer && typeof answer.text === 'string'))
  )
}

/** No answer. Blanks and empty lists are no answer; "unknown" and `false` are answers. */
export function isBlank(answer: FormAnswer): boolean {
  if (answer === undefined || answer === null) return true
  if (typeof answer === 'string') return answer.trim() === ''
  if (Array.isArray(answer)) return answer.length === 0
  if (isPlaceAnswer(answer)) return !answer.code?.trim() && !answer.text?.trim()
  return isObject(answer) && Object.keys(answer).length === 0
}

/** Youngest and oldest possible age in years; undefined for anything but an age. */
export function findAgeRange(answer: FormAnswer): { from: number; to: number } | undefined {
  if (typeof answer === 'number') return { from: answer, to: answer }
  if (!isAgeAnswer(answer)) return undefined
  if ('from' in answer) return { from: answer.from, to: answer.to }
  const years = 'exact' in answer ? answer.exact : answer.about
  return { from: years, to: years }
}

/**
 * Reads a number as people type it: digits of any script, `٫` or a single comma as the decimal
 * sign, blanks between thousands. Undefined when the text is not a number.
 */
export function findNumber(text: string): number | undefined {
  const latin = withLatinDigits(text.trim())
  // "1,000" may mean one or a thousand. Only the person can tell, so ask again.
  if (/,\d{3}$/.test(latin)) return undefined
  const plain = latin
    .replace(groupings, '')
    .replace(/[\u066b,]/, '.')
    .replace(/^[\u2212\u2013]/, '-')
  return /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/.test(plain) ? Number(plain) : undefined
}
