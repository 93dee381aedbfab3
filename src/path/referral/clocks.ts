import { dueAt, findClock, type DeadlineRule, type JurisdictionProfile } from '#standards'
import type { Context } from '#kernel/perform'
import type { Referral, RunningClock } from './model.ts'

export type Duty = 'referral-sent' | 'referral-acknowledged' | 'referral-accepted'

/** A deadline that starts with this change, with its rule. */
export interface ClockStart {
  clock: RunningClock
  rule: DeadlineRule
}

/**
 * Starts the deadline of a duty at the time of the event. Undefined if the country has no rule for it: we do not invent
 * a date.
 */
export function startClock(
  profile: JurisdictionProfile,
  context: Context,
  duty: { event: string; until: Duty; risk: Referral['risk']; at: string },
): ClockStart | undefined {
  const rule = findClock(profile, duty)
  if (!rule) return undefined
  const due = dueAt(profile, rule, new Date(duty.at))
  if (!due) return undefined
  return {
    rule,
    clock: {
      id: context.newId(),
      clockId: rule.id,
      until: duty.until,
      level: 0,
      startedAt: duty.at,
      dueAt: due.toISOString(),
    },
  }
}

/** The deadline of a duty, open or over, without the steps of its escalation. */
export function findDuty(referral: Pick<Referral, 'clocks'>, until: Duty): RunningClock | undefined {
  return referral.clocks.find((clock) => clock.until === until && clock.level === 0)
}

/** The referral with all open deadlines of these duties met. Missed ones stay missed. */
export function meetDuties(referral: Referral, duties: readonly Duty[], at: string): Referral {
  return {
    ...referral,
    clocks: referral.clocks.map((clock) =>
      duties.includes(clock.until as Duty) && isOpen(clock) ? markMissed({ ...clock, metAt: at }, at) : clock,
    ),
  }
}

/** The referral with all open deadlines ended, because the duty no longer exists. */
export function stopClocks(referral: Referral, at: string): Referral {
  return {
    ...referral,
    clocks: referral.clocks.map((clock) => (isOpen(clock) ? markMissed({ ...clock, stoppedAt: at }, at) : clock)),
  }
}

/** Whether the deadline was missed, now or earlier. */
export function isMissed(clock: RunningClock, now: string): boolean {
  return clock.missedAt !== undefined || (clock.metAt ?? clock.stoppedAt ?? now) > clock.dueAt
}

export function isOpen(clock: RunningClock): boolean {
  return clock.metAt === undefined && clock.stoppedAt === undefined
}

/** The next deadline: the open one that is due first. */
export function findNextClock(referral: Pick<Referral, 'clocks'>): RunningClock | undefined {
  return referral.clocks
    .filter((clock) => isOpen(clock) && clock.level === 0)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}

function markMissed(clock: RunningClock, at: string): RunningClock {
  return clock.missedAt === undefined && at > clock.dueAt ? { ...clock, missedAt: clock.dueAt } : clock
}

/**
 * The start of a deadline: the time from the person's device, but not later than now. A device clock that runs ahead
 * must not give the authority more time, and a refusal would make the child wait.
 */
export function eventTime(occurredAt: string | undefined, now: Date): string {
  if (occurredAt === undefined) return now.toISOString()
  const stated = new Date(occurredAt)
  return (stated > now ? now : stated).toISOString()
}
