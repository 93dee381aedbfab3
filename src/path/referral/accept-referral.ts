import { isRefusal, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import { acknowledged, acknowledgedEvent, acknowledgementChanges } from './acknowledge-referral.ts'
import { findDuty, meetDuties, stopClocks } from './clocks.ts'
import { clockData, eventOf } from './referral-events.ts'
import {
  answerOf,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/** The authority takes responsibility, and a case opens. Accepting without acknowledging first acknowledges too. */
export function acceptReferral(
  { referral }: ReferralContext,
  _input: unknown,
  context: Context,
): Decision<ReferralChange, ReferralAnswer> | Refusal {
  const to = takeStep(referral, 'accept', context.actor)
  if (isRefusal(to)) return to
  const at = context.now.toISOString()
  const duty = findDuty(referral, 'referral-accepted')
  const met = meetDuties(acknowledged(referral, at, context), ['referral-accepted'], at)
  const next = { ...stopClocks(met, at), state: to, acceptedAt: at, parked: undefined }
  return {
    changes: [
      ...acknowledgementChanges(referral, next, at),
      ...(duty ? [{ change: 'meet-clock', referralId: next.id, clockId: duty.clockId, at } as const] : []),
      { change: 'stop-clocks', referralId: next.id, at },
    ],
    events: [
      ...(referral.acknowledgedAt === undefined ? [acknowledgedEvent(referral, next, at, context)] : []),
      eventOf('ReferralAccepted', next, context, at, {
        sentAt: next.sentAt,
        acceptedBy: context.actor.id,
        alongside: next.leadId !== undefined,
        ...clockData(duty),
      }),
    ],
    answer: answerOf(next),
  }
}
