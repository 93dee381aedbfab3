import { refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { withWithdrawal } from './after-consent.ts'
import { meetAfter } from './clocks.ts'
import { overrideConfirmed } from './events.ts'
import type { SecondOpinionInput } from './inputs.ts'
import type { Consent } from './model.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  mayDecideAlone,
  sidesOf,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * A second person says whether it is right to go ahead against the child's no. If not, the decision counts no more; a
 * recipient that already has the facts under it is told and answers, as after a withdrawal.
 */
export function confirmOverride(
  referralContext: ReferralContext,
  input: SecondOpinionInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof overrideConfirmed>> | Refusal {
  const { referral } = referralContext
  const { actor } = context
  const sides = sidesOf(actor, referral)
  if (!sides.includes('sender') && !sides.includes('coordinator')) return refuse('referral-not-yours', { status: 403 })
  const word = referral.consents.find(({ id, againstNo }) => id === input.consentId && againstNo)
  if (!word) return refuse('override-unknown', { status: 404 })
  if (word.second) return refuse('override-answered')
  if (!mayDecideAlone(actor) || actor.id === word.decidedBy) return refuse('second-person-needed', { status: 403 })
  const words = input.words?.trim()
  if (input.opinion === 'not-confirmed' && !words)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const at = context.now.toISOString()
  const second = { by: actor.id, at, opinion: input.opinion, ...(words && { words }) }
  const answered = {
    ...referral,
    consents: referral.consents.map((one) => (one.id === word.id ? { ...one, second } : one)),
    clocks: meetAfter(referral, 'override-confirmed', at, word.id),
  }
  const kept =
    input.opinion === 'confirmed' || referral.sentAt === undefined
      ? answered
      : withWithdrawal({ ...referralContext, referral: answered }, takenBack(word, context), context).referral
  const next = changed(kept, {})
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [overrideConfirmed.of(next.id, { ...aboutReferral(next), opinion: input.opinion }, context, at)],
    answer: answerOf(next),
  }
}

/** Nobody's yes was taken back: the decision was. */
function takenBack(word: Consent, { newId, now, actor }: Context): Consent {
  return {
    id: newId(),
    basis: 'withdrawal',
    decidedBy: actor.id,
    recordedBy: actor.id,
    at: now.toISOString(),
    childTold: 'told',
    kinds: word.kinds,
    recipients: word.recipients,
    purpose: word.purpose,
    groups: word.groups,
  }
}
