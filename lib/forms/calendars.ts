import {
  type AnyCalendarDate,
  CalendarDate,
  createCalendar,
  GregorianCalendar,
  parseDate,
  toCalendar,
} from '@internationalized/date'
import { type CalendarName, isCalendarName } from './calendar-names.ts'
import type { DateAnswer } from './model.ts'

/** A date as a person writes it. A year alone, or a year and a month, is a date too. */
export interface DateParts {
  calendar: CalendarName
  era?: string
  year: number
  month?: number
  day?: number
}

export type DateFault = 'no-such-date' | 'era-needed' | 'no-such-calendar'

/** Calendars in which a year number needs its era. The others use the era of today. */
const erasToAsk: readonly CalendarName[] = ['japanese']
const currentEra: Partial<Record<CalendarName, string>> = { gregory: 'AD', ethiopic: 'AM', roc: 'minguo', coptic: 'CE' }

/**
 * Makes a date answer from its parts. A day that does not exist (30 February, a 13th month in a
 * calendar of twelve) is a fault. It is never moved to the nearest day.
 */
export function dateFromParts(
  parts: DateParts,
): { date: DateAnswer; fault?: undefined } | { date?: undefined; fault: DateFault } {
  const { calendar: name, year, month, day } = parts
  if (!isCalendarName(name)) return { fault: 'no-such-calendar' }
  if (parts.era === undefined && erasToAsk.includes(name)) return { fault: 'era-needed' }
  if (day !== undefined && month === undefined) return { fault: 'no-such-date' }
  const calendar = createCalendar(name)
  const era = parts.era ?? currentEra[name]
  if (era !== undefined && !calendar.getEras().includes(era)) return { fault: 'no-such-date' }
  if (![year, month ?? 1, day ?? 1].every((part) => Number.isInteger(part))) return { fault: 'no-such-date' }
  const named =
    era === undefined
      ? new CalendarDate(calendar, year, month ?? 1, day ?? 1)
      : new CalendarDate(calendar, era, year, month ?? 1, day ?? 1)
  const date = day === undefined ? firstDayOf(named, parts, era) : named
  if (!isSame(date, parts, era)) return { fault: 'no-such-date' }
  const iso = isoOf(date)
  // Convert back and compare: the library moves some impossible dates into another era or year without an error.
  const back = findCalendarDate(iso, name)
  if (!back || !isSame(back, parts, era)) return { fault: 'no-such-date' }
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year'
  return { date: { iso, calendar: name, precision } }
}

/** An era can begin inside a year or a month: Reiwa 1 began on 1 May, so its first day is not 1 January. */
function firstDayOf(named: CalendarDate, parts: DateParts, era: string | undefined): CalendarDate {
  let date = named
  for (let days = 0; days < 366; days += 1) {
    const back = findCalendarDate(isoOf(date), parts.calendar)
    if (back && isSame(back, parts, era)) return back
    date = date.add({ days: 1 })
  }
  return named
}

function isSame(date: AnyCalendarDate, parts: DateParts, era: string | undefined): boolean {
  if (date.year !== parts.year || (era !== undefined && date.era !== era)) return false
  return (
    (parts.month === undefined || date.month === parts.month) && (parts.day === undefined || date.day === parts.day)
  )
}

function isoOf(date: CalendarDate): string {
  return toCalendar(date, new GregorianCalendar()).toString()
}

function findCalendarDate(iso: string, calendar: CalendarName): CalendarDate | undefined {
  try {
    return toCalendar(parseDate(iso), createCalendar(calendar))
  } catch {
    return undefined
  }
}

/**
 * Splits a date answer into the parts of a calendar. A partial date keeps its precision only in
 * its own calendar, because a Persian year is not a Gregorian year. In another calendar the
 * result is its first day, with `day`. Undefined when the ISO text is not a date.
 */
export function findParts(answer: DateAnswer | string, calendar: CalendarName): DateParts | undefined {
  const {
    iso,
    precision = 'day',
    calendar: own = 'gregory',
  }: DateAnswer = typeof answer === 'string' ? { iso: answer } : answer
  const date = findCalendarDate(iso, calendar)
  if (!date) return undefined
  const kept = own === calendar ? precision : 'day'
  const era = date.calendar.getEras().length > 1 ? { era: date.era } : {}
  return {
    calendar,
    ...era,
    year: date.year,
    ...(kept === 'year' ? {} : { month: date.month }),
    ...(kept === 'day' ? { day: date.day } : {}),
  }
}

/** First and last possible day of a date answer, as ISO days. They are equal when the day is known. */
export function findDayRange(answer: DateAnswer | string): { from: string; to: string } | undefined {
  const {
    iso,
    precision = 'day',
    calendar = 'gregory',
  }: DateAnswer = typeof answer === 'string' ? { iso: answer } : answer
  const first = findCalendarDate(iso, isCalendarName(calendar) ? calendar : 'gregory')
  if (!first) return undefined
  if (precision === 'day') return { from: iso, to: iso }
  const lastMonth = precision === 'year' ? first.set({ month: first.calendar.getMonthsInYear(first) }) : first
  return { from: iso, to: isoOf(lastMonth.set({ day: lastMonth.calendar.getDaysInMonth(lastMonth) })) }
}

/** The months of a year with their names, and how many days each has. */
export function monthsOf(
  calendar: CalendarName,
  year: number,
  language: string,
  era?: string,
): { month: number; label: string; days: number }[] {
  const first = dateFromParts({ calendar, year, ...(era === undefined ? {} : { era }) }).date
  const start = first && findCalendarDate(first.iso, calendar)
  if (!start) return []
  const format = new Intl.DateTimeFormat(language, { calendar, month: 'long', timeZone: 'UTC' })
  return Array.from({ length: start.calendar.getMonthsInYear(start) }, (_, index) => {
    const month = start.set({ month: index + 1, day: 1 })
    return { month: index + 1, label: format.format(month.toDate('UTC')), days: month.calendar.getDaysInMonth(month) }
  })
}

/** The eras of a calendar whose years need one, the current era last. Empty for the other calendars. */
export function erasOf(calendar: CalendarName): string[] {
  return erasToAsk.includes(calendar) ? createCalendar(calendar).getEras() : []
}
