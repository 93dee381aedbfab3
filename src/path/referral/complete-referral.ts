import { isRefusal, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
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
import type { CompleteInput } from './inputs.ts'

/**
 * The authority gives the sender the outcome, as far as they may know it. The case continues without the referral. That
 * the child was not found ends it only while the search goes on, and a supervisor looks at it again on a day.
 */
export function completeReferral(
  { referral, whyNotFound }: ReferralContext & { whyNotFound?: Refusal | undefined },
  input: CompleteInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralCompleted>> | Refusal {
  const to = takeStep(referral, 'complete', context.actor)
  if (isRefusal(to)) return to
  if (input.outcome === 'not-found' && whyNotFound) return whyNotFound
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
