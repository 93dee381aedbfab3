import { isCertainAdult, lowestReading, type ReadAge } from '#standards/age'
import type { AuthorityKind } from '#standards/codes'
import type { ParkedReason } from './codes.ts'
import type { Authority, Mandate } from './model.ts'
import { isOnCall } from './on-call.ts'

export interface RouteQuestion {
  country: string
  /** The place and its enclosing places, nearest first; empty if not known. */
  places: readonly string[]
  /** Age now. Absent if not known: doubt means child. */
  age?: ReadAge | undefined
  /** Age at the time of the acts. It decides which law protects, never who has the mandate. */
  ageAtActs?: ReadAge | undefined
  concerns: readonly string[]
  immediateDanger: boolean
  at: Date
  timeZone: string
}

/** Why an authority is in the list. Each code is a sentence in the catalogue. */
export type RouteReason =
  | { code: 'place'; place: string }
  | { code: 'whole-country' }
  | { code: 'place-not-known' }
  | { code: 'age'; from: number; to: number }
  | { code: 'age-not-known' }
  | { code: 'any-concern' }
  | { code: 'concern'; concern: string }
  | { code: 'concern-not-known' }
  | { code: 'child-protection-first' }
  | { code: 'adult-services-first' }
  | { code: 'child-at-the-acts' }
  | { code: 'on-call-now' }
  | { code: 'not-on-call-now' }

export interface Route {
  authority: Authority
  mandate: Mandate
  /** 'lead' is the one authority that must act. The others work alongside and never replace it. */
  part: 'lead' | 'alongside'
  onCall: boolean
  why: RouteReason[]
}

export interface Routing {
  routes: Route[]
  /**
   * Set if no authority that can lead has the mandate, or none is on call in danger. The coordinator then decides.
   */
  forCoordinator?: ParkedReason
}

/**
 * The authorities with the mandate for this place, age now and concern. The child-protection authority is always first
 * (reference 02, R4); police, health and others work alongside. Only for somebody who is certainly an adult now do adult
 * services come first; if they were a child when it happened, they keep a child's rights in every proceeding (R2). In
 * immediate danger an authority on call comes before one that is not. If none has the mandate, the referral waits for
 * the national coordinator. It is never dropped.
 */
export function routeReferral(authorities: readonly Authority[], question: RouteQuestion): Routing {
  const routes = authorities
    .filter((authority) => authority.active && authority.country === question.country)
    .flatMap((authority) => findRoute(authority, question) ?? [])
    .sort((a, b) => compare(a, b, question))
  const lead = leadersOf(question)
    .map((kind) => routes.find((route) => route.authority.kind === kind))
    .find((route) => route !== undefined)
  const marked = routes.map(
    (route): Route =>
      route === lead ? { ...route, part: 'lead', why: [...route.why, ...reasonsToLead(lead, question)] } : route,
  )
  // An age may be a guess or a slip. In immediate danger it must not exclude a child-protection authority (reference
  // 02, R3).
  if (!lead && question.immediateDanger && question.age)
    return routeReferral(authorities, { ...question, age: undefined })
  if (!lead)
    return { routes: marked, forCoordinator: question.places.length === 0 ? 'place-unknown' : 'nobody-mandated' }
  if (question.immediateDanger && !lead.onCall) return { routes: marked, forCoordinator: 'nobody-on-call' }
  return { routes: marked }
}

/** The kinds of authority that may lead, first choice first. */
function leadersOf({ age }: RouteQuestion): AuthorityKind[] {
  return isCertainAdult(age) ? ['adult-services', 'child-protection'] : ['child-protection']
}

function reasonsToLead({ authority }: Route, { age, ageAtActs }: RouteQuestion): RouteReason[] {
  const first = authority.kind === 'adult-services' ? 'adult-services-first' : 'child-protection-first'
  const keepsRights = isCertainAdult(age) && !isCertainAdult(ageAtActs)
  return [{ code: first }, ...(keepsRights ? [{ code: 'child-at-the-acts' } as const] : [])]
}

function findRoute(authority: Authority, question: RouteQuestion): Route | undefined {
  const fitting = authority.mandates
    .flatMap((mandate) => {
      const why = reasonsOf(mandate, authority, question)
      return why ? [{ mandate, why }] : []
    })
    .sort((a, b) => depth(a.mandate, question) - depth(b.mandate, question))
  const best = fitting[0]
  if (!best) return undefined
  const onCall = isOnCall(authority, question.at, question.timeZone)
  const why = question.immediateDanger
    ? [...best.why, { code: onCall ? 'on-call-now' : 'not-on-call-now' } as const]
    : best.why
  return { authority, mandate: best.mandate, part: 'alongside', onCall, why }
}

function reasonsOf(mandate: Mandate, authority: Authority, question: RouteQuestion): RouteReason[] | undefined {
  const place = reasonOfPlace(mandate, question)
  const age = reasonOfAge(mandate, question)
  const concern = reasonOfConcern(mandate, authority, question)
  return place && age && concern ? [place, age, concern] : undefined
}

function reasonOfPlace(mandate: Mandate, { places, country }: RouteQuestion): RouteReason | undefined {
  const covered = places.find((place) => mandate.places.includes(place))
  if (covered !== undefined && covered !== country) return { code: 'place', place: covered }
  // A place in another country is outside every mandate of this country.
  if (!mandate.places.includes(country) || (places.length > 0 && !places.includes(country))) return undefined
  return places.length === 0 ? { code: 'place-not-known' } : { code: 'whole-country' }
}

function reasonOfAge(mandate: Mandate, { age }: RouteQuestion): RouteReason | undefined {
  const { from, to } = mandate.ages
  // Unknown or in doubt counts as a child, so every mandate that includes any child matches (reference 02, R3).
  if (!age) return from < 18 ? { code: 'age-not-known' } : undefined
  return lowestReading(age) <= to && age.to >= from ? { code: 'age', from, to } : undefined
}

function reasonOfConcern(mandate: Mandate, authority: Authority, { concerns }: RouteQuestion): RouteReason | undefined {
  const { concerns: covered } = mandate
  if (covered === 'any') return { code: 'any-concern' }
  const concern = covered.find((kind) => concerns.includes(kind))
  if (concern !== undefined) return { code: 'concern', concern }
  const notKnown = concerns.length === 0 || concerns.includes('not-known')
  return notKnown && authority.kind === 'child-protection' ? { code: 'concern-not-known' } : undefined
}

function compare(a: Route, b: Route, question: RouteQuestion): number {
  const leaders = leadersOf(question)
  const place = ({ authority: { kind } }: Route): number =>
    leaders.includes(kind) ? leaders.indexOf(kind) : leaders.length
  if (place(a) !== place(b)) return place(a) - place(b)
  const answering = question.immediateDanger ? Number(b.onCall) - Number(a.onCall) : 0
  return (
    answering || depth(a.mandate, question) - depth(b.mandate, question) || (a.authority.id < b.authority.id ? -1 : 1)
  )
}

/** Levels between the place and the place of the mandate; 0 is the place itself. */
function depth(mandate: Mandate, { places }: RouteQuestion): number {
  const index = places.findIndex((place) => mandate.places.includes(place))
  return index === -1 ? places.length : index
}
