import type { ChildRow } from './child-row.ts'
import type { AgeBand, Childhood } from './codes.ts'
import type { AgeFact, BirthValue } from './values.ts'

/** The first and last possible day of birth, as ISO dates. */
export interface BirthRange {
  readonly from: string
  readonly to: string
}

type Age = AgeFact['age']

/** "About 13" means one year either way. A range from a person stays as it is. */
const aboutYears = 1

/** The lowest and highest age in whole years of an answer. */
export function yearsOf(age: Age): { from: number; to: number } {
  if ('exact' in age) return { from: age.exact, to: age.exact }
  if ('about' in age) return { from: Math.max(0, age.about - aboutYears), to: age.about + aboutYears }
  return { from: age.from, to: age.to }
}

/**
 * The possible days of birth, from all current facts; undefined without such facts. An age without its day counts from
 * `today`.
 */
export function birthRange(row: Pick<ChildRow, 'birth' | 'ages'>, today: string): BirthRange | undefined {
  const born = row.birth.map(rangeOfBirth)
  const ranges = born.length > 0 ? born : row.ages['at-registration'].map((fact) => rangeOfAge(fact, today))
  if (ranges.length === 0) return undefined
  return {
    from: ranges.map(({ from }) => from).sort()[0]!,
    to: ranges
      .map(({ to }) => to)
      .sort()
      .at(-1)!,
  }
}

function rangeOfBirth({ iso, precision = 'day', about }: BirthValue): BirthRange {
  const slack = about ? 365 : 0
  const width = precision === 'day' ? 0 : precision === 'month' ? 31 : 366
  return { from: addDays(iso, -slack), to: addDays(iso, width + slack) }
}

function rangeOfAge({ age, on }: AgeFact, today: string): BirthRange {
  const { from, to } = yearsOf(age)
  const day = on ?? today
  return { from: addDays(addYears(day, -(to + 1)), 1), to: addYears(day, -from) }
}

/** The age in whole years on a day, lowest and highest. */
export function ageOn(range: BirthRange, day: string): { from: number; to: number } {
  return { from: wholeYears(range.to, day), to: wholeYears(range.from, day) }
}

/** The age band for a person without access to the record, from the middle of the possible ages. */
export function ageBandOf(row: Pick<ChildRow, 'birth' | 'ages'>, today: string): AgeBand {
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
export function childhoodOf(row: Pick<ChildRow, 'birth' | 'ages'>, today: string): Childhood {
  const atTheTime = row.ages['at-exploitation'].map(({ age }) => yearsOf(age))
  const now = birthRange(row, today)
  const highestNow = now && ageOn(now, today).to
  const certainlyUnder = atTheTime.some(({ to }) => to < 18) || (highestNow !== undefined && highestNow < 18)
  const certainlyOver = atTheTime.length > 0 && atTheTime.every(({ from }) => from >= 18)
  if (certainlyUnder) return certainlyOver ? 'in-doubt' : 'child'
  return certainlyOver ? 'adult' : 'in-doubt'
}

function wholeYears(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return Math.max(0, day.slice(5) < birth.slice(5) ? years - 1 : years)
}

export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function addYears(iso: string, years: number): string {
  const year = String(Number(iso.slice(0, 4)) + years).padStart(4, '0')
  return `${year}-${iso.slice(5, 10) === '02-29' ? '02-28' : iso.slice(5, 10)}`
}
