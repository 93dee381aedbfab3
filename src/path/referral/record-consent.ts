import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import { toldTime } from '#kernel/told-time'
import { startClock, type JurisdictionProfile } from '#standards'
import { countedWords } from './consent.ts'
import { dutyToTell } from './duty-to-report.ts'
import { kindsWithoutName } from './firewall.ts'
import { childSaysNo } from './grants.ts'
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
import { smallShare } from './share-defaults.ts'

const dayMillis = 86_400_000

/**
 * Records one word about sharing: what the child, or a safe adult for them, said; what the child wants where the law
 * obliges to report; or that a named person goes ahead without a yes, with the legal reason and their own (reference 02,
 * R7). Going ahead against the child's no waits for a second person, and in immediate danger is confirmed by one within
 * the country's time. A caregiver under concern is neither asked nor told; nor is one whose safety is not known.
 */
export function recordConsent(
  referralContext: ReferralContext,
  input: ConsentInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer> | Refusal {
  const { referral, profile } = referralContext
  const refusal = whenNotNow(referralContext, input, context) ?? whenNotValid(referralContext, input)
  if (refusal) return refusal
  const said = saidNow(referralContext, input, context)
  if (isRefusal(said)) return said
  const consent = withSecond(referralContext, said, context)
  const waits =
    consent.againstNo && !consent.second
      ? startClock(profile, context, {
          event: 'no-overridden',
          until: 'override-confirmed',
          risk: referral.risk,
          at: context.now.toISOString(),
          about: consent.id,
        })
      : undefined
  const next = changed(referral, {
    caregiver: input.caregiver ?? referral.caregiver,
    consents: [...referral.consents, consent],
    clocks: waits ? [...referral.clocks, waits] : referral.clocks,
  })
  return { changes: [{ change: 'keep-referral', referral: next }], events: [], answer: answerOf(next) }
}

function whenNotNow({ referral }: ReferralContext, input: ConsentInput, { actor }: Context): Refusal | undefined {
  const sides = sidesOf(actor, referral)
  if (!sides.includes('sender') && !sides.includes('coordinator')) return refuse('referral-not-yours', { status: 403 })
  if (hasEnded(referral.state))
    return refuse('referral-step-not-possible', { params: { state: referral.state, move: 'consent' } })
  const unwritten = whenUnwritten(referral)
  if (unwritten) return unwritten
  const caregiver = input.caregiver ?? referral.caregiver
  // The second person of a withdrawal would be none if one worker could first call the caregiver safe.
  const eased =
    (referral.caregiver === 'under-concern' && caregiver !== 'under-concern') ||
    (referral.sentAt !== undefined && referral.caregiver !== 'safe' && caregiver === 'safe')
  if (eased && !mayDecideAlone(actor))
    return refuse('caregiver-change-reserved', {
      status: 403,
      fields: [{ path: 'caregiver', code: 'not-possible' }],
    })
  return undefined
}

function whenNotValid({ referral, profile, authority }: ReferralContext, input: ConsentInput): Refusal | undefined {
  if (input.basis === 'withdrawal') return refuse('referral-step-not-possible', { status: 422 })
  if (input.wish !== undefined)
    return dutyToTell(profile, authority?.kind) && input.basis === 'override'
      ? undefined
      : refuse('duty-to-report-absent', { status: 422, fields: [{ path: 'wish', code: 'not-possible' }] })
  if (input.basis === 'override') return checkOverride(input, profile)
  return checkWord(input, input.caregiver ?? referral.caregiver)
}

/** The word with its recipients, purpose, facts and end. */
function saidNow(
  { referral, profile, authority }: ReferralContext,
  input: ConsentInput,
  context: Context,
): Consent | Refusal {
  const byLaw = input.wish !== undefined && authority ? smallShare(authority.kind) : undefined
  const groups = input.groups.filter((group) => byLaw?.includes(group) ?? true)
  if (groups.length === 0)
    return refuse('duty-to-report-narrower', { status: 422, fields: [{ path: 'groups', code: 'not-possible' }] })
  const { expiresAfterDays } = profile.consent
  const days = Math.min(input.expiresAfterDays ?? expiresAfterDays, expiresAfterDays)
  const named = input.recipients !== undefined || input.kinds !== undefined
  const reason = input.reason?.trim()
  return {
    id: context.newId(),
    basis: input.basis,
    childTold: input.childTold,
    at: toldTime(input.occurredAt, context.now, referral.draftedAt),
    recordedBy: context.actor.id,
    // The law is about the kind: should this authority decline, the next one is told without a second talk.
    kinds: byLaw && authority ? [authority.kind] : named ? [...(input.kinds ?? [])] : kindsWithoutName(input.basis),
    recipients: byLaw && authority ? [authority.id] : [...(input.recipients ?? [])],
    purpose: input.purpose ?? referral.purpose,
    groups,
    // Counted from the node's own time: a told time must not decide whether a yes still counts.
    expiresAt: new Date(context.now.getTime() + days * dayMillis).toISOString(),
    ...(input.basis === 'override'
      ? { ground: input.wish === undefined ? input.ground : ('statutory-duty' as const), decidedBy: context.actor.id }
      : {
          givenBy: input.givenBy,
          ...(input.givenBy === 'guardian' && { guardian: input.guardian }),
          ...(isYes(input) && { given: input.given }),
        }),
    ...(input.wish !== undefined && { wish: input.wish }),
    ...(reason && { reason }),
  }
}

/**
 * Marks a decision that goes against the child's no. A supervisor or coordinator who did not write the referral is the
 * second person already.
 */
function withSecond({ referral, authority }: ReferralContext, word: Consent, { actor, now }: Context): Consent {
  if (word.basis !== 'override' || word.wish !== undefined) return word
  const recipient = authority ?? { id: '', kind: 'child-protection' as const }
  const words = countedWords(referral, ['child'])
  const against = word.groups.some((group) =>
    childSaysNo(words, { recipient, group, purpose: referral.purpose, now: now.toISOString() }),
  )
  if (!against) return word
  const second = mayDecideAlone(actor) && actor.id !== referral.senderId
  return {
    ...word,
    againstNo: true,
    ...(second && { second: { by: actor.id, at: now.toISOString(), opinion: 'confirmed' as const } }),
  }
}

function isYes({ basis }: Pick<ConsentInput, 'basis'>): boolean {
  return basis === 'consent' || basis === 'assent'
}

function checkOverride(input: ConsentInput, { consent }: JurisdictionProfile): Refusal | undefined {
  if (input.ground === undefined || !consent.overrides.some(({ ground }) => ground === input.ground))
    return refuse('legal-reason-missing', { status: 422, fields: [{ path: 'ground', code: 'required' }] })
  if (!input.reason?.trim())
    return refuse('reason-needed', { status: 422, fields: [{ path: 'reason', code: 'reason-needed' }] })
  return undefined
}

/** Whether this person can speak here at all, as far as it is known. */
export function checkGiver(givenBy: ConsentInput['givenBy'], caregiver: Referral['caregiver']): Refusal | undefined {
  if (givenBy === undefined)
    return refuse('consent-giver-missing', { status: 422, fields: [{ path: 'givenBy', code: 'required' }] })
  if (givenBy === 'caregiver' && caregiver === 'under-concern') return refuse('caregiver-not-safe', { status: 422 })
  if (givenBy === 'caregiver' && caregiver !== 'safe') return refuse('caregiver-safety-unknown', { status: 422 })
  return undefined
}

function checkWord(input: ConsentInput, caregiver: Referral['caregiver']): Refusal | undefined {
  const refusal = checkGiver(input.givenBy, caregiver)
  if (refusal) return refusal
  if (input.basis === 'assent' && input.givenBy !== 'child')
    return refuse('assent-not-by-child', { status: 422, fields: [{ path: 'givenBy', code: 'not-possible' }] })
  if (isYes(input) && input.given === undefined)
    return refuse('consent-way-missing', { status: 422, fields: [{ path: 'given', code: 'required' }] })
  return undefined
}
