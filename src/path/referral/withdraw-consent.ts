import { refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { toldTime } from '#kernel/told-time'
import { authorityKind } from '#standards/codes'
import { withWithdrawal } from './after-consent.ts'
import { consentWithdrawn } from './events.ts'
import type { SpreadInput, WithdrawConsentInput } from './inputs.ts'
import type { Consent } from './model.ts'
import { checkGiver } from './record-consent.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  sidesOf,
  whenUnwritten,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * The child, or an adult who may speak for them, takes a yes back: for this recipient or everybody, for all facts or some.
 * At any time, and to whoever of the two sides they tell it. A recipient that has the facts only because of that yes is
 * told at once and answers what it did (`after-consent.ts`).
 */
export function withdrawConsent(
  referralContext: ReferralContext,
  input: WithdrawConsentInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof consentWithdrawn>> | Refusal {
  const { referral, authority } = referralContext
  if (sidesOf(context.actor, referral).length === 0) return refuse('referral-not-yours', { status: 403 })
  const unwritten = whenUnwritten(referral)
  if (unwritten) return unwritten
  if (referral.state === 'withdrawn' && referral.sentAt === undefined)
    return refuse('referral-step-not-possible', { params: { state: referral.state, move: 'consent' } })
  const refusal = checkGiver(input.givenBy, referral.caregiver)
  if (refusal) return refusal
  const everybody = input.from === 'everybody' || !authority
  const word: Consent = {
    ...takenBack(input, context, toldTime(input.occurredAt, context.now, referral.draftedAt)),
    kinds: everybody ? [...authorityKind.values] : [],
    recipients: everybody ? [] : [authority.id],
    purpose: referral.purpose,
    ...(input.reason?.trim() && { reason: input.reason.trim() }),
  }
  const { referral: withWord, owed } = withWithdrawal(referralContext, word, context)
  const next = changed(withWord, {})
  const data = {
    ...aboutReferral(next),
    groups: word.groups,
    everybody,
    owed,
    givenBy: input.givenBy,
    ...(word.guardian && { guardian: word.guardian }),
  }
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [consentWithdrawn.of(next.id, data, context, word.at)],
    answer: answerOf(next),
  }
}

function takenBack(
  { givenBy, guardian, groups }: Pick<WithdrawConsentInput, 'givenBy' | 'guardian' | 'groups'>,
  { newId, actor }: Context,
  at: string,
): Pick<Consent, 'id' | 'basis' | 'givenBy' | 'guardian' | 'groups' | 'childTold' | 'at' | 'recordedBy'> {
  return {
    id: newId(),
    basis: 'withdrawal',
    givenBy,
    ...(givenBy === 'guardian' && { guardian }),
    groups: [...groups],
    childTold: 'told',
    at,
    recordedBy: actor.id,
  }
}

/** A withdrawal from everybody, told on one referral, is a word on every other one of the child. */
export function spreadWithdrawal(
  { others }: { others: readonly ReferralContext[] },
  input: SpreadInput,
  context: Context,
): Decision<ReferralChange, { told: number }> {
  const told = others.map((other) =>
    withWithdrawal(
      other,
      {
        ...takenBack(input, context, input.at),
        kinds: [...authorityKind.values],
        recipients: [],
        purpose: other.referral.purpose,
      },
      context,
    ),
  )
  return {
    changes: told.map(({ referral }) => ({ change: 'keep-referral', referral: changed(referral, {}) })),
    events: [],
    answer: { told: told.filter(({ owed }) => owed).length },
  }
}
