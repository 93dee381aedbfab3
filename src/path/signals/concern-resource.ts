import type { Resource } from '#kernel/access/access'
import type { Actor } from '#kernel/actor'
import type { ConcernState } from './concern-state.ts'

export function newConcern(_state: unknown, input: { id: string }): Resource {
  return { kind: 'concern', id: input.id, personal: true }
}

/**
 * The desk responsible for the concern sees everything. Everyone else with access sees the view of the person who
 * raised it.
 */
export function sideOf(actor: Actor, state: ConcernState): 'desk' | 'reporter' {
  const works = actor.roles.includes('triage') || actor.roles.includes('supervisor')
  return works && actor.agencyId === state.deskAgencyId ? 'desk' : 'reporter'
}

export function concernResource(state: ConcernState): Resource {
  return {
    kind: 'concern',
    id: state.id,
    scopes: state.scopes,
    personal: true,
    attrs: { status: state.status, deskAgency: state.deskAgencyId },
  }
}
