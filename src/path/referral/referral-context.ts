import type { Actor } from '#kernel/actor'
import type { Context } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import type { JurisdictionProfile } from '#standards'
import { readingSide, type ReadingSide, type ReferralState } from './codes.ts'
import type { Authority, Message, Referral } from './model.ts'
import { findStep, type Move, type Side } from './referral-states.ts'
import { routeReferral } from './route-referral.ts'

/** State for decisions about one referral. */
export interface ReferralContext {
  referral: Referral
  profile: JurisdictionProfile
  authority?: Authority | undefined
  /** The referral to child protection, if this one is alongside it. */
  lead?: Referral | undefined
  /** The next authority that a decline names. */
  nextAuthority?: Authority | undefined
  /** Somebody found that the child is in high danger, or may be a victim; for a command that ends protection. */
  grave?: boolean | undefined
  /** The authorities that can take a referral now, for a command that chooses one. */
  reachable?: readonly Authority[] | undefined
}

/** Changes of a decision. A referral is written completely with its deadlines, and its version increased. */
export type ReferralChange =
  | { change: 'keep-referral'; referral: Referral }
  | { change: 'keep-message'; referral: Referral; message: Message }
  | { change: 'see-messages'; referral: Referral; messageIds: readonly string[]; by: readonly ReadingSide[] }

/** The answer of every command about a referral. */
export interface ReferralAnswer {
  id: string
  version: number
  state: ReferralState
}

const senderRoles = ['worker', 'triage', 'caseworker', 'authority', 'supervisor'] as const
const receiverRoles = ['authority', 'supervisor'] as const

/** The sides of a person. An authority has no side before the referral is sent to it. */
export function sidesOf(actor: Actor, referral: Referral): Side[] {
  if (actor.kind === 'node') return ['node']
  if (actor.kind !== 'account') return []
  const sides: Side[] = []
  const holds = (roles: readonly string[]): boolean => actor.roles.some((role) => roles.includes(role))
  if (actor.agencyId !== undefined && actor.agencyId === referral.senderAgencyId && holds(senderRoles))
    sides.push('sender')
  if (
    actor.agencyId !== undefined &&
    actor.agencyId === referral.authorityAgencyId &&
    referral.sentAt !== undefined &&
    holds(receiverRoles)
  )
    sides.push('receiver')
  if (actor.roles.includes('coordinator')) sides.push('coordinator')
  return sides
}

/** The sides of a person before which messages wait. */
export function readingSidesOf(actor: Actor, referral: Referral): ReadingSide[] {
  const sides = sidesOf(actor, referral)
  return readingSide.values.filter((side) => sides.includes(side))
}

/** Whoever decides, as a second person, what takes protection from a child who may be in danger. */
export function mayDecideAlone({ roles }: Actor): boolean {
  return roles.includes('supervisor') || roles.includes('coordinator')
}

/** The next state of a move, or why this person cannot make it now. */
export function takeStep(referral: Referral, move: Move, actor: Actor): ReferralState | Refusal {
  const step = findStep(referral.state, move)
  const sides = sidesOf(actor, referral)
  if (sides.length === 0) return refuse('referral-not-yours', { status: 403 })
  if (!step) return refuse('referral-step-not-possible', { params: { state: referral.state, move } })
  if (!step.by.some((side) => sides.includes(side)))
    return refuse('referral-step-not-yours', { status: 403, params: { move } })
  return step.to
}

/** The refusal if nobody works at this authority. It names those that can take the referral. */
export function whenUnattended(
  { referral, profile, reachable }: ReferralContext,
  { id }: Authority,
  { actor, now }: Context,
): Refusal | undefined {
  if (!reachable || reachable.some((authority) => authority.id === id)) return undefined
  const { routes } = routeReferral(reachable, {
    ...referral,
    immediateDanger: referral.risk === 'immediate',
    at: now,
    timeZone: profile.timeZone,
  })
  const names = routes.map(({ authority: { name } }) => name[actor.language ?? 'en'] ?? name['en'] ?? '')
  return refuse('authority-unattended', { status: 422, params: { count: names.length, agencies: names.join(', ') } })
}

/** The refusal while nobody has written what is asked for, what is shared and what is known about the caregiver. */
export function whenUnwritten({ prepared }: Referral): Refusal | undefined {
  return prepared ? refuse('referral-not-written') : undefined
}

export function answerOf(referral: Referral): ReferralAnswer {
  return { id: referral.id, version: referral.version, state: referral.state }
}

/** The changed referral, with its version increased. */
export function changed(referral: Referral, fields: Partial<Referral>): Referral {
  return { ...referral, ...fields, version: referral.version + 1 }
}
