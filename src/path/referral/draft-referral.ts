import { refuse, type Refusal } from '#kernel/refusal'
import type { Context, Decision } from '#kernel/perform'
import { toldTime } from '#kernel/told-time'
import { startClock, type JurisdictionProfile } from '#standards'
import type { Authority, Referral } from './model.ts'
import { routeReferral, type Route, type RouteQuestion, type Routing } from './route-referral.ts'
import { smallShare, usualPurpose } from './share-defaults.ts'
import { takeOverPrepared } from './take-over-prepared.ts'
import { answerOf, type ReferralAnswer, type ReferralChange } from './referral-context.ts'
import type { DraftInput } from './inputs.ts'

/** State of the child and the concern for writing a referral. */
export interface DraftState {
  /** Those that can take a referral now. */
  authorities: readonly Authority[]
  /** Active authorities at whose desk nobody works. */
  unattended?: readonly Authority[]
  /** The referral that the node opened after a decision, and that waits for this person to write it. */
  prepared?: Referral | undefined
  profile: JurisdictionProfile
  /** Somebody of the child's family may be part of what happens to the child. */
  familyUnderConcern?: boolean
  subject: Pick<
    Referral,
    'childId' | 'concernId' | 'country' | 'places' | 'age' | 'ageAtActs' | 'concerns' | 'risk' | 'eventAt'
  >
}

export interface DraftAnswer extends ReferralAnswer {
  alongsideIds: string[]
}

/**
 * Writes a referral to the authority that leads, and one alongside it for each other chosen authority. If no authority has the mandate, the draft waits for the national coordinator. Nothing is sent yet. A
 * referral that the node prepared after a decision is written now, instead of making a second one.
 */
export function draftReferral(
  state: DraftState,
  input: DraftInput,
  context: Context,
): Decision<ReferralChange, DraftAnswer> | Refusal {
  if (input.requests.length === 0)
    return refuse('referral-request-missing', { status: 422, fields: [{ path: 'requests', code: 'required' }] })
  if (input.share.length === 0)
    return refuse('referral-facts-missing', { status: 422, fields: [{ path: 'share', code: 'required' }] })
  const routing = routeFor(state, context.now)
  const lead = routing.routes.find((route) => route.part === 'lead')
  const alongside = (input.alongsideIds ?? []).map((id) =>
    routing.routes.find((route) => route.authority.id === id && route.part === 'alongside'),
  )
  if (alongside.some((route) => route === undefined)) return refuse('authority-not-mandated', { status: 422 })
  const clocked = (referral: Referral): Referral => withSendClock(referral, state.profile, context)
  const written = clocked(newReferral(state, input, context, lead, routing))
  const first = state.prepared ? takeOverPrepared(state.prepared, written) : written
  const others = alongside.map((route) =>
    clocked({
      ...newReferral(state, input, context, route, routing, first.id),
      decided: state.prepared?.prepared,
    }),
  )
  return {
    changes: [first, ...others].map((referral) => ({ change: 'keep-referral', referral })),
    events: [],
    answer: { ...answerOf(first), alongsideIds: others.map(({ id }) => id) },
  }
}

/** What decides which authorities have the mandate. */
function questionOf({ profile, subject }: DraftState, at: Date): RouteQuestion {
  return {
    country: subject.country,
    places: subject.places,
    age: subject.age,
    ageAtActs: subject.ageAtActs,
    concerns: subject.concerns,
    immediateDanger: subject.risk === 'immediate',
    at,
    timeZone: profile.timeZone,
  }
}

export function routeFor(state: DraftState, at: Date): Routing {
  const routing = routeReferral(state.authorities, questionOf(state, at))
  if (routing.routes.some(({ part }) => part === 'lead')) return routing
  const absent = unattendedFor(state, at).some(({ part }) => part === 'lead')
  return absent ? { ...routing, forCoordinator: 'nobody-there' } : routing
}

/** The authorities with the mandate where nobody works at present. */
export function unattendedFor(state: DraftState, at: Date): Route[] {
  return routeReferral(state.unattended ?? [], questionOf(state, at)).routes
}

/**
 * A draft to one authority. Without an authority it waits for the coordinator, with the reason. One that works alongside
 * gets the small share of its kind and no note, until a person says otherwise.
 */
export function newReferral(
  { subject, familyUnderConcern }: DraftState,
  input: DraftInput,
  context: Context,
  route: Route | undefined,
  routing: Routing,
  leadId?: string,
): Referral {
  const id = context.newId()
  const { actor, now } = context
  return {
    id,
    version: 1,
    chainId: id,
    state: 'draft',
    ...subject,
    // What the child's record says of the family stands above what the sender knows of it.
    caregiver: familyUnderConcern ? 'under-concern' : input.caregiver,
    requests: input.requests,
    ...(leadId !== undefined && route
      ? { share: smallShare(route.authority.kind) }
      : { share: input.share, note: input.note }),
    purpose: usualPurpose(route?.authority.kind),
    leadId,
    senderAgencyId: actor.agencyId,
    senderId: actor.id,
    authorityId: route?.authority.id,
    authorityAgencyId: route?.authority.agencyId,
    parked: leadId === undefined ? routing.forCoordinator : undefined,
    declinedBy: [],
    consents: [],
    clocks: [],
    draftedAt: toldTime(input.occurredAt, now),
    escalatedTo: 'nobody',
  }
}

function withSendClock(referral: Referral, profile: JurisdictionProfile, context: Context): Referral {
  const start = startClock(profile, context, {
    event: 'referral-drafted',
    until: 'referral-sent',
    risk: referral.risk,
    at: referral.draftedAt,
  })
  return start ? { ...referral, clocks: [start] } : referral
}
