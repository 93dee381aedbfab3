import { dueAt, findClock, type DeadlineRule, type JurisdictionProfile } from '#standards'
import type { Context } from '#kernel/perform'
import type { Referral, RunningClock } from './model.ts'

export type Duty = 'referral-sent' | 'referral-acknowledged' | 'referral-accepted'

/** A clock that starts with this change, with the rule it comes from. */
export interface ClockStart {
  clock: RunningClock
  rule: DeadlineRule
}

/**
 * Starts the clock of a duty at the time of the event. Undefined when the country has no rule for it:
 * then there is no date, and none is made up.
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

/** The clock of a duty itself, running or over; steps of its escalation are not it. */
export function findDuty(referral: Pick<Referral, 'clocks'>, until: Duty): RunningClock | undefined {
  return referral.clocks.find((clock) => clock.until === until && clock.level === 0)
}

/** The referral with every open clock of these duties met. What was missed before stays missed. */
export function meetDuties(referral: Referral, duties: readonly Duty[], at: string): Referral {
  return {
    ...referral,
    clocks: referral.clocks.map((clock) =>
      duties.includes(clock.until as Duty) && isOpen(clock) ? markMissed({ ...clock, metAt: at }, at) : clock,
    ),
  }
}

/** The referral with every open clock ended, because the duty no longer exists. */
export function stopClocks(referral: Referral, at: string): Referral {
  return {
    ...referral,
    clocks: referral.clocks.map((clock) => (isOpen(clock) ? markMissed({ ...clock, stoppedAt: at }, at) : clock)),
  }
}

/** Whether the date was missed, now or ever. */
export function isMissed(clock: RunningClock, now: string): boolean {
  return clock.missedAt !== undefined || (clock.metAt ?? clock.stoppedAt ?? now) > clock.dueAt
}

export function isOpen(clock: RunningClock): boolean {
  return clock.metAt === undefined && clock.stoppedAt === undefined
}

/** The clock a person should look at now: the open one that is due first. */
export function findNextClock(referral: Pick<Referral, 'clocks'>): RunningClock | undefined {
  return referral.clocks
    .filter((clock) => isOpen(clock) && clock.level === 0)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}

function markMissed(clock: RunningClock, at: string): RunningClock {
  return clock.missedAt === undefined && at > clock.dueAt ? { ...clock, missedAt: clock.dueAt } : clock
}

/**
 * The time an event is counted from: what the person's device says, never later than now. A device whose clock runs
 * ahead must not give the authority more time, and a refusal would leave the child waiting.
 */
export function eventTime(occurredAt: string | undefined, now: Date): string {
  if (occurredAt === undefined) return now.toISOString()
  const stated = new Date(occurredAt)
  return (stated > now ? now : stated).toISOString()
}
