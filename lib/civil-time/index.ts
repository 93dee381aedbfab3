/** Local days and hours of a country, independent of the time zone of the server or the device. */

/** A day without a time, counted from 1970-01-01. */
export type DayNumber = number

export interface CivilTime {
  day: DayNumber /** Milliseconds since local midnight. */
  millis: number
}

const dayMillis = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

/** The local time in `timeZone` at an instant. Throws RangeError for an unknown time zone. */
export function civilTimeAt(instant: Date, timeZone: string): CivilTime {
  const found: Record<string, string> = {}
  for (const part of formatterFor(timeZone).formatToParts(instant)) found[part.type] = part.value
  const year = found['era'] === 'BC' ? 1 - Number(found['year']) : Number(found['year'])
  const midnight = Date.UTC(year, Number(found['month']) - 1, Number(found['day']))
  const inDay = (Number(found['hour']) * 60 + Number(found['minute'])) * 60_000 + Number(found['second']) * 1000
  return { day: Math.round(midnight / dayMillis), millis: inDay + (((instant.getTime() % 1000) + 1000) % 1000) }
}

/**
 * The instant of a local time in `timeZone`. If the time does not exist because clocks go forward, the same distance
 * after the gap. If it occurs twice, the earlier one, so that a child never waits longer.
 */
export function instantAt(time: CivilTime, timeZone: string): Date {
  const wall = time.day * dayMillis + time.millis
  const before = wall - offsetAt(wall - dayMillis, timeZone)
  const after = wall - offsetAt(wall + dayMillis, timeZone)
  const candidates = [before, after].filter((instant) => instant + offsetAt(instant, timeZone) === wall)
  return new Date(candidates.length > 0 ? Math.min(...candidates) : before)
}

function offsetAt(instant: number, timeZone: string): number {
  const civil = civilTimeAt(new Date(instant), timeZone)
  return civil.day * dayMillis + civil.millis - instant
}

/** ISO 8601 weekday, Monday 1 to Sunday 7. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** `2026-11-22` to a day number. Throws RangeError if the day does not exist. */
export function dayFromIso(iso: string): DayNumber {
  const day = Math.round(Date.parse(`${iso}T00:00:00Z`) / dayMillis)
  if (!Number.isFinite(day) || isoFromDay(day) !== iso) throw new RangeError(`not a day: ${iso}`)
  return day
}

export function isoFromDay(day: DayNumber): string {
  const date = new Date(day * dayMillis)
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
}

/** The country's day at an instant, as `2026-11-22`. Nothing else turns an instant into a day. */
export function dayIn(timeZone: string, instant: Date | string): string {
  return isoFromDay(civilTimeAt(new Date(instant), timeZone).day)
}

/** The last minute of a country's day. */
export function endOfDay(timeZone: string, iso: string): Date {
  return instantAt({ day: dayFromIso(iso), millis: dayMillis - 60_000 }, timeZone)
}

/** The local time of an instant with its distance from UTC: `2026-11-29T01:30:00.000+03:00`. */
export function localTextOf(timeZone: string, instant: Date | string): string {
  const at = new Date(instant)
  const { day, millis } = civilTimeAt(at, timeZone)
  const minutes = Math.round(offsetAt(at.getTime(), timeZone) / 60_000)
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const time = new Date(millis).toISOString().replace(/^.*T|Z$/g, '')
  return `${isoFromDay(day)}T${time}${minutes < 0 ? '-' : '+'}${pad(hour)}:${pad(minute)}`
}

/** The instant of a local time as a browser's field gives it: `2026-11-29T01:30`. Undefined if it is none. */
export function instantOfLocal(timeZone: string, text: string): Date | undefined {
  const [, iso = '', time = ''] =
    /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d{2}(?:\.\d+)?)?$/.exec(text) ?? []
  try {
    return instantAt({ day: dayFromIso(iso), millis: millisFromTimeOfDay(time) }, timeZone)
  } catch {
    return undefined
  }
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}

/** `16:30` as milliseconds after midnight. */
export function millisFromTimeOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
