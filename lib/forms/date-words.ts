import { type CalendarName, isCalendarName } from './calendar-names.ts'
import type { DateAnswer } from './model.ts'

/**
 * Only the newest versions of Unicode CLDR have these abbreviations in every language. An older phone would show
 * "ERA1", or in French "ap. Inc.", which is another era.
 */
const eraOf: Partial<Record<CalendarName, string>> = { ethiopic: 'AM', ethioaa: 'AA', coptic: 'AM', indian: 'Śaka' }

/**
 * A date in words, in its own calendar and with its own precision. In another calendar the words name its first day.
 * Digits are 0–9 in every language. No calendar arithmetic is needed: a year or month is stored as its first day.
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
