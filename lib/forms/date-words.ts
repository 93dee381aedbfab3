import { type CalendarName, isCalendarName } from './calendar-names.ts'
import type { DateAnswer } from './model.ts'

/**
 * Eras whose abbreviation Unicode CLDR has in every language only in its newest versions: an older phone would say "ERA1", or in French
 * "ap. Inc.", which is another era.
 */
const eraOf: Partial<Record<CalendarName, string>> = { ethiopic: 'AM', ethioaa: 'AA', coptic: 'AM', indian: 'Śaka' }

/**
 * A date in words, in the calendar and with the precision it was given in; in another calendar it is its first day.
 * Digits are 0–9 in every language. Needs no arithmetic of calendars: a year or month is kept as its own first day.
 */
export function wordsOfDate(answer: DateAnswer | string, language: string, calendar?: CalendarName): string {
  const {
    iso,
    precision = 'day',
    calendar: told = 'gregory',
  }: DateAnswer = typeof answer === 'string' ? { iso: answer } : answer
  const own = isCalendarName(told) ? told : 'gregory'
  const shown = calendar ?? own
  const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined
  if (!day || Number.isNaN(day.getTime())) return iso
  const known = shown === own ? precision : 'day'
  const format = new Intl.DateTimeFormat(language, {
    calendar: shown,
    numberingSystem: 'latn',
    timeZone: 'UTC',
    year: 'numeric',
    ...(known === 'year' ? {} : { month: 'long' }),
    ...(known === 'day' ? { day: 'numeric' } : {}),
  })
  return format
    .formatToParts(day)
    .map(({ type, value }) => (type === 'era' ? (eraOf[shown] ?? value) : value))
    .join('')
}
