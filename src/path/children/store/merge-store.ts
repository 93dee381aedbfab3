import { sql } from 'kysely'
import type { Tx } from '#kernel/tx'
import { type ChildState, recordsOf } from '../child-state.ts'
import { applyMerge, type ChildrenMerge, type MergeStateWithFamily } from '../merge-children.ts'
import type { MergeInput, UndoMergeInput } from '../model.ts'
import { applyUndo, type MergeUndo, type UndoState } from '../undo-merge.ts'
import { loadChild, refreshChild } from './child-store.ts'
import { areRelated, overlap, recordsAbove } from './family-store.ts'

export async function loadMerge(tx: Tx, { keptId, mergedId }: MergeInput): Promise<MergeStateWithFamily | undefined> {
  // Always in the order of the ids, so that two merges of one pair cannot deadlock.
  const [first, second] = keptId < mergedId ? [keptId, mergedId] : [mergedId, keptId]
  const one = await loadChild(tx, first, { lock: true })
  const other = first === second ? one : await loadChild(tx, second, { lock: true })
  if (!one || !other) return undefined
  const [kept, merged] = one.id === keptId ? [one, other] : [other, one]
  return { kept, merged, related: kept !== merged && (await isFamily(tx, kept, merged)) }
}

/** Whether one is a relative of the other, or would become their own ancestor. Of everything merged into either. */
async function isFamily(tx: Tx, kept: ChildState, merged: ChildState): Promise<boolean> {
  const [one, other] = [recordsOf(kept), recordsOf(merged)]
  if (await areRelated(tx, one, other)) return true
  return overlap(await recordsAbove(tx, one), other) || overlap(await recordsAbove(tx, other), one)
}

export async function saveMerge(
  tx: Tx,
  { id, keptId, mergedId, reason }: ChildrenMerge,
  state: MergeStateWithFamily,
): Promise<void> {
  await tx.createOnce(id, 'child-merge')
  await tx.db
    .insertInto('children.merge')
    .values({
      child_id: keptId,
      id,
      merged_id: mergedId,
      by_actor: tx.actor.id,
      at: tx.now,
      sealed_reason: await tx.vault.seal(keptId, `children.merge:${id}`, reason),
    })
    .execute()
  await tx.db
    .insertInto('children.absorbed')
    .values({ child_id: keptId, merge_id: id, absorbed_id: mergedId, at: tx.now })
    .execute()
  await setBoth(tx, applyMerge(state, id))
}

export async function loadUndo(tx: Tx, { id, keptId }: UndoMergeInput): Promise<UndoState | undefined> {
  if (!(await tx.open('children.child', keptId))) return undefined
  const merge = await readMerge(tx, keptId, id)
  if (!merge) return undefined
  await tx.openIgnoringScopesUntilEnd(merge.merged_id, 'child')
  // The merged record first, as `share` does, so that the two cannot deadlock.
  const merged = await loadChild(tx, merge.merged_id, { lock: true })
  const kept = await loadChild(tx, keptId, { lock: true })
  const { undone_at } = (await readMerge(tx, keptId, id))!
  return kept && merged && { kept, merged, mergeId: id, undone: undone_at !== null }
}

function readMerge(tx: Tx, keptId: string, id: string) {
  return tx.db
    .selectFrom('children.merge')
    .select(['merged_id', 'undone_at'])
    .where('child_id', '=', keptId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function saveUndo(tx: Tx, { id, keptId, reason }: MergeUndo, state: UndoState): Promise<void> {
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
  // Else whoever sees the one again would see the other, too.
  await tx.setApart(keptId, state.merged.id)
  await setBoth(tx, applyUndo(state, id))
}

/** Stores what a merge or its undoing decided about both records, then their lists and search tokens. */
async function setBoth(tx: Tx, { kept, merged }: { kept: ChildState; merged: ChildState }): Promise<void> {
  for (const { id, scopes, status, mergedInto } of [kept, merged])
    await tx.db
      .updateTable('children.child')
      .set({ scopes: [...scopes], status, merged_into: mergedInto, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .execute()
  await refreshChild(tx, merged.id)
  await refreshChild(tx, kept.id)
}

export interface MergeRow {
  id: string
  mergedId: string
  at: Date
  by: string
  undoneAt: Date | null
  reason: string
  /** Ids of the changes that this record got since then. */
  changesSince: string[]
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
  const changes = await tx.db
    .selectFrom('children.change')
    .select(['id', 'received_at'])
    .where('child_id', '=', keptId)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  return rows.map((row, index) => ({
    id: row.id,
    mergedId: row.merged_id,
    at: row.at,
    by: row.by_actor,
    undoneAt: row.undone_at,
    reason: reasons[index] ?? '',
    changesSince: changes.filter(({ received_at }) => received_at >= row.at).map(({ id }) => id),
  }))
}
