import type { PlainFunction, Surroundings } from './functions.ts'
import type { Value } from './value.ts'
import {
  findDays,
  isEmptyValue,
  isoOfDays,
  isTime,
  isYesNo,
  isZone,
  minutesOfZone,
  toNumber,
  toScalar,
  toText,
} from './value.ts'

const minutesPerDay = 1440

/** A truth value is no date, though it is a number elsewhere. `2019-3-5` is one, as forms put it together. */
function daysOf(value: Value | undefined): number {
  if (value === undefined || isEmptyValue(value)) return Number.NaN
  const scalar = toScalar(value)
  if (typeof scalar === 'boolean' || isYesNo(scalar)) return Number.NaN
  return toNumber(
    typeof scalar === 'number' ? scalar : toText(scalar).replace(/^(\d{4}-)(\d-|\d\d-)(\d\b)?/, withZeros),
  )
}

function withZeros(_: string, year: string, month: string, day = ''): string {
  return year + month.padStart(3, '0') + (day && pad(Number(day)))
}

/** Days on the clock of the place. A time with its own zone is moved there; every other value is of the place already. */
function localDaysOf(value: Value | undefined, around: Surroundings): number {
  const days = daysOf(value)
  const zoned = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(toText(value ?? ''))
  return zoned ? days + minutesOfZone(zoneOf(around.now)) / minutesPerDay : days
}

function zoneOf(time: string): string {
  return /(?:Z|[+-]\d{2}:?\d{2})$/.exec(time)?.[0] ?? 'Z'
}

function dateOf(value: Value | undefined, around: Surroundings): string {
  const days = localDaysOf(value, around)
  // The programs of ODK cut a number towards 1970. A moment is of the day it is in.
  const whole = typeof toScalar(value ?? '') === 'number' ? Math.trunc(days) : Math.floor(days)
  return Number.isNaN(days) ? '' : isoOfDays(whole + 0)
}

function dateTimeOf(value: Value | undefined, around: Surroundings): string {
  const days = localDaysOf(value, around)
  return Number.isNaN(days) ? '' : withoutZone(isoOfDays(days), around)
}

/** The time of the place. Only in Greenwich it says its zone: elsewhere dates and answers would be compared with another clock. */
function withoutZone(time: string, around: Surroundings): string {
  return zoneOf(around.now) === 'Z' ? time : time.replace(/(T.*)(?:Z|[+-]\d{2}:?\d{2})$/, '$1')
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}

function nameOf(date: Date, language: string, part: 'month' | 'weekday'): string {
  const format = (tag: string | undefined): string =>
    new Intl.DateTimeFormat(tag, { [part]: 'short', timeZone: 'UTC', calendar: 'gregory' }).format(date)
  try {
    return format(language || 'en')
  } catch {
    return format('en')
  }
}

/** The letters of ODK's format-date (docs.getodk.org/form-operators-functions). */
function formatPart(letter: string, date: Date, language: string): string | undefined {
  if (letter === 'b') return nameOf(date, language, 'month')
  if (letter === 'a') return nameOf(date, language, 'weekday')
  const year = date.getUTCFullYear()
  const [m = '', d = '', H = '', M, S, milliseconds] = date.toISOString().slice(-19).split(/\D/)
  const [n, e, h] = [m, d, H].map((digits) => String(Number(digits)))
  const j = pad(Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000) + 1, 3)
  const parts: Record<string, string | undefined> = { Y: pad(year, 4), y: pad(year % 100), m, n, d, e, H, h, M, S, j }
  return { ...parts, '3': milliseconds, '%': '%' }[letter]
}

/** The first part of a format, such as `%B`, that means nothing here. Other programs stop at it too. */
export function findUnknownFormat(format: string): string | undefined {
  const all = [...format.matchAll(/%(.?)/gsu)]
  return all.find(([, letter = '']) => formatPart(letter, new Date(0), 'en') === undefined)?.[0]
}

/** A time of day without a date, as people answer one. */
const timeAlone = /^\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

function formatDate(args: readonly Value[], around: Surroundings): string {
  const [moment] = args
  const text = toText(moment ?? '')
  const days = localDaysOf(timeAlone.test(text) ? `1970-01-01T${text}` : moment, around)
  const date = new Date(Math.round(days * 86_400_000))
  if (Number.isNaN(date.getTime())) return ''
  return toText(args[1] ?? '').replace(
    /%(.)/gu,
    (written, letter: string) => formatPart(letter, date, around.language) ?? written,
  )
}

/** Whole months between two dates, as the Community Health Toolkit counts them. */
function monthsBetween(from: Value | undefined, to: Value | undefined, around: Surroundings): number {
  const [start, end] = [dateOf(from, around), dateOf(to, around)]
  if (start === '' || end === '') return Number.NaN
  const [first, last] = [new Date(start), new Date(end)]
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth()
  return last.getUTCDate() < first.getUTCDate() ? months - 1 : months
}

const clockTime = /(?:^|T)(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?$/

/** The part of the day that has passed, where the person is. */
function decimalTime(value: Value | undefined, around: Surroundings): number {
  const [time, hour = '', minute = '', second = '0', zone] = clockTime.exec(toText(value ?? '').trim()) ?? []
  if (time === undefined || !isTime(hour, minute, second) || !isZone(zone ?? 'Z')) return Number.NaN
  const moved = zone === undefined ? 0 : minutesOfZone(zoneOf(around.now)) - minutesOfZone(zone)
  const minutes = Number(hour) * 60 + Number(minute) + Number(second) / 60 + moved
  return ((minutes + minutesPerDay) % minutesPerDay) / minutesPerDay
}

export const dateFunctions: Readonly<Record<string, PlainFunction>> = {
  today: { takes: [0, 0], call: (_, around) => around.today },
  now: { takes: [0, 0], call: (_, around) => withoutZone(around.now, around) },
  date: { takes: [1, 1], call: (args, around) => dateOf(args[0], around) },
  'date-time': { takes: [1, 1], call: (args, around) => dateTimeOf(args[0], around) },
  'decimal-date-time': { takes: [1, 1], call: (args) => findDays(toText(args[0] ?? '')) ?? daysOf(args[0]) },
  'decimal-time': { takes: [1, 1], call: (args, around) => decimalTime(args[0], around) },
  'format-date': { takes: [2, 2], call: formatDate },
  'format-date-time': { takes: [2, 2], call: formatDate },
  'difference-in-months': { takes: [2, 2], call: (args, around) => monthsBetween(args[0], args[1], around) },
}
