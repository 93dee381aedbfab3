import { isRefusal, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { endDuties } from './clocks.ts'
import type { Referral } from './model.ts'
import { referralWithdrawn } from './events.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

export interface WithdrawInput {
  reason: NonNullable<Referral['withdrawReason']>
}

/** The sender withdraws it before the authority accepts. Deadlines end; missed ones stay on record. */
export function withdrawReferral(
  { referral }: ReferralContext,
  input: WithdrawInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralWithdrawn>> | Refusal {
  const to = takeStep(referral, 'withdraw', context.actor)
  if (isRefusal(to)) return to
  const at = context.now.toISOString()
  const next = changed(endDuties(referral, at), {
    state: to,
    withdrawReason: input.reason,
    endedAt: at,
    parked: undefined,
  })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [
      referralWithdrawn.of(
        next.id,
        { ...aboutReferral(next), reason: input.reason, wasSent: referral.sentAt !== undefined },
        context,
        at,
      ),
    ],
    answer: answerOf(next),
  }
}
