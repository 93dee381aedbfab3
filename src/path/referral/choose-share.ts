import { refuse, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import type { ShareInput } from './inputs.ts'
import {
  answerOf,
  changed,
  sidesOf,
  whenUnwritten,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/** What this one recipient gets and for what, before it is sent. What was said stays; more facts need more words. */
export function chooseShare(
  { referral }: ReferralContext,
  input: ShareInput,
  { actor }: Context,
): Decision<ReferralChange, ReferralAnswer> | Refusal {
  const sides = sidesOf(actor, referral)
  if (!sides.includes('sender') && !sides.includes('coordinator')) return refuse('referral-not-yours', { status: 403 })
  if (referral.state !== 'draft')
    return refuse('referral-step-not-possible', { params: { state: referral.state, move: 'share' } })
  const unwritten = whenUnwritten(referral)
  if (unwritten) return unwritten
  if (input.share.length === 0)
    return refuse('referral-facts-missing', { status: 422, fields: [{ path: 'share', code: 'required' }] })
  const next = changed(referral, {
    share: [...input.share],
    purpose: input.purpose,
    note: input.note?.trim() || undefined,
  })
  return { changes: [{ change: 'keep-referral', referral: next }], events: [], answer: answerOf(next) }
}
