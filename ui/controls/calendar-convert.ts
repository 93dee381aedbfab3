import { CalendarDate, createCalendar, parseDate, toCalendar } from '@internationalized/date'
import type { CalendarIdentifier } from '@internationalized/date'

/** Loaded only when somebody picks a calendar other than the Gregorian one. */

export interface DayParts {
  year: number
  month: number
  day: number
  era?: string
}

/** The Gregorian ISO day of a day in another calendar; undefined when that day does not exist. */
export function isoOfDay(calendar: string, parts: DayParts): string | undefined {
  const system = createCalendar(calendar as CalendarIdentifier)
  const date = new CalendarDate(system, parts.era ?? lastEra(calendar), parts.year, parts.month, parts.day)
  const exists = date.year === parts.year && date.month === parts.month && date.day === parts.day
  return exists ? toCalendar(date, createCalendar('gregory')).toString() : undefined
}

/** A Gregorian ISO day, read in another calendar. */
export function dayOfIso(calendar: string, iso: string): DayParts {
  const { year, month, day, era } = toCalendar(parseDate(iso), createCalendar(calendar as CalendarIdentifier))
  return { year, month, day, era }
}

/** How many months that year has: 12, or 13 in the Ethiopic, Coptic and (in leap years) Hebrew calendars. */
export function monthCount(calendar: string, year: number | undefined): number {
  const system = createCalendar(calendar as CalendarIdentifier)
  const usual = calendar === 'hebrew' ? 13 : system.getMonthsInYear(new CalendarDate(system, 10, 1, 1))
  return year ? system.getMonthsInYear(new CalendarDate(system, year, 1, 1)) : usual
}

function lastEra(calendar: string): string {
  return createCalendar(calendar as CalendarIdentifier).getEras().at(-1) ?? ''
}
