import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { toChildRow } from './child-row.ts'
import { allChanges } from './child-state.ts'
import { fold } from './fold.ts'
import { type MergeState, withSight } from './merge-children.ts'
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

export interface UndoAnswer {
  id: string
  keptId: string
  restoredId: string
  /** Fields of the kept record to settle: what was decided because of the other record is open again. */
  conflicts: string[]
}

/**
 * Undoes a merge. Both records have what was written in them, also since then. What rests on a value of the restored
 * record is a difference to settle (`fold`).
 */
export function undoMerge(
  state: UndoState,
  input: UndoMergeInput,
  context: Context,
): Decision<MergeUndo, UndoAnswer, EventOf<typeof mergeUndone>> | Refusal {
  if (state.undone) return refuse('merge-undone')
  // Undo a later merge first, because it was decided on top of this one.
  if (state.kept.status === 'merged') return refuse('merge-not-latest')
  const { kept, merged } = applyUndo(state, state.mergeId)
  const { conflicts } = toChildRow(fold(allChanges(kept)))
  return {
    changes: [{ kind: 'undo-merge', id: state.mergeId, keptId: kept.id, restoredId: merged.id, reason: input.reason }],
    events: [mergeUndone.of(kept.id, { mergeId: state.mergeId, restoredId: merged.id }, context)],
    answer: {
      id: state.mergeId,
      keptId: kept.id,
      restoredId: merged.id,
      conflicts: conflicts.map(({ field }) => field),
    },
  }
}

export function applyUndo({ kept, merged }: MergeState, mergeId: string): MergeState {
  return {
    kept: withSight({ ...kept, absorbed: kept.absorbed.filter((one) => one.mergeId !== mergeId) }),
    merged: { ...merged, status: 'current', mergedInto: null },
  }
}
