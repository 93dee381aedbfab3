import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import { findMissing, type Mention } from '#path/missing'
import type { CareCase } from '../model.ts'

/** The search for the child of a case. Whoever may read the case may know of it. */
export async function searchOf(
  tx: Tx,
  { childId, concernId }: Pick<CareCase, 'childId' | 'concernId'>,
): Promise<Mention | undefined> {
  return findMissing(tx, { childIds: childId ? await recordsOfChild(tx, childId) : [], concernId })
}
