import { dueAt, findClock } from '../jurisdiction/due.ts'
import type { Risk } from '../codes/risk.ts'
import type { JurisdictionProfile } from '../jurisdiction/model.ts'
import type { RunningClock } from './model.ts'

/** The part of a clock's id that names the rule, if people agreed on the date. */
const agreed = 'agreed'

/** Ids from before the rule was named, and the events that meet them. A node may still have such deadlines. */
const formerIds: Record<string, string> = { triage: 'concern-triaged' }

interface Duty {
  event: string
  until: string
  risk: Risk
  /** The time of the event. */
  at: string
  /** The part of the record with this duty, if two parts can have the same duty. */
  about?: string | undefined
}

/**
 * Starts the deadline of a duty at the time of the event. Undefined if the country has no rule for it: we do not invent
 * a date.
 */
export function startClock(
  profile: JurisdictionProfile,
  { newId }: { newId: () => string },
  { event, until, risk, at, about }: Duty,
): RunningClock | undefined {
  const rule = findClock(profile, { event, until, risk })
  const due = rule && dueAt(profile, rule, new Date(at))
  if (!rule || !due) return undefined
  return {
    id: newId(),
    clockId: clockIdOf(rule.id, about),
    until,
    ...(about !== undefined && { about }),
    level: 0,
    startedAt: at,
    dueAt: due.toISOString(),
    source: rule.source,
  }
}

/** A deadline on a date that the people of a case agreed on. */
export function agreeOnClock(
  { newId }: { newId: () => string },
  { at, dueAt: due, about }: { at: string; dueAt: string; about: string },
): RunningClock {
  return {
    id: newId(),
    clockId: clockIdOf(agreed, about),
    until: agreed,
    about,
    level: 0,
    startedAt: at,
    dueAt: due,
    source: { instrument: 'Agreed by the people of this case', verified: true },
  }
}

/**
 * Stored deadlines as clocks: says which event meets each. A deadline that was stored without its event has that of the
 * country's rule.
 */
export function readClocks(
  profile: JurisdictionProfile | undefined,
  deadlines: readonly (Omit<RunningClock, 'until' | 'about'> & { until?: string | undefined })[],
): RunningClock[] {
  return deadlines.map((deadline) => {
    const [ruleId = '', about] = deadline.clockId.split('/')
    const rule = profile?.clocks.find(({ id }) => id === ruleId)
    const until = deadline.until ?? rule?.until ?? formerIds[ruleId] ?? ruleId
    return { ...deadline, until, ...(about !== undefined && { about }) }
  })
}

/** The id of the rule behind a clock. */
export function ruleIdOf({ clockId }: Pick<RunningClock, 'clockId'>): string {
  return clockId.split('/')[0]!
}

/** All open deadlines that fit are met. A missed one stays missed. */
export function meetClocks(
  clocks: readonly RunningClock[],
  fits: (clock: RunningClock) => boolean,
  at: string,
): RunningClock[] {
  return clocks.map((clock) => (isOpen(clock) && fits(clock) ? { ...clock, metAt: at } : clock))
}

/** All open deadlines end, because the duties no longer exist. */
export function stopClocks(clocks: readonly RunningClock[], at: string): RunningClock[] {
  return clocks.map((clock) => (isOpen(clock) ? { ...clock, stoppedAt: at } : clock))
}

export function isOpen({ metAt, stoppedAt }: Pick<RunningClock, 'metAt' | 'stoppedAt'>): boolean {
  return metAt === undefined && stoppedAt === undefined
}

/** Whether the deadline was missed, now or earlier. */
export function isMissed(clock: RunningClock, now: string): boolean {
  return clock.missedAt !== undefined || (clock.metAt ?? clock.stoppedAt ?? now) > clock.dueAt
}

/** The deadline of a duty, open or over, without the waits of its escalation. */
export function findDuty(clocks: readonly RunningClock[], until: string, about?: string): RunningClock | undefined {
  return clocks.find((clock) => clock.level === 0 && clock.until === until && clock.about === about)
}

/** The next deadline: the open one that is due first. */
export function findNextClock<Clock extends Pick<RunningClock, 'level' | 'dueAt' | 'metAt' | 'stoppedAt'>>(
  clocks: readonly Clock[],
): Clock | undefined {
  return clocks.filter((clock) => isOpen(clock) && clock.level === 0).sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}

function clockIdOf(ruleId: string, about: string | undefined): string {
  return about === undefined ? ruleId : `${ruleId}/${about}`
}
