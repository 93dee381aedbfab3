import { isRefusal, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { findDuty } from '#standards'
import { meetDuties } from './clocks.ts'
import type { Referral } from './model.ts'
import { referralAcknowledged } from './events.ts'
import { aboutReferral, clockData } from './referral-events.ts'
import {
  answerOf,
  changed,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * The authority acknowledges the referral. The deadline is met when this node receives it, so nobody can backdate it.
 * For a referral sent under a standing rule, the person who acknowledges it confirms that rule by name (R7).
 */
export function acknowledgeReferral(
  { referral }: ReferralContext,
  _input: unknown,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralAcknowledged>> | Refusal {
  const to = takeStep(referral, 'acknowledge', context.actor)
  if (isRefusal(to)) return to
  const at = context.now.toISOString()
  const next = { ...acknowledged(referral, at, context), state: to }
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [acknowledgedEvent(referral, next, at, context)],
    answer: answerOf(next),
  }
}

/** The referral with its acknowledgement. Accepting or declining without one includes it. */
export function acknowledged(referral: Referral, at: string, context: Context): Referral {
  const consents = referral.consents.map((consent) =>
    consent.standingRule && consent.decidedBy === undefined ? { ...consent, decidedBy: context.actor.id } : consent,
  )
  return changed(meetDuties(referral, ['referral-acknowledged'], at), {
    consents,
    receivedAt: referral.receivedAt ?? at,
    acknowledgedAt: referral.acknowledgedAt ?? at,
  })
}

export function acknowledgedEvent(
  before: Referral,
  next: Referral,
  at: string,
  context: Context,
): EventOf<typeof referralAcknowledged> {
  const clock = clockData(findDuty(before.clocks, 'referral-acknowledged'))
  return referralAcknowledged.of(next.id, { ...aboutReferral(next), sentAt: next.sentAt, ...clock }, context, at)
}
