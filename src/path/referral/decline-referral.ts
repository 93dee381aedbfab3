import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { acknowledged, acknowledgedEvent } from './acknowledge-referral.ts'
import { findDuty, type RunningClock } from '#standards'
import { isCertainAdult } from '#standards/age'
import { startTelling } from './after-consent.ts'
import { endDuties, isOfTheWay, meetDuties } from './clocks.ts'
import { needsDeclineWords } from './codes.ts'
import { consentFor } from './consent.ts'
import { whenNotNext } from './firewall.ts'
import type { Authority, Referral } from './model.ts'
import { type referralAcknowledged, referralDeclined, referralSent } from './events.ts'
import { aboutReferral, clockData, dutiesData } from './referral-events.ts'
import { smallShare, usualPurpose } from './share-defaults.ts'
import {
  answerOf,
  takeStep,
  whenUnattended,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'
import type { DeclineInput } from './inputs.ts'

export interface DeclineAnswer extends ReferralAnswer {
  nextId: string
  nextState: Referral['state']
}

/**
 * The authority declines with a reason and names the next authority. A new referral is sent at once with the *first*
 * deadline, because a child must not wait again after a referral to the wrong desk. If the consent does not cover the
 * next authority, or none is named, the new referral waits as a draft, and its deadlines keep running.
 */
export function declineReferral(
  referralContext: ReferralContext,
  input: DeclineInput,
  context: Context,
):
  | Decision<
      ReferralChange,
      DeclineAnswer,
      EventOf<typeof referralAcknowledged> | EventOf<typeof referralDeclined> | EventOf<typeof referralSent>
    >
  | Refusal {
  const { referral, nextAuthority } = referralContext
  const to = takeStep(referral, 'decline', context.actor)
  if (isRefusal(to)) return to
  const notNext = whenNotNamed(referralContext, input, context)
  if (notNext) return notNext
  const note = input.note?.trim()
  if (needsDeclineWords(input.reason) && !note)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  if (input.reason === 'no-mandate-age' && !isCertainAdult(referral.age))
    return refuse('age-not-examined', { status: 422, fields: [{ path: 'reason', code: 'not-possible' }] })
  const at = context.now.toISOString()
  const duty = findDuty(referral.clocks, 'referral-accepted')
  const answered = endDuties(meetDuties(acknowledged(referral, at, context), ['referral-accepted'], at), at)
  const ended = { ...answered, state: to, declineReason: input.reason, outcomeNote: note || undefined, endedAt: at }
  const next = { ...nextReferral(referralContext, at, context), keptBy: keeperOf(referral, input) }
  return {
    changes: [
      { change: 'keep-referral', referral: ended },
      { change: 'keep-referral', referral: next },
    ],
    events: [
      ...(referral.acknowledgedAt === undefined ? [acknowledgedEvent(referral, ended, at, context)] : []),
      referralDeclined.of(
        ended.id,
        {
          ...aboutReferral(ended),
          sentAt: ended.sentAt,
          reason: input.reason,
          nextId: next.id,
          nextAuthorityId: nextAuthority?.id,
          ...clockData(duty),
        },
        context,
        at,
      ),
      ...(next.state === 'sent' ? [sentOn(next, ended.id, at, context)] : []),
    ],
    answer: { ...answerOf(ended), nextId: next.id, nextState: next.state },
  }
}

/**
 * Lack of capacity does not end the duty of the authority that leads: it keeps it until another has accepted, and the
 * coordinator sees that (inter-agency case management guidelines, from memory).
 */
function keeperOf({ leadId, keptBy, authorityAgencyId }: Referral, { reason }: DeclineInput): string | undefined {
  return leadId === undefined && reason === 'no-capacity' ? authorityAgencyId : keptBy
}

function sentOn(next: Referral, previousId: string, at: string, context: Context): EventOf<typeof referralSent> {
  const alongside = next.leadId !== undefined
  const data = { ...aboutReferral(next), previousId, alongside, arrivedAt: at, clocks: dutiesData(next.clocks) }
  return referralSent.of(next.id, data, context, at)
}

/** Why the authority cannot name this one as the next. */
function whenNotNamed(
  referralContext: ReferralContext,
  { reason, nextAuthorityId }: DeclineInput,
  context: Context,
): Refusal | undefined {
  const { referral, nextAuthority } = referralContext
  if (nextAuthorityId === undefined) return undefined
  // Whoever may be part of it does not choose who comes next.
  if (reason === 'part-of-it') return refuse('next-authority-not-yours')
  if (!nextAuthority?.active) return refuse('authority-unknown', { status: 422 })
  const unattended = whenUnattended(referralContext, nextAuthority, context)
  if (unattended) return unattended
  if (nextAuthority.id === referral.authorityId) return refuse('next-authority-same', { status: 422 })
  if (referral.declinedBy.includes(nextAuthority.id)) return refuse('next-authority-declined')
  return whenNotNext(referralContext, nextAuthority, { reason, at: context.now })
}

/**
 * What the next authority gets. One of another kind gets no more than its small share of the same facts, for its own
 * purpose, and not the words that were written to the first.
 */
function sharedWith({ share, purpose, note }: Referral, from: Authority | undefined, next: Authority | undefined) {
  if (!next || next.kind === from?.kind) return { share, purpose, note }
  const small = smallShare(next.kind)
  const both = share.filter((group) => small.includes(group))
  return { share: both.length > 0 ? both : small, purpose: usualPurpose(next.kind), note: undefined }
}

function nextReferral(
  { referral, authority, nextAuthority, profile }: ReferralContext,
  at: string,
  context: Context,
): Referral {
  const forNext = { ...referral, ...sharedWith(referral, authority, nextAuthority) }
  const agreed = nextAuthority && consentFor(forNext, profile, nextAuthority, at)
  // Immigration enforcement is never told by the way: somebody gives the reason.
  const covered = agreed?.enough === true && nextAuthority?.kind !== 'immigration'
  const clocks = referral.clocks
    .filter((clock) => clock.level === 0 && isOfTheWay(clock) && clock.until !== 'referral-sent')
    .map(({ metAt: _m, missedAt: _l, stoppedAt: _e, ...clock }): RunningClock => ({ ...clock, id: context.newId() }))
  const {
    id: previousId,
    receivedAt: _r,
    acknowledgedAt: _a,
    declineReason: _d,
    sentAt: _s,
    handedOverAt: _h,
    telling: _t,
    sharedUnder: _u,
    whyTold: _w,
    ...kept
  } = forNext
  return {
    ...kept,
    id: context.newId(),
    version: 1,
    previousId,
    clocks: covered ? [...clocks, ...startTelling(referral, { profile }, at, context)] : clocks,
    // What the declining authority owes for a word taken back stays with it.
    consents: referral.consents.map(({ owed: _o, answer: _n, ...word }) => ({ ...word, id: context.newId() })),
    state: covered ? 'sent' : 'draft',
    ...(covered && { sentAt: at, sharedUnder: agreed.under }),
    declinedBy: [...referral.declinedBy, ...(referral.authorityId ? [referral.authorityId] : [])],
    draftedAt: at,
    escalatedTo: 'nobody',
    authorityId: nextAuthority?.id,
    authorityAgencyId: nextAuthority?.agencyId,
    parked: nextAuthority ? undefined : 'next-authority-unknown',
  }
}
