import type * as calendarConvert from './calendar-convert.ts'

/** A date as in lib/forms: `iso` is a whole Gregorian day, for a month or a year its first day in its own calendar. */
export interface DateValue {
  iso: string
  calendar?: string
  precision?: 'day' | 'month' | 'year'
  about?: true
}

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

/** Digits of any script as 0–9: people type ١٢ as well as 12. */
export function digitsOf(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit))).replaceAll(/[^0-9]/g, '')
}

/** Decimal digits come in blocks of ten. The character before the zero is not a digit of the same block. */
function valueOfDigit(digit: string): number {
  let code = digit.codePointAt(0) ?? 48
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1
    value += 1
  }
  return value
}

/**
 * The date a person typed: year alone, month and year, or a whole day.
 * `undefined` = nothing typed, `'impossible'` = no such day.
 */
export function dateOf(
  typed: Typed,
  calendar: string,
  about: boolean,
  convert?: Convert,
): DateValue | undefined | 'impossible' {
  if (!typed.year && !typed.month && !typed.day) return undefined
  if (!typed.year || (typed.day && !typed.month)) return 'impossible'
  const precision = typed.day ? 'day' : typed.month ? 'month' : 'year'
  const parts = {
    year: Number(typed.year),
    month: Number(typed.month || 1),
    day: Number(typed.day || 1),
    era: typed.era,
  }
  const iso = calendar === 'gregory' ? gregorianIso(parts) : convert?.isoOfDay(calendar, parts)
  if (!iso) return 'impossible'
  return { iso, calendar, precision, ...(about ? { about: true as const } : {}) }
}

function gregorianIso({ year, month, day }: { year: number; month: number; day: number }): string | undefined {
  if (year < 1000 || year > 9999) return undefined // "11" may not mean 2011, so we do not guess the century
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}

/** The parts to show for a stored date. */
export function typedOf(value: DateValue, calendar: string, convert?: Convert): Typed {
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
  const asked = typed.year ? { year: Number(typed.year), era: typed.era } : typical
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
