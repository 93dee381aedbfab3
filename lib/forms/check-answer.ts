import { findAgeFault, oldestAge } from './ages.ts'
import { withLatinDigits } from './digits.ts'
import { findDays } from './expression/value.ts'
import type { FormAnswer, Choice, Question } from './model.ts'
import { findNumber, isDateAnswer, isDay, isPlaceAnswer } from './special-values.ts'
import { readAge } from './typed-age.ts'

export interface AnswerFault {
  code: string
  params: Record<string, string | number>
}

/** E.164 allows 15 digits; local numbers are shorter and may start with 0. */
const phone = /^\+?\d{3,15}$/
const phoneSigns = /[\s().\-\u2010-\u2015/]/g
const time = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

function found(code: string, params: Record<string, string | number> = {}): AnswerFault[] {
  return [{ code, params }]
}

/** Finds what is wrong with an answer to this type of question. The caller has handled blank and "unknown" answers. */
export function checkAnswer(
  question: Question,
  answer: FormAnswer,
  choices: readonly Choice[] | undefined,
): AnswerFault[] {
  switch (question.type) {
    case 'integer':
    case 'decimal':
      return checkNumber(answer, question.type)
    case 'date':
      return isDay(isDateAnswer(answer) ? answer.iso : answer) ? [] : found('not-a-date')
    case 'datetime':
      return typeof answer === 'string' && findDays(answer) !== undefined ? [] : found('not-a-date')
    case 'time':
      return typeof answer === 'string' && time.test(answer) ? [] : found('not-a-time')
    case 'choice':
      return typeof answer === 'string' ? checkChosen([answer], choices) : found('not-a-choice', { choice: '' })
    case 'choices':
      return Array.isArray(answer) ? checkChosen(answer, choices) : found('not-a-choice', { choice: '' })
    case 'yes-no':
      return typeof answer === 'boolean' ? [] : found('not-yes-or-no')
    case 'age':
      return checkAge(answer)
    case 'phone':
      return typeof answer === 'string' && phone.test(withLatinDigits(answer).replace(phoneSigns, ''))
        ? []
        : found('not-a-phone')
    case 'country':
      return typeof answer === 'string' && /^[A-Z]{2}$/.test(answer) ? [] : found('not-a-country')
    case 'language':
      return typeof answer === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(answer)
        ? []
        : found('not-a-language')
    case 'place':
      return typeof answer === 'string' || isPlaceAnswer(answer) ? [] : found('not-a-place')
    case 'text':
    case 'long-text':
      return typeof answer === 'string' || typeof answer === 'number' ? [] : found('not-text')
    case 'acknowledge':
      return typeof answer === 'boolean' || answer === 'OK' ? [] : found('not-yes-or-no')
    case 'note':
    case 'calculate':
      return []
  }
}

function checkNumber(answer: FormAnswer, type: 'integer' | 'decimal'): AnswerFault[] {
  const number = typeof answer === 'number' ? answer : typeof answer === 'string' ? findNumber(answer) : undefined
  if (number === undefined || !Number.isFinite(number)) return found('not-a-number')
  return type === 'integer' && !Number.isInteger(number) ? found('not-a-whole-number') : []
}

function checkChosen(values: readonly unknown[], choices: readonly Choice[] | undefined): AnswerFault[] {
  if (!choices) return []
  const allowed = new Set(choices.map((choice) => choice.value))
  const strange = values.find((value) => typeof value !== 'string' || !allowed.has(value))
  return strange === undefined ? [] : found('not-a-choice', { choice: String(strange) })
}

function checkAge(answer: FormAnswer): AnswerFault[] {
  // A text is what somebody typed and no age came of; its own fault says more.
  const read = typeof answer === 'string' ? readAge(answer, 'about') : undefined
  const fault = typeof read === 'string' ? read : findAgeFault(typeof answer === 'number' ? { exact: answer } : answer)
  return fault ? found(fault, { most: oldestAge }) : []
}
