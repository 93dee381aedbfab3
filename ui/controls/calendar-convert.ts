import { CalendarDate, createCalendar, parseDate, toCalendar } from '@internationalized/date'
import type { CalendarIdentifier } from '@internationalized/date'

/** Loaded only when a person picks a calendar other than the Gregorian one. */

export interface DayParts {
  year: number
  month: number
  day: number
  era?: string | undefined
}

/** The Gregorian ISO day of a day in another calendar; undefined when that day does not exist. */
export function isoOfDay(calendar: string, parts: DayParts): string | undefined {
  const system = createCalendar(calendar as CalendarIdentifier)
  const date = new CalendarDate(system, parts.era ?? lastOf(erasOf(calendar)), parts.year, parts.month, parts.day)
  const exists = date.year === parts.year && date.month === parts.month && date.day === parts.day
  if (!exists || parts.year < 1) return undefined
  const iso = toCalendar(date, createCalendar('gregory')).toString()
  const back = dayOfIso(calendar, iso)
  return back.year === parts.year && back.month === parts.month && back.day === parts.day ? iso : undefined
}

/** A Gregorian ISO day, read in another calendar. */
export function dayOfIso(calendar: string, iso: string): DayParts {
  const { year, month, day, era } = toCalendar(parseDate(iso), createCalendar(calendar as CalendarIdentifier))
  return { year, month, day, era }
}

/** The number of months of a year: 12, or 13 in the Ethiopic and Coptic calendars and in Hebrew leap years. */
export function monthCount(calendar: string, parts: { year: number; era?: string | undefined } | undefined): number {
  const system = createCalendar(calendar as CalendarIdentifier)
  const { year, era } = parts ?? dayOfIso(calendar, '2021-07-01')
  return system.getMonthsInYear(new CalendarDate(system, era ?? lastOf(erasOf(calendar)), year, 1, 1))
}

/** Eras in which a living person may have a date: several in the Japanese calendar, one in all others. */
export function erasOf(calendar: string): string[] {
  const eras = createCalendar(calendar as CalendarIdentifier).getEras()
  return calendar === 'japanese' ? eras.slice(-3) : eras.slice(-1)
}

function lastOf(eras: string[]): string {
  return eras.at(-1) ?? ''
}
