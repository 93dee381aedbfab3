import { isRefusal, refuse, type Refusal } from '#kernel/refusal'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { toldTime } from '#kernel/told-time'
import { isCertainAdult } from '#standards/age'
import { findDuty, startClock, type RunningClock } from '#standards'
import { startTelling } from './after-consent.ts'
import { meetDuties } from './clocks.ts'
import { consentFor } from './consent.ts'
import { whenNotLead } from './firewall.ts'
import type { Authority, Referral } from './model.ts'
import { referralSent } from './events.ts'
import { aboutReferral, dutiesData } from './referral-events.ts'
import {
  answerOf,
  changed,
  takeStep,
  whenUnattended,
  whenUnwritten,
  type ReferralAnswer,
  type ReferralChange,
  type ReferralContext,
} from './referral-context.ts'
import type { SendInput } from './inputs.ts'

const stillWaiting = ['draft', 'withdrawn', 'declined']

/** Care for health and safety in danger never wait for a desk (reference 02, R4). */
function isUrgent({ risk }: Referral, { kind }: Authority): boolean {
  return kind === 'health' || risk === 'immediate'
}

/**
 * Sends a referral. The authority's deadlines count from the time of sending, not of the upload. It needs an authority,
 * and consent or a named person who goes ahead without it. A referral alongside is sent after the one to child
 * protection, unless it cannot wait.
 */
export function sendReferral(
  referralContext: ReferralContext,
  input: SendInput,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralSent>> | Refusal {
  const { referral, authority, lead } = referralContext
  const to = takeStep(referral, 'send', context.actor)
  if (isRefusal(to)) return to
  const unwritten = whenUnwritten(referral)
  if (unwritten) return unwritten
  if (!authority || !authority.active)
    return refuse('authority-missing', { params: { reason: referral.parked ?? 'nobody-mandated' } })
  const unattended = whenUnattended(referralContext, authority, context)
  if (unattended) return unattended
  if (
    input.authorityId !== undefined &&
    input.authorityId !== referral.authorityId &&
    !context.actor.roles.includes('coordinator')
  )
    return refuse('authority-choice-reserved', { status: 403 })
  // Since it was written somebody may have disputed the age, or said a lower one.
  if (referral.leadId === undefined && authority.kind === 'adult-services' && !isCertainAdult(referral.age))
    return refuse('adult-age-in-doubt')
  const notLead = whenNotLead(referral, authority)
  if (notLead) return notLead
  if (referral.leadId !== undefined && !isUrgent(referral, authority) && (!lead || stillWaiting.includes(lead.state)))
    return refuse('lead-referral-not-sent')
  const agreed = consentFor(referral, referralContext.profile, authority, context.now.toISOString())
  if (!agreed.enough)
    return refuse('consent-missing', {
      status: 422,
      params: { gap: agreed.gaps[0] ?? 'nobody-asked' },
      fields: agreed.gaps.map((code) => ({ path: 'consent', code })),
    })
  const whyTold = input.whyTold?.trim()
  if (authority.kind === 'immigration' && !whyTold)
    return refuse('immigration-reason-missing', { status: 422, fields: [{ path: 'whyTold', code: 'reason-needed' }] })
  const chosen = { authorityId: authority.id, authorityAgencyId: authority.agencyId, ...(whyTold && { whyTold }) }
  return sent(
    { ...referralContext, referral: { ...referral, ...chosen } },
    toldTime(input.occurredAt, context.now, referral.draftedAt),
    context,
  )
}

/**
 * The sent referral with its deadlines. The node uses it too, in immediate danger. `at` is when the sender says it was
 * sent. The duty to send is met when it arrives here, so a late sending never looks punctual.
 */
export function sent(
  { referral, profile, authority }: ReferralContext,
  at: string,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralSent>> {
  const arrivedAt = context.now.toISOString()
  const starts = startDuties(referral, profile, at, context)
  const met = meetDuties(referral, ['referral-sent'], arrivedAt)
  const telling = startTelling(referral, { profile }, arrivedAt, context)
  const clocks = [...met.clocks, ...starts, ...telling]
  const next = changed(met, {
    state: 'sent',
    sentAt: at,
    sharedUnder: authority && consentFor(referral, profile, authority, arrivedAt).under,
    clocks,
    parked: referral.parked === 'nobody-on-call' ? referral.parked : undefined,
  })
  return {
    changes: [{ change: 'keep-referral', referral: next }],
    events: [
      referralSent.of(
        next.id,
        { ...aboutReferral(next), alongside: next.leadId !== undefined, arrivedAt, clocks: dutiesData(clocks) },
        context,
        at,
      ),
    ],
    answer: answerOf(next),
  }
}

/** New deadlines of the authority's duties. A referral in a chain keeps those of the first. */
function startDuties(
  referral: Referral,
  profile: ReferralContext['profile'],
  at: string,
  context: Context,
): RunningClock[] {
  const event = {
    event: 'referral-sent',
    risk: referral.risk,
    at: referral.risk === 'immediate' ? referral.eventAt : at,
  }
  return (['referral-acknowledged', 'referral-accepted'] as const)
    .filter((until) => findDuty(referral.clocks, until) === undefined)
    .flatMap((until) => startClock(profile, context, { ...event, until }) ?? [])
}
