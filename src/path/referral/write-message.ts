import { refuse, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import type { Message } from './model.ts'
import {
  answerOf,
  sidesOf,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/** Adds a message between sender and authority. Only after the referral is sent. */
export function writeMessage(
  { referral }: ReferralContext,
  input: { text: string },
  context: Context,
): Decision<ReferralChange, ReferralAnswer> | Refusal {
  const sides = sidesOf(context.actor, referral)
  const side = sides.find((candidate): candidate is Message['side'] => candidate !== 'node')
  if (!side) return refuse('referral-not-yours', { status: 403 })
  if (referral.sentAt === undefined) return refuse('referral-not-sent')
  const text = input.text.trim()
  if (text === '') return refuse('message-empty', { status: 422, fields: [{ path: 'text', code: 'required' }] })
  const { actor, now } = context
  const message: Message = {
    id: context.newId(),
    side,
    authorId: actor.id,
    at: now.toISOString(),
    text,
    ...(actor.agencyId && { agencyId: actor.agencyId }),
  }
  return {
    changes: [{ change: 'keep-message', referralId: referral.id, message }],
    events: [],
    answer: answerOf(referral),
  }
}
