import { isRefusal, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { Referral } from './model.ts'
import { referralCompleted } from './events.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

export interface CompleteInput {
  outcome: NonNullable<Referral['outcome']>
  /** Words for the sender, with only what they may know. */
  note?: string | undefined
}

/** The authority gives the sender the outcome, as far as they may know it. The case continues without the referral. */
export function completeReferral(
  { referral }: ReferralContext,
  input: CompleteInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralCompleted>> | Refusal {
  const to = takeStep(referral, 'complete', context.actor)
  if (isRefusal(to)) return to
  const at = context.now.toISOString()
  const next = changed(referral, { state: to, outcome: input.outcome, outcomeNote: input.note, endedAt: at })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [
      referralCompleted.of(
        next.id,
        { ...aboutReferral(next), outcome: input.outcome, sentAt: next.sentAt },
        context,
        at,
      ),
    ],
    answer: answerOf(next),
  }
}
