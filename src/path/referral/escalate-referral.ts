import type { Context, Decision } from '#kernel/perform'
import type { Referral } from './model.ts'
import { isOpen, type ClockStart } from './clocks.ts'
import { planEscalation } from './plan-escalation.ts'
import { eventOf } from './referral-events.ts'
import {
  answerOf,
  changed,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

export interface EscalateInput {
  clockId: string
  /** The missed deadline: 0 is the duty itself, 1 and up the wait before that step of the escalation. */
  level: number
}

const rank = { nobody: 0, supervisor: 1, coordinator: 2 } as const

/**
 * A deadline was missed: informs the supervisors of the desk, then the national coordinator, as the country's rule
 * says. Does nothing if the duty was done in the meantime. An escalation is never undone.
 */
export function escalateReferral(
  referralContext: ReferralContext,
  input: EscalateInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer> {
  const { referral, profile } = referralContext
  const duty = referral.clocks.find((clock) => clock.clockId === input.clockId && clock.level === 0)
  const rule = profile.clocks.find((clock) => clock.id === input.clockId)
  if (!duty || !rule || !isOpen(duty)) return { changes: [], events: [], answer: answerOf(referral) }
  const missed = { ...duty, missedAt: duty.missedAt ?? duty.dueAt }
  const { reached, next: wait } = planEscalation(profile, rule, { dueAt: duty.dueAt, level: input.level }, context.now)
  const start: ClockStart | undefined = wait && {
    rule,
    clock: {
      id: context.newId(),
      clockId: rule.id,
      until: duty.until,
      level: wait.level,
      startedAt: duty.dueAt,
      dueAt: wait.dueAt,
    },
  }
  const escalatedTo = reached.reduce<Referral['escalatedTo']>(
    (highest, to) => (rank[to] > rank[highest] ? to : highest),
    referral.escalatedTo,
  )
  const clocks = referral.clocks.map((clock) => (clock === duty ? missed : clock))
  const next = changed(referral, { escalatedTo, clocks: start ? [...clocks, start.clock] : clocks })
  const at = context.now.toISOString()
  return {
    changes: [
      { change: 'keep-referral', referral: next },
      ...(start ? [{ change: 'start-clock', referral: next, start } as const] : []),
    ],
    events: reached.map((to) =>
      eventOf('ReferralEscalated', next, context, at, { to, clockId: rule.id, dueAt: duty.dueAt }),
    ),
    answer: answerOf(next),
  }
}
