import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { escalateClock, type MissedClock } from '#standards'
import { referralEscalated } from './events.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * A deadline was missed: informs the supervisors of the desk, then the national coordinator, as the country's rule
 * says. Does nothing if the duty was done in the meantime. An escalation is never undone.
 */
export function escalateReferral(
  referralContext: ReferralContext,
  input: MissedClock,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralEscalated>> {
  const { referral, profile } = referralContext
  const escalation = escalateClock(profile, referral, input, context)
  if (!escalation) return { changes: [], events: [], answer: answerOf(referral) }
  const { clocks, duty, escalatedTo, reached } = escalation
  const next = changed(referral, { clocks, escalatedTo })
  const at = context.now.toISOString()
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: reached.map((to) =>
      referralEscalated.of(
        next.id,
        { ...aboutReferral(next), to, clockId: duty.clockId, dueAt: duty.dueAt },
        context,
        at,
      ),
    ),
    answer: answerOf(next),
  }
}
