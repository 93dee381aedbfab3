import { refuse, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import { toldTime } from '#kernel/told-time'
import type { Consent, Referral } from './model.ts'
import { hasEnded } from './referral-states.ts'
import {
  answerOf,
  changed,
  mayDecideAlone,
  sidesOf,
  whenUnwritten,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'
import type { ConsentInput } from './inputs.ts'

const dayMillis = 86_400_000

/**
 * Records consent: what the child, or a safe adult for them, said about sharing; or that a named person goes ahead
 * without it, with the legal reason and their own (reference 02, R7). A caregiver under concern is neither asked nor
 * told; nor is one whose safety is not known.
 */
export function recordConsent(
  { referral, profile }: ReferralContext,
  input: ConsentInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer> | Refusal {
  const sides = sidesOf(context.actor, referral)
  if (!sides.includes('sender') && !sides.includes('coordinator')) return refuse('referral-not-yours', { status: 403 })
  if (hasEnded(referral.state))
    return refuse('referral-step-not-possible', { params: { state: referral.state, move: 'consent' } })
  const unwritten = whenUnwritten(referral)
  if (unwritten) return unwritten
  const caregiver = input.caregiver ?? referral.caregiver
  // The second person of a withdrawal would be none if one worker could first call the caregiver safe.
  if (referral.caregiver === 'under-concern' && caregiver !== 'under-concern' && !mayDecideAlone(context.actor))
    return refuse('caregiver-change-reserved', {
      status: 403,
      fields: [{ path: 'caregiver', code: 'not-possible' }],
    })
  const refusal =
    input.basis === 'override'
      ? checkOverride(
          input,
          profile.consent.overrides.map(({ ground }) => ground),
        )
      : checkWord(input, caregiver)
  if (refusal) return refusal
  const consent: Consent = {
    id: context.newId(),
    basis: input.basis,
    childTold: input.childTold,
    at: toldTime(input.occurredAt, context.now, referral.draftedAt),
    recordedBy: context.actor.id,
    recipients: input.recipients ? [...input.recipients] : 'mandated-authorities',
    groups: [...input.groups],
    // Counted from the node's own time: a told time must not decide whether a yes still counts.
    expiresAt: new Date(context.now.getTime() + profile.consent.expiresAfterDays * dayMillis).toISOString(),
    ...(input.basis === 'override'
      ? { ground: input.ground, decidedBy: context.actor.id }
      : { givenBy: input.givenBy, ...(input.givenBy === 'guardian' && { guardian: input.guardian }) }),
    ...(input.reason?.trim() && { reason: input.reason.trim() }),
  }
  const next = changed(referral, { caregiver, consents: [...referral.consents, consent] })
  return { changes: [{ change: 'keep-referral', referral: next }], events: [], answer: answerOf(next) }
}

function checkOverride(input: ConsentInput, grounds: readonly string[]): Refusal | undefined {
  if (input.ground === undefined || !grounds.includes(input.ground))
    return refuse('legal-reason-missing', { status: 422, fields: [{ path: 'ground', code: 'required' }] })
  if (!input.reason?.trim())
    return refuse('reason-needed', { status: 422, fields: [{ path: 'reason', code: 'reason-needed' }] })
  return undefined
}

function checkWord(input: ConsentInput, caregiver: Referral['caregiver']): Refusal | undefined {
  if (input.givenBy === undefined)
    return refuse('consent-giver-missing', { status: 422, fields: [{ path: 'givenBy', code: 'required' }] })
  if (input.basis === 'assent' && input.givenBy !== 'child')
    return refuse('assent-not-by-child', { status: 422, fields: [{ path: 'givenBy', code: 'not-possible' }] })
  if (input.givenBy === 'caregiver' && caregiver === 'under-concern')
    return refuse('caregiver-not-safe', { status: 422 })
  if (input.givenBy === 'caregiver' && caregiver !== 'safe') return refuse('caregiver-safety-unknown', { status: 422 })
  return undefined
}
