import { refuse, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import { readingSide } from './codes.ts'
import type { Message } from './model.ts'
import {
  answerOf,
  sidesOf,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * Adds a message between sender and authority, at any time after the referral was sent. It waits before the other side,
 * also when the referral has ended, until somebody there has looked at it.
 */
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
    unseenBy: readingSide.values.filter((reader) => reader !== side),
    ...(actor.agencyId && { agencyId: actor.agencyId }),
  }
  return {
    changes: [{ change: 'keep-message', referral, message }],
    events: [],
    answer: answerOf(referral),
  }
}
