import type { Context, Decision } from '#kernel/perform'
import type { RecordGrant } from '#path/children'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'

/**
 * State for the node's changes to a screening after events elsewhere on the path. Without a screening it does nothing.
 */
export interface FollowState {
  state: ScreeningState | undefined
  /** The desk that is now responsible for the child. */
  deskScope?: number | undefined
  /** By record of the child: who has access to that record. */
  childGrants?: readonly RecordGrant[] | undefined
  /** An active person still has the screening before them. */
  attended?: boolean | undefined
}

type Followed = Decision<ScreeningChange, { screenings: number }>

const nothing: Followed = { changes: [], events: [], answer: { screenings: 0 } }

/**
 * After a referral: gives the authority's desk access to the screening, so that the child is not asked again. If the
 * referral is about another record of the child, the access ends when the merge of the two is undone.
 */
export function openScreeningTo(
  { state, deskScope }: FollowState,
  { childId }: { childId?: string | undefined },
): Followed {
  if (!state || deskScope === undefined) return nothing
  const own = state.screening.childId
  const recordId = childId !== undefined && own !== undefined && childId !== own ? childId : undefined
  const known = recordId === undefined ? state.ownScopes : grantedBy(state, recordId)
  if (known.includes(deskScope)) return nothing
  return {
    ...nothing,
    changes: [{ kind: 'opened-to', scope: deskScope, ...(recordId && { recordId }) }],
    answer: { screenings: 1 },
  }
}

function grantedBy({ childGrants }: ScreeningState, recordId: string): number[] {
  return childGrants.filter((grant) => grant.recordId === recordId).flatMap(({ scopes }) => scopes)
}

/** After registration: links a screening that had only a concern to the child. */
export function nameChildOfScreening({ state, childGrants = [] }: FollowState, input: { childId: string }): Followed {
  if (!state || state.screening.childId !== undefined) return nothing
  return {
    ...nothing,
    changes: [{ kind: 'child-named', childId: input.childId, childGrants: [...childGrants] }],
    answer: { screenings: 1 },
  }
}

/** The people who had the screening have left. Saving it again gives it to those who stand in for them. */
export function handOverScreening({ state, attended }: FollowState, _input: unknown, { now }: Context): Followed {
  if (!state || attended || state.screening.outcomes.length > 0) return nothing
  return { ...nothing, changes: [{ kind: 'handed-over', at: now.toISOString() }], answer: { screenings: 1 } }
}
