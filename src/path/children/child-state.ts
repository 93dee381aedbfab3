import type { Change } from './fold.ts'

/** A record that was merged into this one, with its own changes, so that the merge can be undone. */
export interface Absorbed {
  readonly mergeId: string
  readonly childId: string
  readonly changes: readonly Change[]
}

/** State for decisions about a registered child. */
export interface ChildState {
  readonly id: string
  readonly version: number
  readonly scopes: readonly number[]
  readonly agencyId: string | null
  readonly status: 'current' | 'merged'
  /** The record this one is merged into, while `status` is `merged`. */
  readonly mergedInto: string | null
  readonly changes: readonly Change[]
  readonly absorbed: readonly Absorbed[]
}

/** All changes of the child: those of the record and of records merged into it. */
export function allChanges(child: Pick<ChildState, 'changes' | 'absorbed'>): Change[] {
  return [...child.changes, ...child.absorbed.flatMap(({ changes }) => changes)]
}
