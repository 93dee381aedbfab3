import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { startClock } from '#standards'
import { newReferral, routeFor, type DraftState } from './draft-referral.ts'
import type { referralSent } from './events.ts'
import { kindsWithoutName } from './firewall.ts'
import type { Consent, Referral } from './model.ts'
import type { Route, Routing } from './route-referral.ts'
import { sent } from './send-referral.ts'
import { answerOf, type ReferralAnswer, type ReferralChange } from './referral-context.ts'

export interface UrgentAnswer extends ReferralAnswer {
  alongsideIds: string[]
}

/**
 * Immediate danger: the authority on call gets a referral at once, police on call get one alongside, and deadlines
 * count from the time of the danger. It is sent under the country's standing rule for imminent risk, and the person who
 * acknowledges it confirms that by name. If no authority has the mandate, it goes to the national coordinator. `held`: the
 * concern says that police or another body hold the child. Then the node tells the police nothing: first the lawyer, and
 * with the lawyer the body that acts is told the status only (reference 02, R16 and R20).
 */
export function openUrgentReferral(
  { held, ...state }: DraftState & { held?: boolean },
  context: Context,
  sender: { agencyId?: string | undefined; id: string },
): Decision<ReferralChange, UrgentAnswer, EventOf<typeof referralSent>> {
  const routing = routeFor({ ...state, subject: { ...state.subject, risk: 'immediate' } }, context.now)
  const lead = routing.routes.find((route) => route.part === 'lead')
  const police = held
    ? undefined
    : routing.routes.find((route) => route.part === 'alongside' && route.onCall && route.authority.kind === 'police')
  const first = urgentDecision(state, routing, lead, context, sender)
  const alongside = police
    ? [
        urgentDecision(
          state,
          { ...routing, forCoordinator: undefined } as Routing,
          police,
          context,
          sender,
          first.answer.id,
        ),
      ]
    : []
  return {
    changes: [first, ...alongside].flatMap(({ changes }) => changes),
    events: [first, ...alongside].flatMap(({ events }) => events),
    answer: { ...first.answer, alongsideIds: alongside.map(({ answer }) => answer.id) },
  }
}

function urgentDecision(
  state: DraftState,
  routing: Routing,
  route: Route | undefined,
  context: Context,
  sender: { agencyId?: string | undefined; id: string },
  leadId?: string,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralSent>> {
  const input = {
    caregiver: 'unknown',
    requests: ['safety-check', 'protection'],
    share: ['concern', 'identity', 'place', 'safety'],
  } satisfies Pick<Referral, 'caregiver' | 'requests' | 'share'>
  const draft = newReferral(
    state,
    { ...input, requests: [...input.requests], share: [...input.share] },
    context,
    route,
    routing,
    leadId,
  )
  const standing: Consent = {
    id: context.newId(),
    basis: 'override',
    ground: 'imminent-risk',
    standingRule: true,
    childTold: 'not-yet',
    kinds: kindsWithoutName('override'),
    recipients: [],
    purpose: draft.purpose,
    groups: draft.share,
    at: context.now.toISOString(),
    recordedBy: 'node',
  }
  const referral: Referral = {
    ...draft,
    risk: 'immediate',
    senderAgencyId: sender.agencyId,
    senderId: sender.id,
    consents: [standing],
  }
  if (route)
    return sent({ referral, profile: state.profile, authority: route.authority }, context.now.toISOString(), context)
  return park(referral, state, context)
}

/** No authority has the mandate. The deadline to send counts from the danger, so that the wait is visible. */
function park(
  referral: Referral,
  state: DraftState,
  context: Context,
): Decision<ReferralChange, ReferralAnswer, EventOf<typeof referralSent>> {
  const start = startClock(state.profile, context, {
    event: 'referral-drafted',
    until: 'referral-sent',
    risk: 'immediate',
    at: referral.eventAt,
  })
  const parked = start ? { ...referral, clocks: [start] } : referral
  return {
    changes: [{ change: 'keep-referral', referral: parked }],
    events: [],
    answer: answerOf(parked),
  }
}
