import { nodeScope } from '#kernel/actor'
import { getDeskScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import { type ChildState, grantsOf, loadStanding, type RecordGrant } from '#path/children'
import { loadConcern } from '#path/signals'

/** The concern or child of a screening, as far as the starter may see it. */
export interface Subject {
  concernId: string | undefined
  childId: string | undefined
  /** Access to this screening itself: the starter, and the desk responsible for the concern. */
  ownScopes: number[]
  /** Everyone with access to the child has access to the screening, as long as their record is part of the child. */
  childGrants: RecordGrant[]
  /** Scopes of the concern or child. The starter must be among them. */
  seenBy: readonly number[]
}

/** Undefined if the concern or child is absent or hidden. */
export async function findSubject(
  tx: Tx,
  input: { concernId?: string | undefined; childId?: string | undefined },
): Promise<Subject | undefined> {
  const ownScopes = new Set([nodeScope, ...(tx.actor.personalScope === undefined ? [] : [tx.actor.personalScope])])
  const seenBy: number[] = []
  let childGrants: RecordGrant[] = []
  let { childId } = input
  if (input.concernId !== undefined) {
    const concern = await loadConcern(tx, input.concernId)
    if (!concern) return undefined
    seenBy.push(...concern.scopes)
    ownScopes.add(await getDeskScope(tx.db, concern.deskAgencyId, 'triage'))
    const [only, ...others] = concern.persons
    if (childId === undefined && others.length === 0 && only?.childId) childId = only.childId
  }
  if (childId !== undefined) {
    const child = await loadStanding(tx, childId)
    if (!child && input.childId !== undefined) return undefined
    if (child) {
      childGrants = grantsOf(child)
      childId = recordOf(tx, child, childGrants)
      seenBy.push(...child.scopes)
    }
  }
  return { concernId: input.concernId, childId, ownScopes: [...ownScopes], childGrants, seenBy }
}

/**
 * The record that the screening is of. After a merge that is the one that stands, except for a person who has access to
 * the child only by a merged record: the child they speak with is the child of that record, also if the merge was wrong.
 */
function recordOf(tx: Tx, child: ChildState, grants: readonly RecordGrant[]): string {
  const mine = grants.find(({ scopes }) => scopes.some((scope) => tx.actor.scopes.includes(scope)))
  return mine?.recordId ?? child.id
}
