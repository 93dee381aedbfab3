import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { MergeState } from './merge-children.ts'
import type { UndoMergeInput } from './model.ts'
import { mergeUndone } from './events.ts'

export interface UndoState extends MergeState {
  readonly mergeId: string
  readonly undone: boolean
}

export interface MergeUndo {
  readonly kind: 'undo-merge'
  readonly id: string
  readonly keptId: string
  readonly restoredId: string
  readonly reason: string
}

/** Undoes a merge. Both records are as before. Later changes stay in the record where they were made. */
export function undoMerge(
  state: UndoState,
  input: UndoMergeInput,
  context: Context,
): Decision<MergeUndo, { id: string; keptId: string; restoredId: string }, EventOf<typeof mergeUndone>> | Refusal {
  if (state.undone) return refuse('merge-undone')
  // Undo a later merge first, because it was decided on top of this one.
  if (state.kept.status === 'merged') return refuse('merge-not-latest')
  const { kept, merged } = state
  return {
    changes: [{ kind: 'undo-merge', id: state.mergeId, keptId: kept.id, restoredId: merged.id, reason: input.reason }],
    events: [mergeUndone.of(kept.id, { mergeId: state.mergeId, restoredId: merged.id }, context)],
    answer: { id: state.mergeId, keptId: kept.id, restoredId: merged.id },
  }
}

export function applyUndo({ kept, merged }: MergeState, mergeId: string): MergeState {
  return {
    kept: { ...kept, absorbed: kept.absorbed.filter((one) => one.mergeId !== mergeId) },
    merged: { ...merged, status: 'current', mergedInto: null },
  }
}
