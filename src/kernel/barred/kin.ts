import { sql } from 'kysely'
import type { DomainEvent } from '../event.ts'
import { newId } from '../ids.ts'
import { Refused, refuse } from '../refusal.ts'
import type { Node } from '../node.ts'
import type { Tx } from '../tx.ts'

/** Two records that are about the same child. */
interface Kinship {
  readonly record: string
  readonly kin: string
}

interface Root {
  readonly id: string
  readonly kind: string
  readonly barred: readonly number[]
}

/** The job that hands over the duty for a record to somebody who is not barred from it. */
export const barredJob = 'barred'

/**
 * Notes which records these events name together. Whoever is barred from one of them is barred from all: from the
 * concern, the screening, the child, the referral and the case that come of it.
 */
export async function relate(tx: Tx, node: Node, events: readonly DomainEvent[]): Promise<void> {
  await noteKin(
    tx,
    node,
    events.flatMap((event) => namedIn(node, event)),
  )
}

/** As `relate`, for a record of which no event says it. */
export async function noteKin(tx: Tx, node: Node, together: readonly Kinship[]): Promise<void> {
  if (together.length === 0) return
  const { rows } = await sql<{ id: string }>`
    with known as (
      insert into ${sql.table(tx.kernel.kin)} (record_id, kin_id)
      select * from unnest(${together.map(({ record }) => record)}::uuid[], ${together.map(({ kin }) => kin)}::uuid[])
      on conflict do nothing
    )
    select id from ${sql.table(tx.kernel.root)}
    where id = any (${together.flatMap(({ record, kin }) => [record, kin])}::uuid[]) and barred <> '{}'`.execute(tx.db)
  if (rows.length > 0) await spread(tx, node, together[0]!.record)
}

/**
 * These two are not about the same child after all. Who is barred from either stays barred from it; what is said about one
 * from now on is not said about the other.
 */
export async function cutKin(tx: Tx, record: string, kin: string): Promise<void> {
  await sql`
    delete from ${sql.table(tx.kernel.kin)}
    where (record_id = ${record} and kin_id = ${kin}) or (record_id = ${kin} and kin_id = ${record})`.execute(tx.db)
}

function namedIn(node: Node, { aggregate, data }: DomainEvent): Kinship[] {
  if (!node.kindsAboutChildren.has(aggregate.kind)) return []
  const ids = Object.entries(data).flatMap(([name, value]) => (node.namesOfRecords.has(name) ? [value].flat() : []))
  return [...new Set(ids)]
    .filter((id): id is string => typeof id === 'string' && id !== aggregate.id)
    .map((kin) => ({ record: aggregate.id, kin }))
}

/** The records of this kind that an event named together with one of these. */
export async function namedWith(tx: Tx, kind: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct root.id from ${sql.table(tx.kernel.kin)} kin
      join ${sql.table(tx.kernel.root)} root on root.id in (kin.record_id, kin.kin_id)
    where root.kind = ${kind} and (kin.record_id = any (${[...ids]}::uuid[]) or kin.kin_id = any (${[...ids]}::uuid[]))
    order by root.id`.execute(tx.db)
  return rows.map(({ id }) => id)
}

/** All records about the same child or children as this one, itself included. Nobody else changes their bars meanwhile. */
async function kinOf(tx: Tx, id: string): Promise<Root[]> {
  const { rows } = await sql<Root>`
    with recursive about (id) as (
      select ${id}::uuid
      union
      select case when kin.record_id = about.id then kin.kin_id else kin.record_id end
      from about join ${sql.table(tx.kernel.kin)} kin on kin.record_id = about.id or kin.kin_id = about.id
    )
    select root.id, root.kind, root.barred from about join ${sql.table(tx.kernel.root)} root using (id)
    order by root.id for update of root`.execute(tx.db)
  return rows
}

/** Whoever is barred from one of the records about this child is barred from the others, too. */
async function spread(tx: Tx, node: Node, id: string): Promise<void> {
  const records = await kinOf(tx, id)
  await barFrom(tx, node, records, [...new Set(records.flatMap(({ barred }) => barred))])
}

/** Bars these from all records about the same child, or lets them see them again. */
export async function changeBars(
  tx: Tx,
  node: Node,
  id: string,
  { add = [], lift = [] }: { add?: readonly number[]; lift?: readonly number[] },
): Promise<string[]> {
  const records = await kinOf(tx, id)
  const barred = new Set([...records.flatMap((record) => record.barred), ...add])
  for (const scope of lift) barred.delete(scope)
  await barFrom(tx, node, records, [...barred])
  return records.map((record) => record.id)
}

/** Bars exactly these from each of the records, their lists and deadlines. */
async function barFrom(tx: Tx, node: Node, records: readonly Root[], barred: readonly number[]): Promise<void> {
  const wanted = [...barred].sort((a, b) => a - b)
  if (records.some(({ barred: before }) => wanted.some((scope) => !before.includes(scope))))
    await leaveSomebody(tx, wanted)
  for (const { id, kind, barred: before } of records) {
    if (String([...before].sort((a, b) => a - b)) === String(wanted)) continue
    tx.bars.heed(wanted)
    await tx.openIgnoringScopes([id], () => writeBars(tx, node, { id, kind }, wanted))
    if (!node.kindsAboutChildren.has(kind)) continue
    await tx.jobs.add({ id: newId(), kind: barredJob, runAt: tx.now, payload: { kind, id } })
  }
}

/**
 * A national coordinator finds a way where everybody else is barred, so one of them stays. Two records with other bars may
 * together leave nobody: then a person may not join them. What the node does follows from what was said before.
 */
async function leaveSomebody(tx: Tx, barred: readonly number[]): Promise<void> {
  if (tx.actor.kind !== 'account') return
  const isNobodyLeft = await tx.scopes.isCoordinationBarred(barred)
  if (isNobodyLeft && !(await tx.scopes.isCoordinationBarred([]))) throw new Refused(refuse('nobody-would-see'))
}

async function writeBars(
  { db, kernel }: Tx,
  node: Node,
  { id, kind }: Pick<Root, 'id' | 'kind'>,
  barred: number[],
): Promise<void> {
  await db.updateTable(kernel.root).set({ barred }).where('id', '=', id).execute()
  // Which table it is (src/kernel/db/root-tables.ts), only the rooms know.
  if (node.hasTable(kind))
    await db
      .withTables<{ record: { id: string; barred: number[] } }>()
      .updateTable(node.tableOf(kind) as 'record')
      .set({ barred })
      .where('id', '=', id)
      .execute()
  await db.updateTable(kernel.worklist).set({ barred }).where('record_id', '=', id).execute()
  await db.updateTable(kernel.deadline).set({ barred }).where('subject_id', '=', id).execute()
}
