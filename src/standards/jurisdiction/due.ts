import {
  civilTimeAt,
  dayFromIso,
  instantAt,
  isoFromDay,
  millisFromTimeOfDay,
  weekdayOf,
  type DayNumber,
} from '#lib/civil-time'
import type { Risk } from '../codes/index.ts'
import type { DeadlineRule, JurisdictionProfile, Span } from './model.ts'

/**
 * A pause of a deadline. Only a named person can pause one, with a reason. `to` is absent while the pause lasts.
 */
export interface Pause {
  from: Date
  to?: Date
  by: string
  reason: string
}

export interface DueExplanation {
  startsAt: Date
  /** Absent during a pause. */
  dueAt?: Date
  /** Days that did not count, in order, with the reason. Only for working days. */
  skipped: { date: string; why: 'week-end' | 'holiday' | 'paused' }[]
  /** False if the date is after the last day with known public holidays. */
  certain: boolean
}

const spanMillis = { minutes: 60_000, hours: 3_600_000 } as const
const dayMillis = 86_400_000

/**
 * The due time of a duty; undefined during a pause.
 *
 * Minutes and hours run without interruption. A calendar day ends at the same local time of day. For working days the
 * day of the event does not count (as in Regulation 1182/71, Art. 3(1)), and the duty is due when offices close on the
 * last counted day. A pause is added: exactly for minutes, hours and calendar days; a working day does not count if it
 * is paused at its closing hour.
 */
export function dueAt(
  profile: JurisdictionProfile,
  clock: Span,
  eventTime: Date,
  pauses: readonly Pause[] = [],
): Date | undefined {
  return explainDue(profile, clock, eventTime, pauses).dueAt
}

/** As `dueAt`, with all days that did not count, to explain the date. */
export function explainDue(
  profile: JurisdictionProfile,
  clock: Span,
  eventTime: Date,
  pauses: readonly Pause[] = [],
): DueExplanation {
  const open = pauses.some((pause) => pause.to === undefined)
  const explanation =
    clock.unit === 'working-days'
      ? afterWorkingDays(profile, clock.amount, eventTime, pauses)
      : afterRunningTime(profile, clock, eventTime, pauses)
  const last = explanation.dueAt ? civilTimeAt(explanation.dueAt, profile.timeZone).day : Number.NEGATIVE_INFINITY
  const certain = clock.unit !== 'working-days' || last <= dayFromIso(profile.holidaysKnownUntil)
  if (!open) return { ...explanation, certain }
  return { startsAt: explanation.startsAt, skipped: explanation.skipped, certain }
}

function afterRunningTime(
  profile: JurisdictionProfile,
  clock: Span,
  eventTime: Date,
  pauses: readonly Pause[],
): Omit<DueExplanation, 'certain'> {
  let due: number
  if (clock.unit === 'calendar-days') {
    const start = civilTimeAt(eventTime, profile.timeZone)
    due = instantAt({ day: start.day + clock.amount, millis: start.millis }, profile.timeZone).getTime()
  } else {
    due = eventTime.getTime() + clock.amount * spanMillis[clock.unit as 'minutes' | 'hours']
  }
  for (const pause of closedInOrder(pauses)) {
    const from = Math.max(pause.from.getTime(), eventTime.getTime())
    // A pause after the due time changes nothing: late stays late.
    if (from < due && pause.to.getTime() > from) due += pause.to.getTime() - from
  }
  return { startsAt: eventTime, dueAt: new Date(due), skipped: [] }
}

function afterWorkingDays(
  profile: JurisdictionProfile,
  amount: number,
  eventTime: Date,
  pauses: readonly Pause[],
): Omit<DueExplanation, 'certain'> {
  const holidays = new Set(profile.holidays.map((holiday) => holiday.date))
  const closes = millisFromTimeOfDay(profile.workingWeek.closes)
  const skipped: DueExplanation['skipped'] = []
  const closedPauses = closedInOrder(pauses)
  let day: DayNumber = civilTimeAt(eventTime, profile.timeZone).day
  let left = Math.max(amount, 1)
  // A duty "within 0 working days" is due at the next closing hour.
  if (amount === 0 && instantAt({ day, millis: closes }, profile.timeZone) > eventTime) day -= 1
  for (;;) {
    day += 1
    const closing = instantAt({ day, millis: closes }, profile.timeZone)
    const why = !profile.workingWeek.days.includes(weekdayOf(day))
      ? 'week-end'
      : holidays.has(isoFromDay(day))
        ? 'holiday'
        : closedPauses.some((pause) => pause.from <= closing && closing < pause.to)
          ? 'paused'
          : undefined
    if (why) skipped.push({ date: isoFromDay(day), why })
    else left -= 1
    if (left === 0) return { startsAt: eventTime, dueAt: closing, skipped }
  }
}

function closedInOrder(pauses: readonly Pause[]): (Pause & { to: Date })[] {
  return pauses
    .filter((pause): pause is Pause & { to: Date } => pause.to !== undefined)
    .sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** The shortest possible duration of a rule, to compare rules. Not a due date. */
function roughMillis(clock: Span): number {
  return clock.unit === 'minutes' || clock.unit === 'hours'
    ? clock.amount * spanMillis[clock.unit]
    : clock.amount * dayMillis
}

/**
 * The rule for an event at a risk; undefined if the profile has none. An unknown risk takes the shortest rule below
 * "immediate", so that a child never waits longer because something is not known.
 */
export function findClock(
  profile: JurisdictionProfile,
  wanted: { event: string; until: string; risk: Risk },
): DeadlineRule | undefined {
  const fitting = profile.clocks.filter((clock) => clock.event === wanted.event && clock.until === wanted.until)
  if (wanted.risk !== 'unknown') {
    return fitting.find((clock) => clock.risk === wanted.risk) ?? fitting.find((clock) => clock.risk === 'any')
  }
  const cautious = fitting.filter((clock) => clock.risk !== 'immediate')
  return cautious.sort((a, b) => roughMillis(a) - roughMillis(b))[0]
}

/** Whether the country's offices are open at this moment. */
export function isWorkingTime(profile: JurisdictionProfile, at: Date): boolean {
  const civil = civilTimeAt(at, profile.timeZone)
  return (
    isWorkingDay(profile, civil.day) &&
    civil.millis >= millisFromTimeOfDay(profile.workingWeek.opens) &&
    civil.millis < millisFromTimeOfDay(profile.workingWeek.closes)
  )
}

/** Whether a day is neither weekend nor public holiday in the country. */
export function isWorkingDay(profile: JurisdictionProfile, day: DayNumber): boolean {
  return (
    profile.workingWeek.days.includes(weekdayOf(day)) &&
    !profile.holidays.some((holiday) => holiday.date === isoFromDay(day))
  )
}
