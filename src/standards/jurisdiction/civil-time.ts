/** Local days and hours of a country, independent of the server's time zone. */

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
  return new Date(day * dayMillis).toISOString().slice(0, 10)
}

/** `16:30` as milliseconds after midnight. */
export function millisFromTimeOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
