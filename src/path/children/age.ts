import { dayFromIso, isoFromDay } from '#lib/civil-time'
import { ageInMonths, ageLimits, isAge, isDay, oldestAge } from '#lib/forms'
import type { ChildRow } from './child-row.ts'
import type { AgeBand, Childhood } from './codes.ts'
import type { AgeFact, BirthValue } from './values.ts'

/** The first and last possible day of birth, as ISO dates. */
export interface BirthRange {
  readonly from: string
  readonly to: string
}

/** The part of a row from which an age follows. */
export type Ages = Pick<ChildRow, 'birth' | 'ageAtExploitation' | 'ageAtRegistration'>

/**
 * The possible days of birth, from all current facts; undefined without such facts. An age without its day counts from
 * `today`. A day or an age that cannot be is no fact: old records have some.
 */
export function birthRange(row: Ages, today: string): BirthRange | undefined {
  const born = row.birth.filter((birth) => isBirth(birth, today)).map(rangeOfBirth)
  const ages = row.ageAtRegistration.filter(({ age }) => isAge(age))
  const ranges = born.length > 0 ? born : ages.map((fact) => rangeOfAge(fact, today))
  if (ranges.length === 0) return undefined
  return {
    from: ranges.map(({ from }) => from).sort()[0]!,
    to: ranges
      .map(({ to }) => to)
      .sort()
      .at(-1)!,
  }
}

/** Whether somebody living may be born then: not after today, and not before the oldest age. */
export function isBirth({ iso }: BirthValue, today: string): boolean {
  return isDay(iso) && iso <= today && iso >= addMonths(today, -12 * (oldestAge + 1))
}

function rangeOfBirth({ iso, precision = 'day', about }: BirthValue): BirthRange {
  const slack = about ? 365 : 0
  const width = precision === 'day' ? 0 : precision === 'month' ? 31 : 366
  return { from: addDays(iso, -slack), to: addDays(iso, width + slack) }
}

/** A phone whose battery was empty says 1970 or 1980. An age of such a day would make an adult of a child. */
const firstDayOfRecord = '2000-01-01'

/** Whether an age may be of that day. */
export function isDayOfRecord(on: unknown, today: string): on is string {
  return isDay(on) && on >= firstDayOfRecord && on <= today
}

/** Somebody of 1½ has lived at least 18 months and is not two yet. */
function rangeOfAge({ age, on }: AgeFact, today: string): BirthRange {
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

/** The age band for a person without access to the record, from the middle of the possible ages. */
export function ageBandOf(row: Ages, today: string): AgeBand {
  const range = birthRange(row, today)
  if (!range) return 'unknown'
  const { from, to } = ageOn(range, today)
  const middle = Math.floor((from + to) / 2)
  const bands: [number, AgeBand][] = [
    [4, 'under-5'],
    [9, '5-9'],
    [13, '10-13'],
    [15, '14-15'],
    [17, '16-17'],
  ]
  return bands.find(([most]) => middle <= most)?.[1] ?? '18-or-over'
}

/**
 * Whether the person counts as a child: under 18 at the time of the acts. Doubt means child, and stays visible as
 * doubt. A person is an adult only if a fact about the time of the acts gives at least 18, and no other fact
 * contradicts it. Source: Palermo Protocol art. 3(d); presumption of age: Directive 2011/36/EU art. 13(2), and
 * reference 02.
 */
export function childhoodOf(row: Ages, today: string): Childhood {
  const atTheTime = row.ageAtExploitation.map(({ age }) => (isAge(age) ? ageLimits(age) : anyAge))
  const now = birthRange(row, today)
  const highestNow = now && ageOn(now, today).to
  const certainlyUnder = atTheTime.some(({ to }) => to < 18) || (highestNow !== undefined && highestNow < 18)
  const certainlyOver = atTheTime.length > 0 && atTheTime.every(({ from }) => from >= 18)
  if (certainlyUnder) return certainlyOver ? 'in-doubt' : 'child'
  return certainlyOver ? 'adult' : 'in-doubt'
}

/** What a fact says that is no age: nothing, so doubt stays. */
const anyAge = { from: 0, to: oldestAge }

function wholeYears(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return Math.max(0, day.slice(5) < birth.slice(5) ? years - 1 : years)
}

export function addDays(iso: string, days: number): string {
  return isoFromDay(dayFromIso(iso) + days)
}

/** The same day of another month; its last day if it is shorter. */
function addMonths(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number)
  const first = Date.UTC(year, month - 1 + months, 1)
  const next = Date.UTC(year, month + months, 1)
  return isoFromDay(Math.min(first / dayMillis + day - 1, next / dayMillis - 1))
}

const dayMillis = 86_400_000
