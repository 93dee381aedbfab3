import type { Context, Decision } from '#kernel/perform'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'

/**
 * State for the node's changes to a screening after events elsewhere on the path. Without a screening it does nothing.
 */
export interface FollowState {
  state: ScreeningState | undefined
  /** The desk that is now responsible for the child. */
  deskScope?: number | undefined
  /** The scopes of the child. */
  childScopes?: readonly number[] | undefined
  /** An active person still has the screening before them. */
  attended?: boolean | undefined
}

type Followed = Decision<ScreeningChange, { screenings: number }>

const nothing: Followed = { changes: [], events: [], answer: { screenings: 0 } }

/** After a referral: gives the authority's desk access to the screening, so that the child is not asked again. */
export function openScreeningTo({ state, deskScope }: FollowState): Followed {
  if (!state || deskScope === undefined || state.scopes.includes(deskScope)) return nothing
  return {
    ...nothing,
    changes: [{ kind: 'opened-to', scopes: [...state.scopes, deskScope] }],
    answer: { screenings: 1 },
  }
}

/** After registration: links a screening that had only a concern to the child. */
export function nameChildOfScreening({ state, childScopes = [] }: FollowState, input: { childId: string }): Followed {
  if (!state || state.screening.childId !== undefined) return nothing
  const scopes = [...new Set([...state.scopes, ...childScopes])]
  return {
    ...nothing,
    changes: [
      { kind: 'child-named', childId: input.childId },
      { kind: 'opened-to', scopes },
    ],
    answer: { screenings: 1 },
  }
}

/** The people who had the screening have left. Saving it again gives it to those who stand in for them. */
export function handOverScreening({ state, attended }: FollowState, _input: unknown, { now }: Context): Followed {
  if (!state || attended || state.screening.outcomes.length > 0) return nothing
  return { ...nothing, changes: [{ kind: 'handed-over', at: now.toISOString() }], answer: { screenings: 1 } }
}
