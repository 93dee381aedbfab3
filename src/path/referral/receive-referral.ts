import { isRefusal, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { referralReceived } from './events.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/** Someone at the authority's desk has opened it. This meets no deadline: only an explicit acknowledgement does. */
export function receiveReferral(
  { referral }: ReferralContext,
  _input: unknown,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralReceived>> | Refusal {
  const to = takeStep(referral, 'receive', context.actor)
  if (isRefusal(to)) return to
  const at = context.now.toISOString()
  const next = changed(referral, { state: to, receivedAt: at })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [referralReceived.of(next.id, aboutReferral(next), context, at)],
    answer: answerOf(next),
  }
}
