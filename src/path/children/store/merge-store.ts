import { sql } from 'kysely'
import type { Tx } from '#kernel/tx'
import type { ChildrenMerge, MergeStateWithFamily } from '../merge-children.ts'
import type { MergeInput, UndoMergeInput } from '../model.ts'
import type { MergeUndo, UndoState } from '../undo-merge.ts'
import { loadChild, refreshChild } from './child-store.ts'

export async function loadMerge(tx: Tx, { keptId, mergedId }: MergeInput): Promise<MergeStateWithFamily | undefined> {
  // Always in the order of the ids, so that two merges of one pair cannot deadlock.
  const [first, second] = keptId < mergedId ? [keptId, mergedId] : [mergedId, keptId]
  const one = await loadChild(tx, first, { lock: true })
  const other = first === second ? one : await loadChild(tx, second, { lock: true })
  if (!one || !other) return undefined
  const [kept, merged] = one.id === keptId ? [one, other] : [other, one]
  const link = await tx.db
    .selectFrom('children.family_link')
    .select('id')
    .where('child_id', '=', keptId)
    .where('relative_id', '=', mergedId)
    .executeTakeFirst()
  return { kept, merged, related: link !== undefined }
}

/**
 * Everyone with access to one record gets access to the kept one. The added scopes are stored, so that undoing removes
 * them.
 */
export async function saveMerge(
  tx: Tx,
  { id, keptId, mergedId, reason }: ChildrenMerge,
  { kept, merged }: MergeStateWithFamily,
): Promise<void> {
  const gained = merged.scopes.filter((scope) => !kept.scopes.includes(scope))
  const scopes = [...kept.scopes, ...gained]
  await tx.db
    .insertInto('children.merge')
    .values({
      child_id: keptId,
      id,
      merged_id: mergedId,
      gained_scopes: gained,
      by_actor: tx.actor.id,
      at: tx.now,
      sealed_reason: await tx.vault.seal(keptId, `children.merge:${id}`, reason),
    })
    .execute()
  await tx.db
    .insertInto('children.absorbed')
    .values({ child_id: keptId, merge_id: id, absorbed_id: mergedId, at: tx.now })
    .execute()
  await setChild(tx, keptId, { scopes })
  await setChild(tx, mergedId, { status: 'merged', merged_into: keptId })
  await refreshChild(tx, mergedId)
  await refreshChild(tx, keptId)
  await tx.worklist.drop(mergedId, 'duplicates')
}

export async function loadUndo(tx: Tx, { id, keptId }: UndoMergeInput): Promise<UndoState | undefined> {
  const kept = await loadChild(tx, keptId, { lock: true })
  if (!kept) return undefined
  const row = await tx.db
    .selectFrom('children.merge')
    .select(['merged_id', 'undone_at'])
    .where('child_id', '=', keptId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  await tx.openIgnoringScopesUntilEnd(row.merged_id, 'child')
  const merged = await loadChild(tx, row.merged_id, { lock: true })
  return merged && { kept, merged, mergeId: id, undone: row.undone_at !== null }
}

export async function saveUndo(
  tx: Tx,
  { id, keptId, restoredId, reason }: MergeUndo,
  { kept }: UndoState,
): Promise<void> {
  const row = await tx.db
    .selectFrom('children.merge')
    .select('gained_scopes')
    .where('child_id', '=', keptId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await tx.db
    .updateTable('children.merge')
    .set({
      undone_by: tx.actor.id,
      undone_at: tx.now,
      sealed_undo_reason: await tx.vault.seal(keptId, `children.merge.undo:${id}`, reason),
    })
    .where('child_id', '=', keptId)
    .where('id', '=', id)
    .execute()
  await tx.db.deleteFrom('children.absorbed').where('child_id', '=', keptId).where('merge_id', '=', id).execute()
  await setChild(tx, keptId, { scopes: kept.scopes.filter((scope) => !row.gained_scopes.includes(scope)) })
  await setChild(tx, restoredId, { status: 'current', merged_into: null })
  await refreshChild(tx, keptId)
  await refreshChild(tx, restoredId)
}

async function setChild(
  tx: Tx,
  id: string,
  values: { scopes?: number[]; status?: string; merged_into?: string | null },
): Promise<void> {
  await tx.db
    .updateTable('children.child')
    .set({ ...values, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

export interface MergeRow {
  id: string
  mergedId: string
  at: Date
  by: string
  undoneAt: Date | null
  reason: string
}

/** All merges of a child's record, undone ones too. The child must be open. */
export async function readMerges(tx: Tx, keptId: string): Promise<MergeRow[]> {
  const rows = await tx.db
    .selectFrom('children.merge')
    .selectAll()
    .where('child_id', '=', keptId)
    .orderBy('at')
    .execute()
  const reasons = await tx.vault.unsealMany(
    rows.map((row) => ({ subjectId: keptId, place: `children.merge:${row.id}`, sealed: row.sealed_reason })),
  )
  return rows.map((row, index) => ({
    id: row.id,
    mergedId: row.merged_id,
    at: row.at,
    by: row.by_actor,
    undoneAt: row.undone_at,
    reason: reasons[index] ?? '',
  }))
}
