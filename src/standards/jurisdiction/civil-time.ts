/** Days and hours as people in one country read them off their wall, independent of the server's own time zone. */

/** A day without a time, counted from 1970-01-01. */
export type DayNumber = number

export interface CivilTime {
  day: DayNumber /** Milliseconds since local midnight, by the wall clock. */
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

/** The wall clock of `timeZone` at an instant. Throws RangeError for a time zone the platform does not know. */
export function civilTimeAt(instant: Date, timeZone: string): CivilTime {
  const found: Record<string, string> = {}
  for (const part of formatterFor(timeZone).formatToParts(instant)) found[part.type] = part.value
  const year = found['era'] === 'BC' ? 1 - Number(found['year']) : Number(found['year'])
  const midnight = Date.UTC(year, Number(found['month']) - 1, Number(found['day']))
  const inDay = (Number(found['hour']) * 60 + Number(found['minute'])) * 60_000 + Number(found['second']) * 1000
  return { day: Math.round(midnight / dayMillis), millis: inDay + (((instant.getTime() % 1000) + 1000) % 1000) }
}

/**
 * The instant at which the wall clock of `timeZone` shows this time. When clocks go forward and the time does not
 * exist, the same distance after the gap; when it happens twice, the earlier one, which never gives a child less.
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

/** `2026-11-22` to a day number. Throws RangeError when there is no such day. */
export function dayFromIso(iso: string): DayNumber {
  const day = Math.round(Date.parse(`${iso}T00:00:00Z`) / dayMillis)
  if (!Number.isFinite(day) || isoFromDay(day) !== iso) throw new RangeError(`not a day: ${iso}`)
  return day
}

export function isoFromDay(day: DayNumber): string {
  return new Date(day * dayMillis).toISOString().slice(0, 10)
}

/** `16:30` as milliseconds after midnight. */
export function millisFromTimeOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
