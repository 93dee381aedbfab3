import { dayFromIso, isoFromDay } from '#lib/civil-time'
import { ageInMonths, ageLimits, isDay } from '#lib/forms'
import type { AgeAnswer } from '#lib/forms/model'

/** The first and last possible day of birth, as ISO dates. */
export interface BirthRange {
  readonly from: string
  readonly to: string
}

/** A phone whose battery was empty says 1970 or 1980. An age of such a day would make an adult of a child. */
const firstDayOfRecord = '2000-01-01'

/** Whether an age may be of that day. */
export function isDayOfRecord(on: unknown, today: string): on is string {
  return isDay(on) && on >= firstDayOfRecord && on <= today
}

/** The possible days of birth of somebody who had this age on a day. Somebody of 1½ has lived 18 months and is not two yet. */
export function birthRangeOfAge(age: AgeAnswer, on: string | undefined, today: string): BirthRange {
  const { from, to } = ageLimits(age)
  const day = isDayOfRecord(on, today) ? on : today
  return {
    from: addDays(addMonths(day, -12 * (Math.floor(to) + 1)), 1),
    to: addMonths(day, -ageInMonths(from)),
  }
}

/** The age in whole years on a day, lowest and highest. */
export function ageOn(range: BirthRange, day: string): { from: number; to: number } {
  return { from: wholeYears(range.to, day), to: wholeYears(range.from, day) }
}

function wholeYears(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return Math.max(0, day.slice(5) < birth.slice(5) ? years - 1 : years)
}

export function addDays(iso: string, days: number): string {
  return isoFromDay(dayFromIso(iso) + days)
}

/** The same day of another month; its last day if it is shorter. */
export function addMonths(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number)
  const first = Date.UTC(year, month - 1 + months, 1)
  const next = Date.UTC(year, month + months, 1)
  return isoFromDay(Math.min(first / dayMillis + day - 1, next / dayMillis - 1))
}

const dayMillis = 86_400_000
