import { isAgeAnswer, isDateAnswer, isPlaceAnswer, isUnknown } from '#lib/forms'
import type { AgeAnswer, Answer, DateAnswer, PlaceAnswer } from '#lib/forms'
import type { YesNo } from '../controls/choice.tsx'

/**
 * Converts answers for the controls. An answer that a control cannot show appears empty and stays until it is changed.
 */

export function textOf(answer: Answer): string {
  return typeof answer === 'string' ? answer : typeof answer === 'number' ? String(answer) : ''
}

export function chosenOf(answer: Answer): string[] {
  return Array.isArray(answer) ? answer.filter((each) => typeof each === 'string') : []
}

export function yesNoOf(answer: Answer): YesNo | undefined {
  if (isUnknown(answer)) return 'unknown'
  return typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : undefined
}

export function fromYesNo(value: YesNo): Answer {
  return value === 'unknown' ? { unknown: true } : value === 'yes'
}

export function ageOf(answer: Answer): AgeAnswer | undefined {
  if (typeof answer === 'number') return { exact: answer }
  return isAgeAnswer(answer) ? answer : undefined
}

export function dateOf(answer: Answer): DateAnswer | undefined {
  if (typeof answer === 'string' && answer) return { iso: answer.slice(0, 10) }
  return isDateAnswer(answer) ? answer : undefined
}

export function placeOf(answer: Answer): PlaceAnswer | undefined {
  if (typeof answer === 'string' && answer) return { text: answer }
  return isPlaceAnswer(answer) ? answer : undefined
}

/** The DOM id of a path, so that an ErrorSummary can link to the field. */
export function fieldIdOf(path: string): string {
  return `q-${path.replaceAll('/', '-')}`
}
