import type { AgeAnswer } from './model.ts'

/** In years. The oldest person whose age is proved was 122. */
export const oldestAge = 130
const monthsInYear = 12
/** An age with two decimals is a number of months too: 0.58 is seven months. */
const monthsNear = 0.06

export type AgeFault = 'not-an-age' | 'age-out-of-order'

/** Whether a number is an age in years: from 0 to 130, whole or with months (1.5 is 18 months). Nothing else is an age. */
export function isYears(years: unknown): years is number {
  if (typeof years !== 'number' || !(years >= 0 && years <= oldestAge)) return false
  return Math.abs(years * monthsInYear - ageInMonths(years)) <= monthsNear
}

/** An age in whole months. */
export function ageInMonths(years: number): number {
  return Math.round(years * monthsInYear)
}

export function yearsOfMonths(months: number): number {
  return months / monthsInYear
}

/** What is wrong with an age; undefined if it is one. */
export function findAgeFault(age: unknown): AgeFault | undefined {
  if (typeof age !== 'object' || age === null) return 'not-an-age'
  const shape = Object.keys(age).sort().join(' ')
  if (!['exact', 'about', 'from to'].includes(shape) || !Object.values(age).every(isYears)) return 'not-an-age'
  return 'from' in age && 'to' in age && Number(age.from) > Number(age.to) ? 'age-out-of-order' : undefined
}

/** Whether an answer is an age: each number in its limits, the younger one first, and one shape only. */
export function isAge(age: unknown): age is AgeAnswer {
  return findAgeFault(age) === undefined
}

/** "About 13" means one year either way. A range from a person stays as it is. */
const aboutYears = 1

/** The lowest and highest age in completed years: 1½ is one year; undefined if the value is no age. */
export function completedYears(age: unknown): { from: number; to: number } | undefined {
  if (!isAge(age)) return undefined
  const { from, to } = ageLimits(age)
  return { from: Math.floor(from), to: Math.floor(to) }
}

/** The lowest and highest age in years, with months as a fraction. */
export function ageLimits(age: AgeAnswer): { from: number; to: number } {
  if ('exact' in age) return { from: age.exact, to: age.exact }
  if ('about' in age) return { from: Math.max(0, age.about - aboutYears), to: age.about + aboutYears }
  return { from: age.from, to: age.to }
}
