import { isRefusal, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { acknowledged, acknowledgedEvent } from './acknowledge-referral.ts'
import { findDuty } from '#standards'
import { endDuties, meetDuties } from './clocks.ts'
import { referralAccepted, type referralAcknowledged } from './events.ts'
import type { AcceptInput } from './inputs.ts'
import { isGuardianNeeded } from './guardian-needed.ts'
import { aboutReferral, clockData } from './referral-events.ts'
import {
  answerOf,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * The authority takes responsibility, and a case opens; if the child is known there, the referral joins the open case.
 * Accepting without acknowledging first acknowledges too.
 */
export function acceptReferral(
  { referral }: ReferralContext,
  { caseReference }: AcceptInput,
  context: Context,
):
  | Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralAcknowledged> | EventOf<typeof referralAccepted>>
  | Refusal {
  const to = takeStep(referral, 'accept', context.actor)
  if (isRefusal(to)) return to
  const at = context.now.toISOString()
  const duty = findDuty(referral.clocks, 'referral-accepted')
  const met = meetDuties(acknowledged(referral, at, context), ['referral-accepted'], at)
  const next = { ...endDuties(met, at), state: to, acceptedAt: at, parked: undefined }
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [
      ...(referral.acknowledgedAt === undefined ? [acknowledgedEvent(referral, next, at, context)] : []),
      referralAccepted.of(
        next.id,
        {
          ...aboutReferral(next),
          sentAt: next.sentAt,
          acceptedBy: context.actor.id,
          alongside: next.leadId !== undefined,
          guardianNeeded: isGuardianNeeded(next),
          caseReference,
          ...clockData(duty),
        },
        context,
        at,
      ),
    ],
    answer: answerOf(next),
  }
}
