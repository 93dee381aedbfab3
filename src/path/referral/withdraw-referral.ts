import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import { isUuid } from '#kernel/ids'
import type { Context, Decision } from '#kernel/perform'
import { endDuties } from './clocks.ts'
import { referralWithdrawn } from './events.ts'
import type { Referral } from './model.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  mayDecideAlone,
  takeStep,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'
import type { WithdrawInput } from './inputs.ts'

/**
 * The sender withdraws it before the authority accepts, with their own words. Deadlines end; missed ones stay on record.
 * A family that wants it stopped is a warning sign (reference 02, R5 and R7; inter-agency case management guidelines, from
 * memory): an adult's wish counts only from a caregiver known to be safe, and where a child may be in danger a supervisor
 * decides.
 */
export function withdrawReferral(
  referralContext: ReferralContext,
  input: WithdrawInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralWithdrawn>> | Refusal {
  const { referral } = referralContext
  const to = takeStep(referral, 'withdraw', context.actor)
  if (isRefusal(to)) return to
  const note = input.note?.trim()
  if (!note) return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  if (input.reason === 'adult-withdrew' && referral.caregiver !== 'safe')
    return refuse('withdrawal-by-unsafe-adult', { status: 422, fields: [{ path: 'reason', code: 'not-possible' }] })
  // Who wrote it is no second person, whatever their role.
  const second = mayDecideAlone(context.actor) && context.actor.id !== referral.senderId
  if (needsSecondPerson(referralContext, input) && !second) return refuse('withdrawal-reserved', { status: 403 })
  const at = context.now.toISOString()
  const next = changed(endDuties(referral, at), {
    state: to,
    withdrawReason: input.reason,
    outcomeNote: note,
    endedAt: at,
    parked: undefined,
  })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [
      referralWithdrawn.of(
        next.id,
        {
          ...aboutReferral(next),
          reason: input.reason,
          wasSent: referral.sentAt !== undefined,
          owed: isLookedAtAgain(referralContext),
          ...(isUuid(referral.senderId) && { senderId: referral.senderId }),
        },
        context,
        at,
      ),
    ],
    answer: answerOf(next),
  }
}

/** A draft that nobody saw is the sender's own, unless a decision asks for it or somebody asked for its end. */
function needsSecondPerson({ referral, profile, grave }: ReferralContext, { reason }: WithdrawInput): boolean {
  const { risk, caregiver, sentAt, previousId } = referral
  const endangered = risk === 'immediate' || risk === 'high' || caregiver === 'under-concern' || caregiver === 'unknown'
  // An authority declined the one before it.
  const seen = sentAt !== undefined || previousId !== undefined
  return (
    grave === true ||
    isOwedByDecision(referral, profile) ||
    (endangered && (seen || reason === 'child-withdrew' || reason === 'adult-withdrew'))
  )
}

/** Help alongside is not the referral that protects the child; a draft that nobody asked for takes nothing away. */
function isLookedAtAgain({ referral, profile }: ReferralContext): boolean {
  const { leadId, sentAt, previousId, concernId } = referral
  const seen = sentAt !== undefined || previousId !== undefined
  return leadId === undefined && (seen || (concernId !== undefined && isOwedByDecision(referral, profile)))
}

/** Whoever writes what a decision opened does not end the duty by it: its clock is still the one of the decision. */
function isOwedByDecision({ prepared, clocks }: Referral, { clocks: rules }: ReferralContext['profile']): boolean {
  const began = rules.filter(({ event }) => event === 'outcome-decided').map(({ id }) => id)
  return prepared !== undefined || clocks.some(({ clockId }) => began.includes(clockId))
}
