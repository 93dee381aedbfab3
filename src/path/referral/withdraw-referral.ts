import type { Actor } from '#kernel/actor'
import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { endDuties } from './clocks.ts'
import { referralWithdrawn } from './events.ts'
import type { Referral } from './model.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
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
  { referral }: ReferralContext,
  input: WithdrawInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralWithdrawn>> | Refusal {
  const to = takeStep(referral, 'withdraw', context.actor)
  if (isRefusal(to)) return to
  const note = input.note?.trim()
  if (!note) return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  if (input.reason === 'adult-withdrew' && referral.caregiver !== 'safe')
    return refuse('withdrawal-by-unsafe-adult', { status: 422, fields: [{ path: 'reason', code: 'not-possible' }] })
  if (needsSecondPerson(referral, input) && !mayDecideAlone(context.actor))
    return refuse('withdrawal-reserved', { status: 403 })
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
        { ...aboutReferral(next), reason: input.reason, wasSent: referral.sentAt !== undefined },
        context,
        at,
      ),
    ],
    answer: answerOf(next),
  }
}

/** A draft that nobody saw is the sender's own, unless a decision opened it or somebody asked for its end. */
function needsSecondPerson({ risk, caregiver, sentAt, prepared }: Referral, { reason }: WithdrawInput): boolean {
  const endangered = risk === 'immediate' || risk === 'high' || caregiver === 'under-concern' || caregiver === 'unknown'
  return (
    prepared !== undefined ||
    (endangered && (sentAt !== undefined || reason === 'child-withdrew' || reason === 'adult-withdrew'))
  )
}

function mayDecideAlone({ roles }: Actor): boolean {
  return roles.includes('supervisor') || roles.includes('coordinator')
}
