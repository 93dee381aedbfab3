import { nodeScope } from '#kernel/actor'
import { getDeskScope } from '#kernel/sign-in/accounts'
import type { Tx } from '#kernel/tx'
import { loadChild } from '#children'
import { loadConcern } from '#signals'

/** What a screening is about, as far as its starter may see it. */
export interface Subject {
  concernId: string | undefined
  childId: string | undefined
  /** Who will see the screening: the starter, the desk that answers for the concern, and who sees the child. */
  scopes: number[]
  /** Who sees what it is about; the starter must be among them. */
  seenBy: readonly number[]
}

/** Undefined when the concern or the child is not there for this person. */
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
    const child = await loadChild(tx, childId)
    if (!child && input.childId !== undefined) return undefined
    seenBy.push(...(child?.scopes ?? []))
    for (const scope of child?.scopes ?? []) scopes.add(scope)
  }
  return { concernId: input.concernId, childId, scopes: [...scopes], seenBy }
}
