import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import { findMissing } from '#path/missing'
import type { SearchMention } from '#standards'
import type { CareCase } from '../model.ts'

/** The search for the child of a case. Whoever may read the case may know of it. */
export async function searchOf(
  tx: Tx,
  { childId, concernId }: Pick<CareCase, 'childId' | 'concernId'>,
): Promise<SearchMention | undefined> {
  return findMissing(tx, { childIds: childId ? await recordsOfChild(tx, childId) : [], concernId })
}
