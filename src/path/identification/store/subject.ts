import { nodeScope } from '#kernel/actor'
import { getDeskScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import { loadStanding } from '#path/children'
import { loadConcern } from '#path/signals'

/** The concern or child of a screening, as far as the starter may see it. */
export interface Subject {
  concernId: string | undefined
  /** After a merge the record that stands. */
  childId: string | undefined
  /**
   * Access to the screening: the starter, the desk responsible for the concern, and everyone with access to the child.
   */
  scopes: number[]
  /** Scopes of the concern or child. The starter must be among them. */
  seenBy: readonly number[]
}

/** Undefined if the concern or child is absent or hidden. */
export async function findSubject(
  tx: Tx,
  input: { concernId?: string | undefined; childId?: string | undefined },
): Promise<Subject | undefined> {
  const scopes = new Set([nodeScope, ...(tx.actor.personalScope === undefined ? [] : [tx.actor.personalScope])])
  const seenBy: number[] = []
  let { childId } = input
  if (input.concernId !== undefined) {
    const concern = await loadConcern(tx, input.concernId)
    if (!concern) return undefined
    seenBy.push(...concern.scopes)
    scopes.add(await getDeskScope(tx.db, concern.deskAgencyId, 'triage'))
    const [only, ...others] = concern.persons
    if (childId === undefined && others.length === 0 && only?.childId) childId = only.childId
  }
  if (childId !== undefined) {
    const child = await loadStanding(tx, childId)
    if (!child && input.childId !== undefined) return undefined
    childId = child?.id ?? childId
    seenBy.push(...(child?.scopes ?? []))
    for (const scope of child?.scopes ?? []) scopes.add(scope)
  }
  return { concernId: input.concernId, childId, scopes: [...scopes], seenBy }
}
