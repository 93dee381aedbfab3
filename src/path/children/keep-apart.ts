import type { Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { ChildState } from './child-state.ts'

export interface KeptApart {
  readonly id: string
}

/**
 * A person has decided that similar records are different children. The child leaves the list of possible duplicates.
 */
export function keepApart(child: ChildState): Decision<KeptApart, { id: string }> | Refusal {
  if (child.status === 'merged') return refuse('child-merged')
  return { changes: [{ id: child.id }], events: [], answer: { id: child.id } }
}
