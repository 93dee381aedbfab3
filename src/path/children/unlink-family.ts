import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { ChildState } from './child-state.ts'
import { familyUnlinked } from './events.ts'
import type { UnlinkInput } from './model.ts'

export interface UnlinkState {
  readonly child: ChildState
  readonly link: {
    /** The record that has the link: the child's, or one merged into it. */
    readonly childId: string
    readonly relativeId: string | null
    readonly relation: string
    readonly removed: boolean
  }
}

export interface FamilyUnlinked {
  readonly kind: 'unlink'
  readonly linkId: string
  readonly childId: string
  readonly relativeId: string | null
  readonly reason: string
}

/**
 * Removes a wrong relative, with a reason. It stays in the history. The other side of a link between two registered
 * children goes with it; the reason stays with the record where it was written.
 */
export function unlinkFamily(
  { child, link }: UnlinkState,
  { linkId, reason }: UnlinkInput,
  context: Context,
): Decision<FamilyUnlinked, { id: string; linkId: string }, EventOf<typeof familyUnlinked>> | Refusal {
  if (child.status === 'merged') return refuse('child-merged')
  if (link.removed) return refuse('family-removed')
  const { childId, relativeId, relation } = link
  return {
    changes: [{ kind: 'unlink', linkId, childId, relativeId, reason }],
    events: [familyUnlinked.of(child.id, { linkId, relation, relativeId }, context)],
    answer: { id: child.id, linkId },
  }
}
