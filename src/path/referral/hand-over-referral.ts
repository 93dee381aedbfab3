import type { Context, Decision } from '#kernel/perform'
import {
  answerOf,
  changed,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'
import { isOpen } from '#standards'
import { hasEnded } from './referral-states.ts'

export interface LeftState extends ReferralContext {
  /** An active person is where the referral waits: with the sender of a draft, later at the desk of an authority that still exists. */
  dutyThere: boolean
  senderThere: boolean
}

/**
 * The people who had the referral have left. A draft goes to the sender's colleagues at the triage desk; where nobody is
 * left, the national coordinator decides. Saving it again gives it the lists and the access of those who are there.
 */
export function handOverReferral(
  { referral, dutyThere, senderThere }: LeftState,
  _input: unknown,
  { now }: Context,
): Decision<ReferralChange, ReferralAnswer> {
  if (hasEnded(referral.state)) {
    // What is owed to the child's word goes on; saving puts it before those who are there.
    const owed = referral.clocks.some(isOpen)
    return {
      changes: owed ? [{ change: 'keep-referral', referral: changed(referral, {}) }] : [],
      events: [],
      answer: answerOf(referral),
    }
  }
  const left = !dutyThere || (referral.state === 'draft' && !senderThere)
  const next = changed(referral, {
    ...(left && { handedOverAt: now.toISOString() }),
    ...(!dutyThere && { parked: referral.parked ?? 'nobody-there' }),
  })
  return { changes: [{ change: 'keep-referral', referral: next }], events: [], answer: answerOf(next) }
}
