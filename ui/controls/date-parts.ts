import { isDay, withLatinDigits } from '#lib/forms'
import type { CalendarName, DateAnswer } from '#lib/forms'
import type * as calendarConvert from './calendar-convert.ts'

/** A date, or the typed text while no date has come of it: nobody may send that, and it is not lost. */
export type DateValue = DateAnswer | string

/** What a person has typed so far. */
export interface Typed {
  day: string
  month: string
  year: string
  /** Only where a calendar has several (the Japanese one). */
  era?: string | undefined
}

export const NOTHING: Typed = { day: '', month: '', year: '' }

type Convert = typeof calendarConvert

/**
 * The date a person typed: year alone, month and year, or a whole day.
 * `undefined` = nothing typed, `'impossible'` = no such day.
 */
export function dateOf(
  typed: Typed,
  calendar: CalendarName,
  about: boolean,
  convert?: Convert,
): DateAnswer | undefined | 'impossible' {
  const [year, day] = [partOf(typed.year), partOf(typed.day)]
  if (year === '' && !typed.month && day === '') return undefined
  if (year === '' || (day !== '' && !typed.month)) return 'impossible'
  const precision = day !== '' ? 'day' : typed.month ? 'month' : 'year'
  const parts = { year: Number(year), month: Number(typed.month || 1), day: Number(day || 1), era: typed.era }
  if (!Object.values(parts).every((part) => typeof part !== 'number' || Number.isInteger(part))) return 'impossible'
  const iso = calendar === 'gregory' ? gregorianIso(parts) : convert?.isoOfDay(calendar, parts)
  if (!isDay(iso)) return 'impossible'
  return { iso, calendar, precision, ...(about ? { about: true as const } : {}) }
}

/** Digits of any script as 0–9: people type ١٢ as well as 12. Any other sign makes the part impossible, never another number. */
function partOf(typed: string): string {
  const part = withLatinDigits(typed.trim())
  return part === '' || /^\d{1,4}$/.test(part) ? part : 'NaN'
}

/** The parts as one text, for a date that does not exist: it is kept as it was typed, and nobody may send it. */
export function textOfParts({ year, month, day }: Typed): string {
  return `${year}-${month}-${day}`
}

/** The parts of such a text. */
export function partsOfText(text: string): Typed {
  const [year = '', month = '', ...day] = text.split('-')
  return { year, month, day: day.join('-') }
}

function gregorianIso({ year, month, day }: { year: number; month: number; day: number }): string | undefined {
  // "11" may not mean 2011, so we do not guess the century: it is no day.
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(iso) ? iso : undefined
}

/** The parts to show for a stored date. */
export function typedOf(value: DateAnswer, calendar: string, convert?: Convert): Typed {
  const [year, month, day] = value.iso.split('-').map(Number)
  const parts: Partial<calendarConvert.DayParts> =
    calendar === 'gregory' || !convert ? { year, month, day } : convert.dayOfIso(calendar, value.iso)
  const precision = value.precision ?? 'day'
  return {
    year: String(parts.year ?? ''),
    month: precision === 'year' ? '' : String(parts.month ?? ''),
    day: precision === 'day' ? String(parts.day ?? '') : '',
    era: parts.era,
  }
}

/** Names of the months of a year, in the reader's language, in order. In some calendars they depend on the year. */
export function monthNames(calendar: string, locale: string, convert: Convert | undefined, typed: Typed): string[] {
  const format = new Intl.DateTimeFormat(locale, { calendar, month: 'long', timeZone: 'UTC' })
  const say = (iso: string) => format.format(new Date(`${iso}T12:00:00Z`))
  if (calendar === 'gregory' || !convert)
    return Array.from({ length: 12 }, (_, index) => say(`2021-${String(index + 1).padStart(2, '0')}-01`))
  const typical = convert.dayOfIso(calendar, '2021-07-01')
  const year = Number(partOf(typed.year))
  const asked = year > 0 ? { year, era: typed.era } : typical
  const usable = convert.isoOfDay(calendar, { ...asked, month: 12, day: 1 }) ? asked : typical
  return Array.from({ length: convert.monthCount(calendar, usable) }, (_, index) => {
    const iso = convert.isoOfDay(calendar, { ...usable, month: index + 1, day: 1 })
    return iso ? say(iso) : String(index + 1)
  })
}

/** Names of the eras to choose from; empty if there is only one. */
export function eraNames(
  calendar: string,
  locale: string,
  convert: Convert | undefined,
): { era: string; name: string }[] {
  const eras = convert && calendar !== 'gregory' ? convert.erasOf(calendar) : []
  if (!convert || eras.length < 2) return []
  const format = new Intl.DateTimeFormat(locale, { calendar, era: 'long', timeZone: 'UTC' })
  return eras.map((era) => {
    const iso = convert.isoOfDay(calendar, { year: 2, month: 6, day: 1, era })
    const part = iso && format.formatToParts(new Date(`${iso}T12:00:00Z`)).find(({ type }) => type === 'era')
    return { era, name: part ? part.value : era }
  })
}
