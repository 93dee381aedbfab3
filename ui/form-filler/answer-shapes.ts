import { isAgeAnswer, isDateAnswer, isDay, isPlaceAnswer, isUnknown } from '#lib/forms'
import type { AgeAnswer, FormAnswer, DateAnswer, PlaceAnswer } from '#lib/forms'
import type { YesNo } from '../controls/choice.tsx'

/**
 * Converts answers for the controls. An answer that a control cannot show appears empty and stays until it is changed.
 */

export function textOf(answer: FormAnswer): string {
  return typeof answer === 'string' ? answer : typeof answer === 'number' ? String(answer) : ''
}

export function chosenOf(answer: FormAnswer): string[] {
  return Array.isArray(answer) ? answer.filter((each) => typeof each === 'string') : []
}

export function yesNoOf(answer: FormAnswer): YesNo | undefined {
  if (isUnknown(answer)) return 'unknown'
  return typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : undefined
}

export function fromYesNo(value: YesNo): FormAnswer {
  return value === 'unknown' ? { unknown: true } : value === 'yes'
}

export function ageOf(answer: FormAnswer): AgeAnswer | string | undefined {
  if (typeof answer === 'number') return { exact: answer }
  if (typeof answer === 'string' && answer) return answer
  return isAgeAnswer(answer) ? answer : undefined
}

export function dateOf(answer: FormAnswer): DateAnswer | string | undefined {
  if (typeof answer === 'string' && answer) return isDay(answer) ? { iso: answer } : answer
  return isDateAnswer(answer) ? answer : undefined
}

export function placeOf(answer: FormAnswer): PlaceAnswer | undefined {
  if (typeof answer === 'string' && answer) return { text: answer }
  return isPlaceAnswer(answer) ? answer : undefined
}

/** The DOM id of a path, so that an ErrorSummary can link to the field. */
export function fieldIdOf(path: string): string {
  return `q-${path.replaceAll('/', '-')}`
}
