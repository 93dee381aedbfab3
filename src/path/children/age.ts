import { isAge, isDay, oldestAge } from '#lib/forms'
import {
  addDays,
  addMonths,
  ageOn,
  type BirthRange,
  birthRangeOfAge,
  isUnderEighteen,
  type SaidAge,
  type SaidAges,
} from '#standards/age'
import type { ChildRow } from './child-row.ts'
import type { AgeBand, Childhood } from './codes.ts'
import type { AgeFact, BirthValue } from './values.ts'

export { addDays, ageOn, type BirthRange, isDayOfRecord } from '#standards/age'

/** The part of a row from which an age follows. */
export type Ages = Pick<ChildRow, 'birth' | 'ageAtExploitation' | 'ageAtRegistration'>

/**
 * The possible days of birth, from all current facts; undefined without such facts. An age without its day counts from
 * `today`. A day or an age that cannot be is no fact: old records have some.
 */
export function birthRange(row: Ages, today: string): BirthRange | undefined {
  const born = row.birth.filter((birth) => isBirth(birth, today)).map(rangeOfBirth)
  const ages = row.ageAtRegistration.filter(({ age }) => isAge(age))
  return spanOf(born) ?? spanOf(ages.map(({ age, on }) => birthRangeOfAge(age, on, today)))
}

function spanOf(ranges: readonly BirthRange[]): BirthRange | undefined {
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
 * doubt. A person is an adult only if every fact about the time of the acts is certain to be of an adult
 * (`isUnderEighteen`), and no other fact contradicts it. Source: Palermo Protocol art. 3(d) for "under 18"; presumption
 * of age: Directive 2011/36/EU art. 13(2), and reference 02.
 */
export function childhoodOf(row: Ages, today: string): Childhood {
  const then = row.ageAtExploitation.map(({ age, howKnown }) => isUnderEighteen(age, { how: howKnown }))
  const now = birthRange(row, today)
  const underNow = now !== undefined && ageOn(now, today).to < 18
  const certainlyOver = then.length > 0 && then.every((under) => under === 'no')
  if (underNow || then.includes('yes')) return certainlyOver ? 'in-doubt' : 'child'
  return certainlyOver ? 'adult' : 'in-doubt'
}

/**
 * What the register says about the ages of a child, to be read with what others say (`readBothAges`). Values that
 * compete are disputed: nobody has decided between them.
 */
export function saidAgesOf(row: Ages, today: string): SaidAges {
  const said = (facts: readonly AgeFact[], grows: boolean): SaidAge[] =>
    facts.map(({ age, howKnown, on }) => ({
      age,
      how: howKnown,
      disputed: facts.length > 1,
      ...(grows && { on }),
    }))
  return {
    now: said(row.ageAtRegistration, true),
    atTheActs: said(row.ageAtExploitation, false),
    born: spanOf(row.birth.filter((birth) => isBirth(birth, today)).map(rangeOfBirth)),
  }
}
