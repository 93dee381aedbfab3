import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { toChildRow } from './child-row.ts'
import { allChanges, type ChildState, sightOf } from './child-state.ts'
import { fold } from './fold.ts'
import type { MergeInput } from './model.ts'
import { childrenMerged } from './events.ts'

export interface MergeState {
  readonly kept: ChildState
  readonly merged: ChildState
}

/**
 * Children linked as relatives are two children, even with the same name. `related` looks at everything that is merged
 * into either.
 */
export interface MergeStateWithFamily extends MergeState {
  /** One is noted as a relative of the other, or as an ancestor of an ancestor. */
  readonly related: boolean
}

export interface ChildrenMerge {
  readonly kind: 'merge'
  readonly id: string
  readonly keptId: string
  readonly mergedId: string
  readonly reason: string
}

/**
 * Merges two records of one child. Both histories stay complete: the kept record includes the other's changes, fields
 * that differ show both values until a person decides, and the merge can be undone.
 */
export function mergeChildren(
  { kept, merged, related }: MergeStateWithFamily,
  input: MergeInput,
  context: Context,
):
  | Decision<ChildrenMerge, { id: string; keptId: string; conflicts: string[] }, EventOf<typeof childrenMerged>>
  | Refusal {
  if (kept.id === merged.id) return refuse('child-same', { status: 422 })
  if (kept.status === 'merged' || merged.status === 'merged') return refuse('child-merged')
  if (related) return refuse('children-related')
  const { conflicts } = toChildRow(fold([...allChanges(kept), ...allChanges(merged)]))
  return {
    changes: [{ kind: 'merge', id: input.id, keptId: kept.id, mergedId: merged.id, reason: input.reason }],
    events: [
      childrenMerged.of(kept.id, { mergeId: input.id, mergedId: merged.id, conflicts: conflicts.length }, context),
    ],
    answer: { id: input.id, keptId: kept.id, conflicts: conflicts.map(({ field }) => field) },
  }
}

export function applyMerge({ kept, merged }: MergeState, mergeId: string): MergeState {
  const { id: childId, changes, ownScopes, likelyIds, absorbed } = merged
  return {
    kept: withSight({
      ...kept,
      absorbed: [...kept.absorbed, { mergeId, childId, changes, ownScopes, likelyIds, absorbed }],
    }),
    merged: { ...merged, status: 'merged', mergedInto: kept.id },
  }
}

export function withSight(child: ChildState): ChildState {
  return { ...child, scopes: sightOf(child) }
}
