import { z } from 'zod'
import type { Decision } from '#kernel/perform'
import type { ChildState } from './child-state.ts'

export const shareInput = z.object({ id: z.uuid(), scopes: z.array(z.int().min(0)).min(1).max(50) })

export interface ChildShared {
  readonly id: string
  readonly scopes: readonly number[]
}

/** The child, and after a merge the records it was merged into, nearest first. */
export type ChildAndStanding = readonly [ChildState, ...ChildState[]]

/**
 * Gives further desks and people access to a child, for a referral or a case. Nobody loses access. If a referral names
 * a merged record, access to the kept record comes with it.
 */
export function shareChild(
  records: ChildAndStanding,
  { scopes }: z.infer<typeof shareInput>,
): Decision<ChildShared, { id: string; version: number }> {
  const changes = records.flatMap((record) => {
    const more = scopes.filter((scope) => !record.scopes.includes(scope))
    return more.length > 0 ? [{ id: record.id, scopes: [...record.scopes, ...more] }] : []
  })
  const [{ id, version }] = records
  return {
    changes,
    events: [],
    answer: { id, version: version + (changes.some((change) => change.id === id) ? 1 : 0) },
  }
}
