import type { Change } from './fold.ts'

/** Another child's record that was found to be this child's: its own changes, kept whole, so that it can be taken apart again. */
export interface Absorbed {
  readonly mergeId: string
  readonly childId: string
  readonly changes: readonly Change[]
}

/** Everything a decision about a registered child needs. */
export interface ChildState {
  readonly id: string
  readonly version: number
  readonly scopes: readonly number[]
  readonly agencyId: string | null
  readonly status: 'current' | 'merged'
  /** The record that now stands for this child, while `status` is `merged`. */
  readonly mergedInto: string | null
  readonly changes: readonly Change[]
  readonly absorbed: readonly Absorbed[]
}

/** All changes that make up the child as now known: their own and those of records found to be theirs. */
export function allChanges(child: Pick<ChildState, 'changes' | 'absorbed'>): Change[] {
  return [...child.changes, ...child.absorbed.flatMap(({ changes }) => changes)]
}
