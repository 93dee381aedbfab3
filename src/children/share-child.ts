import { z } from 'zod'
import type { Decision } from '#kernel/perform'
import type { ChildState } from './child-state.ts'

export const shareInput = z.object({ id: z.uuid(), scopes: z.array(z.int().min(0)).min(1).max(50) })

export interface ChildShared {
  readonly id: string
  readonly scopes: readonly number[]
}

/** The child, and after a merge the records that stand for them now, nearest first. */
export type ChildAndStanding = readonly [ChildState, ...ChildState[]]

/**
 * Brings a child into the sight of further desks and people, as a referral or a case asks. Nobody loses sight.
 * A referral may still name a record that was merged since: then the record that stands comes into sight with it.
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
