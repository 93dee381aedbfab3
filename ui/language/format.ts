import { useMemo } from 'react'
import { instantOfLocal, localTextOf } from '#lib/civil-time'
import { useFictionalCountries } from './fictional-countries.ts'
import { useLanguage, useText } from './language.tsx'
import { directionOf, formatLocale } from './text.ts'
import { deviceZone, useTimeZone } from './time-zone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Format {
  /** The reader's language. */
  readonly language: string
  /** A day in words, in the given calendar. Takes an ISO day (2011-05-02), month (2011-05), year or instant. */
  date(value: string | Date, options?: { calendar?: string; long?: boolean }): string
  /** Day and time of an instant. */
  dateTime(value: string | Date): string
  time(value: string | Date): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** 0.42 → 42 %. */
  percent(value: number): string
  /**
   * Milliseconds in words: "12 days", "3 days, 4 hours", "20 hours", "1 hour, 46 minutes". Rounded down by less than a
   * tenth, so that the words never promise more time than there is.
   */
  duration(ms: number): string
  list(values: string[]): string
  /** The name of a language or country code in the reader's language. */
  languageName(code: string): string
  countryName(code: string): string
}

/** Dates, numbers and durations in the reader's language. */
export function useFormat(): Format {
  const { language } = useLanguage()
  const timeZone = useTimeZone()
  const t = useText()
  const countries = useFictionalCountries()
  return useMemo(() => {
    const names = Object.entries(countries).map(([code, name]) => [code, t(name)] as const)
    return formatFor(language, timeZone, Object.fromEntries(names))
  }, [language, timeZone, countries, t])
}

/**
 * Instants are said in the country's time zone. Where this device has another time, the zone is named. `countries` are
 * the names of codes that are no real country.
 */
export function formatFor(
  language: string,
  timeZone = deviceZone(),
  countries: Readonly<Record<string, string>> = {},
): Format {
  const locale = formatLocale(language)
  const named = (type: 'language' | 'region', code: string) => {
    try {
      return new Intl.DisplayNames([locale], { type }).of(code) ?? code
    } catch {
      return code // not a code, so show the text as it is
    }
  }
  const own = directionOf(language) === 'rtl' ? keptRightToLeft : (words: string) => words
  const say = (value: string | Date, style: Intl.DateTimeFormatOptions) => {
    // A time that a person answered in a form has no zone: it is the country's.
    const at = (typeof value === 'string' && instantOfLocal(timeZone, value)) || new Date(value)
    const words = new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(at)
    if (localTextOf(timeZone, at) === localTextOf(deviceZone(), at)) return own(words)
    return own(`${words} (${zoneName(locale, timeZone, at)})`)
  }
  return {
    language,
    date: (value, options) => own(formatDate(locale, timeZone, value, options)),
    dateTime: (value) => say(value, { dateStyle: 'medium', timeStyle: 'short' }),
    time: (value) => say(value, { timeStyle: 'short' }),
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (value) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value),
    duration: (ms) => formatDuration(locale, ms),
    list: (values) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(values),
    languageName: (code) => named('language', code),
    countryName: (code) => countries[code] ?? named('region', code),
  }
}

/** A right-to-left isolate: after a Latin name the parts of a date would change places, and another day would be read. */
function keptRightToLeft(words: string): string {
  return `\u2067${words}\u2069`
}

function zoneName(locale: string, timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

function formatDuration(locale: string, ms: number): string {
  const size = Math.abs(ms)
  const say = (unit: 'day' | 'hour' | 'minute', length: number, rest = size) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(rest / length))
  const both = (larger: string, smaller: string) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format([larger, smaller])
  if (size < HOUR) return say('minute', MINUTE, Math.max(size, MINUTE))
  const minutes = size % HOUR
  if (size < 10 * HOUR && minutes >= MINUTE) return both(say('hour', HOUR), say('minute', MINUTE, minutes))
  if (size < 2 * DAY) return say('hour', HOUR)
  const hours = size % DAY
  return size < 10 * DAY && hours >= HOUR ? both(say('day', DAY), say('hour', HOUR, hours)) : say('day', DAY)
}

function formatDate(
  locale: string,
  timeZone: string,
  value: string | Date,
  options?: { calendar?: string; long?: boolean },
): string {
  const partial = typeof value === 'string' ? /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) : null
  // An ISO month or year is Gregorian, even if the reader's language prefers another calendar.
  const named = options?.calendar ?? (partial && !partial[3] ? 'gregory' : undefined)
  const calendar = named ? { calendar: named } : {}
  const month = options?.long === false ? 'short' : 'long'
  if (!partial) {
    return new Intl.DateTimeFormat(locale, { ...calendar, timeZone, year: 'numeric', month, day: 'numeric' }).format(
      new Date(value),
    )
  }
  const [, year, monthOf, day] = partial
  // Take the middle of a month or year, so that another calendar names the likelier one.
  const at = new Date(Date.UTC(Number(year), monthOf ? Number(monthOf) - 1 : 6, day ? Number(day) : 15, 12))
  const parts: Intl.DateTimeFormatOptions = { ...calendar, timeZone: 'UTC', year: 'numeric' }
  if (monthOf) parts.month = month
  if (day) parts.day = 'numeric'
  return new Intl.DateTimeFormat(locale, parts).format(at)
}
