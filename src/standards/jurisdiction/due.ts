import {
  civilTimeAt,
  dayFromIso,
  instantAt,
  isoFromDay,
  millisFromTimeOfDay,
  weekdayOf,
  type DayNumber,
} from './civil-time.ts'
import type { DeadlineRule, JurisdictionProfile, Risk, Span } from './model.ts'

/**
 * A time during which a clock stood still. Only a named person can stop one, and only with a reason.
 * `to` is absent while the clock still stands.
 */
export interface Pause {
  from: Date
  to?: Date
  by: string
  reason: string
}

export interface DueExplanation {
  startsAt: Date
  /** Absent while the clock stands still. */
  dueAt?: Date
  /** Days that did not count, in order, with why. Only for working days. */
  skipped: { date: string; why: 'week-end' | 'holiday' | 'paused' }[]
  /** False when the date lies beyond the days for which the public holidays are known. */
  certain: boolean
}

const spanMillis = { minutes: 60_000, hours: 3_600_000 } as const
const dayMillis = 86_400_000

/**
 * When a duty is due, or undefined while its clock is paused.
 *
 * Minutes and hours run without interruption. A calendar day ends at the same time of day in the country's own
 * clock. For working days the day of the event is not counted (as in Regulation 1182/71, Art. 3(1)); the duty is due
 * when offices close on the last counted day. Paused time is added back: exactly for minutes, hours and calendar
 * days; for working days, a day does not count when the clock stands still at its closing hour.
 */
export function dueAt(
  profile: JurisdictionProfile,
  clock: Span,
  eventTime: Date,
  pauses: readonly Pause[] = [],
): Date | undefined {
  return explainDue(profile, clock, eventTime, pauses).dueAt
}

/** As `dueAt`, with every day that was left out, for the person who asks why. */
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
    // A pause that begins after the duty was already missed changes nothing: late stays late.
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
  // A duty "within 0 working days" is due at the next closing hour that is still to come.
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

/** What a clock would take at the shortest, for comparing rules with each other; not a due date. */
function roughMillis(clock: Span): number {
  return clock.unit === 'minutes' || clock.unit === 'hours'
    ? clock.amount * spanMillis[clock.unit]
    : clock.amount * dayMillis
}

/**
 * The rule that applies to an event at a risk, or undefined when the profile has none.
 * An unknown risk takes the shortest rule below "immediate": not knowing never gives a child more waiting.
 */
export function findClock(
  profile: JurisdictionProfile,
  wanted: { event: string; until: string; risk: Risk | 'unknown' },
): DeadlineRule | undefined {
  const fitting = profile.clocks.filter((clock) => clock.event === wanted.event && clock.until === wanted.until)
  if (wanted.risk !== 'unknown') {
    return fitting.find((clock) => clock.risk === wanted.risk) ?? fitting.find((clock) => clock.risk === 'any')
  }
  const cautious = fitting.filter((clock) => clock.risk !== 'immediate')
  return cautious.sort((a, b) => roughMillis(a) - roughMillis(b))[0]
}

/** Whether offices of the country work at this moment. */
export function isWorkingTime(profile: JurisdictionProfile, at: Date): boolean {
  const civil = civilTimeAt(at, profile.timeZone)
  return (
    isWorkingDay(profile, civil.day) &&
    civil.millis >= millisFromTimeOfDay(profile.workingWeek.opens) &&
    civil.millis < millisFromTimeOfDay(profile.workingWeek.closes)
  )
}

/** Whether a day is neither week-end nor public holiday in the country. */
export function isWorkingDay(profile: JurisdictionProfile, day: DayNumber): boolean {
  return (
    profile.workingWeek.days.includes(weekdayOf(day)) &&
    !profile.holidays.some((holiday) => holiday.date === isoFromDay(day))
  )
}
