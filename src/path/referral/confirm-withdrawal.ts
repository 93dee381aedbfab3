import { refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { meetAfter } from './clocks.ts'
import type { ShareGroup } from './codes.ts'
import { withdrawalConfirmed } from './events.ts'
import type { ConfirmWithdrawalInput } from './inputs.ts'
import type { Referral } from './model.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  sidesOf,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/** With these groups the desk got the records themselves when it accepted, not only the copy that can be erased. */
const opened: readonly ShareGroup[] = ['identity', 'screening']

/**
 * The recipient says what it did with the facts after a yes was taken back. What it deleted, the node deletes from the copy
 * it kept for that desk. To keep them needs words: the law, or the danger.
 */
export function confirmWithdrawal(
  { referral }: ReferralContext,
  input: ConfirmWithdrawalInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof withdrawalConfirmed>> | Refusal {
  if (!sidesOf(context.actor, referral).includes('receiver')) return refuse('referral-not-yours', { status: 403 })
  const word = referral.consents.find(({ id, owed }) => id === input.consentId && owed)
  if (!word) return refuse('withdrawal-unknown', { status: 404 })
  if (word.answer) return refuse('withdrawal-answered')
  const words = input.words?.trim()
  if (input.did.startsWith('kept') && !words)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  if (input.did === 'deleted' && keepsRecords(referral, word.groups))
    return refuse('records-opened', { status: 422, fields: [{ path: 'did', code: 'not-possible' }] })
  const at = context.now.toISOString()
  const answer = { by: context.actor.id, at, did: input.did, ...(words && { words }) }
  const erased = input.did === 'deleted' ? word.groups : []
  const next = changed(referral, {
    consents: referral.consents.map((one) => (one.id === word.id ? { ...one, answer } : one)),
    clocks: meetAfter(referral, 'withdrawal-confirmed', at, word.id),
    share: referral.share.filter((group) => !erased.includes(group)),
    ...(erased.includes('concern') && { note: undefined }),
  })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [withdrawalConfirmed.of(next.id, { ...aboutReferral(next), did: input.did }, context, at)],
    answer: answerOf(next),
  }
}

/** Whether the desk can still open the child's record or the screening, which nobody can take out of its sight. */
export function keepsRecords(
  { acceptedAt, leadId, share }: Pick<Referral, 'acceptedAt' | 'leadId' | 'share'>,
  groups: readonly ShareGroup[],
): boolean {
  return (
    acceptedAt !== undefined &&
    leadId === undefined &&
    opened.some((group) => groups.includes(group) && share.includes(group))
  )
}
