import { nodeScope } from '#kernel/actor'
import type { Tx } from '#kernel/tx'
import { ageBandOf } from '../age.ts'
import { type ChildRow, toChildRow } from '../child-row.ts'
import { type Absorbed, allChanges, type ChildState } from '../child-state.ts'
import { type Change, type Fields, fold } from '../fold.ts'
import type { ChildAndStanding } from '../share-child.ts'
import { tokensOfChild } from './tokens.ts'

/** Reads a child the actor may see, with all changes of the record and of records merged into it. */
export async function loadChild(tx: Tx, id: string, options: { lock?: boolean } = {}): Promise<ChildState | undefined> {
  const row = await tx.open('children.child', id, options)
  if (!row) return undefined
  return {
    id,
    version: row.version,
    scopes: row.scopes,
    agencyId: row.agency_id,
    status: row.status as ChildState['status'],
    mergedInto: row.merged_into,
    changes: await readChanges(tx, id),
    absorbed: await readAbsorbed(tx, id),
  }
}

/** The child and, after a merge, the records it was merged into. Locks all of them. */
export async function loadWithStanding(tx: Tx, id: string): Promise<ChildAndStanding | undefined> {
  const child = await loadChild(tx, id, { lock: true })
  if (!child) return undefined
  const standing: ChildState[] = []
  for (let next = child.mergedInto; next !== null; next = standing.at(-1)?.mergedInto ?? null) {
    const record = await loadChild(tx, next, { lock: true })
    if (!record) break
    standing.push(record)
  }
  return [child, ...standing]
}

async function readChanges(tx: Tx, childId: string): Promise<Change[]> {
  const rows = await tx.db
    .selectFrom('children.change')
    .select(['id', 'sealed_change'])
    .where('child_id', '=', childId)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  const texts = await tx.vault.unsealMany(
    rows.map((row) => ({ subjectId: childId, place: changePlace(childId, row.id), sealed: row.sealed_change })),
  )
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Change]))
}

async function readAbsorbed(tx: Tx, childId: string): Promise<Absorbed[]> {
  const rows = await tx.db
    .selectFrom('children.absorbed')
    .select(['merge_id', 'absorbed_id'])
    .where('child_id', '=', childId)
    .orderBy('at')
    .orderBy('merge_id')
    .execute()
  const absorbed: Absorbed[] = []
  for (const { merge_id, absorbed_id } of rows) {
    // The merged record is now part of this child, so access to the child includes it, independent of its own scopes.
    await tx.openIgnoringScopesUntilEnd(absorbed_id, 'child')
    const deeper = await readAbsorbed(tx, absorbed_id)
    absorbed.push({
      mergeId: merge_id,
      childId: absorbed_id,
      changes: allChanges({ changes: await readChanges(tx, absorbed_id), absorbed: deeper }),
    })
  }
  return absorbed
}

/** Stores changes that were accepted. The child must be open. */
export async function storeChanges(tx: Tx, childId: string, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    const sealed_change = await tx.vault.seal(childId, changePlace(childId, change.id), JSON.stringify(change))
    await tx.db
      .insertInto('children.change')
      .values({ child_id: childId, id: change.id, sealed_change, received_at: tx.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Updates the current row, the search tokens and the lists of a child after changes. */
export async function refreshChild(tx: Tx, childId: string): Promise<void> {
  const child = await loadChild(tx, childId)
  if (!child) throw new Error('The child to refresh is not open.')
  const fields = fold(allChanges(child))
  const row = toChildRow(fields)
  await tx.db
    .updateTable('children.child')
    .set({
      sealed_fields: await tx.vault.seal(childId, fieldsPlace(childId), JSON.stringify(fields)),
      updated_at: tx.now,
    })
    .where('id', '=', childId)
    .execute()
  await tx.db.deleteFrom('children.name_token').where('child_id', '=', childId).execute()
  const tokens = child.status === 'current' ? tokensOfChild(tx.vault, row, tx.today) : []
  if (tokens.length > 0)
    await tx.db
      .insertInto('children.name_token')
      .values(tokens.map((token) => ({ child_id: childId, token })))
      .execute()
  await listChild(tx, child, row)
}

/** Adds the child to the lists of everyone with access. */
export async function listChild(
  tx: Tx,
  child: Pick<ChildState, 'id' | 'scopes' | 'status'>,
  row: ChildRow,
): Promise<void> {
  const name = firstName(row)
  await tx.worklist.put({
    list: 'children',
    recordId: child.id,
    recordKind: 'child',
    scopes: child.status === 'current' ? child.scopes.filter((scope) => scope !== nodeScope) : [],
    danger: 1,
    at: tx.now,
    summary: { conflicts: row.conflicts.length, likely: 0, ageBand: ageBandOf(row, tx.today) },
    ...(name && { title: { subjectId: child.id, text: name } }),
  })
}

export function firstName(row: ChildRow): string | undefined {
  return (row.names.find(({ value }) => value.kind === 'full') ?? row.names[0])?.value.text
}

export function changePlace(childId: string, changeId: string): string {
  return `children.change:${childId}:${changeId}`
}

export function fieldsPlace(childId: string): string {
  return `children.fields:${childId}`
}

/** The stored current rows without changes, for lists of many children. Undefined for an erased one. */
export async function unsealRows(
  tx: Tx,
  children: readonly { id: string; sealed_fields: Buffer; wrapped?: Buffer | null }[],
): Promise<(ChildRow | undefined)[]> {
  const texts = await tx.vault.unsealMany(
    children.map(({ id, sealed_fields, wrapped }) => ({
      subjectId: id,
      ...(wrapped !== undefined && { wrapped }),
      place: fieldsPlace(id),
      sealed: sealed_fields,
    })),
  )
  return texts.map((text) => (text === undefined ? undefined : toChildRow(JSON.parse(text) as Fields)))
}
