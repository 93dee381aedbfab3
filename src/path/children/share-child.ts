import { z } from 'zod'
import type { Decision } from '#kernel/perform'
import type { ChildState } from './child-state.ts'

export const shareInput = z.object({ id: z.uuid(), scopes: z.array(z.int().min(0)).min(1).max(50) })

export interface ChildShared {
  readonly id: string
  readonly ownScopes: readonly number[]
  readonly scopes: readonly number[]
}

/** The child, and after a merge the records it was merged into, nearest first. */
export type ChildAndStanding = readonly [ChildState, ...ChildState[]]

/**
 * Gives further desks and people access to a child, for a referral or a case. The grant belongs to the record it was
 * made for. Whatever that record is merged into is in sight with it, as long as the merge holds.
 */
export function shareChild(
  [child, ...standing]: ChildAndStanding,
  { scopes }: z.infer<typeof shareInput>,
): Decision<ChildShared, { id: string; version: number }> {
  const added = (known: readonly number[]): number[] => [...new Set([...known, ...scopes])]
  const lacks = (known: readonly number[]): boolean => scopes.some((scope) => !known.includes(scope))
  const own: ChildShared[] = lacks(child.ownScopes)
    ? [{ id: child.id, ownScopes: added(child.ownScopes), scopes: added(child.scopes) }]
    : []
  const above = standing.flatMap(({ id, ownScopes, scopes: sight }): ChildShared[] =>
    lacks(sight) ? [{ id, ownScopes, scopes: added(sight) }] : [],
  )
  return {
    changes: [...own, ...above],
    events: [],
    answer: { id: child.id, version: child.version + own.length },
  }
}
