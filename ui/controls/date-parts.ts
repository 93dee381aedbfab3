import type * as calendarConvert from './calendar-convert.ts'

/** A date as lib/forms keeps it: `iso` is a whole Gregorian day; month and year dates begin there in their own calendar. */
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
}

export const NOTHING: Typed = { day: '', month: '', year: '' }

type Convert = typeof calendarConvert

/** Digits of any script as 0–9: people type ١٢ as well as 12. */
export function digitsOf(text: string): string {
  return text
    .replaceAll(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit)))
    .replaceAll(/[^0-9]/g, '')
}

/** Decimal digits stand in blocks of ten, the zero at a code point whose predecessor is no digit of the same block. */
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
export function dateOf(typed: Typed, calendar: string, about: boolean, convert?: Convert): DateValue | undefined | 'impossible' {
  if (!typed.year && !typed.month && !typed.day) return undefined
  if (!typed.year || (typed.day && !typed.month)) return 'impossible'
  const precision = typed.day ? 'day' : typed.month ? 'month' : 'year'
  const parts = { year: Number(typed.year), month: Number(typed.month || 1), day: Number(typed.day || 1) }
  const iso = calendar === 'gregory' ? gregorianIso(parts) : convert?.isoOfDay(calendar, parts)
  if (!iso) return 'impossible'
  return { iso, calendar, precision, ...(about ? { about: true as const } : {}) }
}

function gregorianIso({ year, month, day }: { year: number; month: number; day: number }): string | undefined {
  if (year < 1000 || year > 9999) return undefined // "11" is not taken for 2011: nobody is guessed a century
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}

/** The parts to show for a date that is already there. */
export function typedOf(value: DateValue, calendar: string, convert?: Convert): Typed {
  const [year, month, day] = value.iso.split('-').map(Number)
  const parts = calendar === 'gregory' || !convert ? { year, month, day } : convert.dayOfIso(calendar, value.iso)
  const precision = value.precision ?? 'day'
  return {
    year: String(parts.year ?? ''),
    month: precision === 'year' ? '' : String(parts.month ?? ''),
    day: precision === 'day' ? String(parts.day ?? '') : '',
  }
}

/** Names of the months of a calendar, in the reader's language, in order. */
export function monthNames(calendar: string, locale: string, count: number, convert?: Convert, year?: number): string[] {
  const format = new Intl.DateTimeFormat(locale, { calendar, month: 'long', timeZone: 'UTC' })
  const names: string[] = []
  for (let month = 1; month <= count; month++) {
    const typical = year ?? 0
    const iso =
      calendar === 'gregory' ? `2021-${String(month).padStart(2, '0')}-01` : convert?.isoOfDay(calendar, { year: typical || yearNow(calendar, convert), month, day: 1 })
    names.push(iso ? format.format(new Date(`${iso}T12:00:00Z`)) : String(month))
  }
  return names
}

function yearNow(calendar: string, convert: Convert): number {
  return convert.dayOfIso(calendar, '2020-07-01').year
}
