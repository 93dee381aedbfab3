import { refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { untilTold } from './after-consent.ts'
import { meetAfter } from './clocks.ts'
import { childToldOfSharing } from './events.ts'
import type { TellChildInput } from './inputs.ts'
import { aboutReferral } from './referral-events.ts'
import {
  answerOf,
  changed,
  sidesOf,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'

/**
 * Somebody told the child what was shared, with whom and why (reference 02, R7), or says why it is still not safe. Then
 * there is a new date to look again; it never ends with silence.
 */
export function tellChild(
  { referral, profile }: ReferralContext,
  input: TellChildInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof childToldOfSharing>> | Refusal {
  const sides = sidesOf(context.actor, referral)
  if (!sides.includes('sender') && !sides.includes('coordinator')) return refuse('referral-not-yours', { status: 403 })
  if (referral.sentAt === undefined)
    return refuse('referral-step-not-possible', { params: { state: referral.state, move: 'tell' } })
  const words = input.words?.trim()
  if (input.told === 'not-safe-now' && !words)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const at = context.now.toISOString()
  const met = meetAfter(referral, 'child-told', at)
  const again = input.told === 'not-safe-now' ? untilTold('untold-for-safety', referral, profile, at, context) : []
  const next = changed(referral, {
    clocks: [...met, ...again],
    telling: { told: input.told, by: context.actor.id, at, ...(words && { words }) },
  })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [childToldOfSharing.of(next.id, { ...aboutReferral(next), told: input.told }, context, at)],
    answer: answerOf(next),
  }
}
