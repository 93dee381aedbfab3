import type { FormAnswer, DateAnswer, Question } from '#lib/forms'
import { findNumber, isAge, isAgeAnswer, isDateAnswer, isDay } from '#lib/forms'

/** Separator of a multiselect picklist, as in Salesforce, which HTCDS follows. */
export const separator = ';'
const jsonMark = 'json:'

/** An answer as a cell, if a cell can hold it: plain words, numbers, codes separated by `;`. */
export function plainText(answer: FormAnswer): string {
  if (answer === undefined || answer === null) return ''
  if (typeof answer === 'boolean') return answer ? 'TRUE' : 'FALSE'
  if (Array.isArray(answer)) return answer.filter((one) => typeof one === 'string').join(separator)
  if (isDateAnswer(answer)) return dateText(answer)
  if (isAgeAnswer(answer)) return 'exact' in answer ? String(answer.exact) : ''
  return typeof answer === 'object' ? '' : String(answer)
}

/** The answer of a plain cell for this question. */
export function answerOfText(question: Question, text: string): FormAnswer {
  switch (question.type) {
    case 'choices':
      return text
        .split(separator)
        .map((one) => one.trim())
        .filter((one) => one !== '')
    case 'integer':
    case 'decimal':
      return findNumber(text) ?? text
    case 'age': {
      const age = { exact: findNumber(text) }
      return isAge(age) ? age : text
    }
    case 'yes-no':
    case 'acknowledge':
      return /^(true|yes|1|ok)$/i.test(text.trim()) ? true : /^(false|no|0)$/i.test(text.trim()) ? false : text
    case 'date':
      return dateOfText(text)
    default:
      return text
  }
}

/**
 * The known part of a date: `2011`, `2011-05`, with `~` after a guess (EDTF, ISO 8601-2:2019). In another calendar only
 * a day is possible.
 */
function dateText({ iso, calendar = 'gregory', precision = 'day', about }: DateAnswer): string {
  if (calendar !== 'gregory') return iso
  return `${iso.slice(0, { year: 4, month: 7, day: 10 }[precision])}${about ? '~' : ''}`
}

function dateOfText(text: string): FormAnswer {
  const [, year, month, day, about] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(~)?$/.exec(text.trim()) ?? []
  // A certain whole day stays a plain ISO day.
  if (year === undefined || (day !== undefined && about === undefined)) return text
  const iso = `${year}-${month ?? '01'}-${day ?? '01'}`
  if (!isDay(iso)) return text
  const precision = day === undefined ? { precision: month === undefined ? ('year' as const) : ('month' as const) } : {}
  return {
    iso,
    ...precision,
    ...(about === undefined ? {} : { about: true as const }),
  }
}

/** The complete answer as one cell. `answerOfExact` restores it. */
export function exactText(question: Question, answer: FormAnswer): string {
  const plain = plainText(answer)
  if (plain !== '' && !plain.startsWith(jsonMark) && isSameAnswer(answerOfText(question, plain), answer)) return plain
  return jsonMark + JSON.stringify(answer ?? null)
}

/** Undefined if the cell is damaged. */
export function answerOfExact(question: Question, text: string): FormAnswer {
  if (!text.startsWith(jsonMark)) return answerOfText(question, text)
  try {
    const answer: FormAnswer = JSON.parse(text.slice(jsonMark.length))
    return answer
  } catch {
    return undefined
  }
}

/** Whether two answers are equal in any notation: a plain day and a Gregorian day, 13 and "exactly 13", 5 and "5". */
export function isSameAnswer(one: FormAnswer, other: FormAnswer): boolean {
  return JSON.stringify(normal(one)) === JSON.stringify(normal(other))
}

function normal(answer: FormAnswer): unknown {
  if (typeof answer === 'number') return String(answer)
  if (isAgeAnswer(answer)) return 'exact' in answer ? String(answer.exact) : sorted(answer)
  if (isDateAnswer(answer)) {
    const { iso, calendar = 'gregory', precision = 'day', about } = answer
    return calendar === 'gregory' && precision === 'day' && !about ? iso : [iso, calendar, precision, about === true]
  }
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? sorted(answer) : answer
}

function sorted(answer: object): unknown {
  return Object.entries(answer).sort(([one], [other]) => (one < other ? -1 : 1))
}
