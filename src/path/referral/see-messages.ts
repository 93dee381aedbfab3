import type { Context, Decision } from '#kernel/perform'
import {
  answerOf,
  readingSidesOf,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/** Someone has these messages on their screen: they no longer wait before that side. */
export function seeMessages(
  { referral }: ReferralContext,
  { messageIds }: { messageIds: readonly string[] },
  context: Context,
): Decision<ReferralChange, ReferralAnswer> {
  const by = readingSidesOf(context.actor, referral)
  return {
    changes: by.length > 0 ? [{ change: 'see-messages', referral, messageIds, by }] : [],
    events: [],
    answer: answerOf(referral),
  }
}
