import type { Decision } from '#kernel/perform'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'

/** What the node itself does to a screening when something happens elsewhere on the path. No screening: nothing to do. */
export interface FollowState {
  state: ScreeningState | undefined
  /** The desk that now answers for the child. */
  deskScope?: number | undefined
  /** Who sees the child. */
  childScopes?: readonly number[] | undefined
}

type Followed = Decision<ScreeningChange, { screenings: number }>

const nothing: Followed = { changes: [], events: [], answer: { screenings: 0 } }

/** A referral has gone to an authority: its desk sees what was screened, so that the child is not asked again. */
export function openScreeningTo({ state, deskScope }: FollowState): Followed {
  if (!state || deskScope === undefined || state.scopes.includes(deskScope)) return nothing
  return {
    ...nothing,
    changes: [{ kind: 'opened-to', scopes: [...state.scopes, deskScope] }],
    answer: { screenings: 1 },
  }
}

/** The concern's child was found in the register: a screening that knew only the concern now knows the child. */
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
