import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { OpenedRecord, Tx } from '#kernel/tx'
import type { Whom } from '#kernel/barred/bars'
import { sealedText } from '#kernel/vault/sealed-column'
import type { Kept, KeepingState, KeptRecord } from '../keep-from.ts'
import type { KeptFromView } from '../model.ts'

const words = sealedText('kept-from.words')
const lift = sealedText('kept-from.lift')

export async function loadKept(tx: Tx, { kind, id }: { kind: string; id: string }): Promise<KeptRecord | undefined> {
  const record = await tx.openRecord(kind, id)
  return record && { record }
}

export async function loadKeeping(
  tx: Tx,
  { whom, ...about }: { kind: string; id: string; whom: readonly Whom[] },
): Promise<KeepingState | undefined> {
  const kept = await loadKept(tx, about)
  if (!kept) return undefined
  const numbers = [...new Set(await tx.bars.of(whom))]
  const barred = [...kept.record.barred, ...numbers]
  return { ...kept, whom: numbers, somebodyLeft: !(await tx.scopes.isCoordinationBarred(barred)) }
}

export async function saveKept(tx: Tx, { change, record, whom, words: said }: Kept): Promise<void> {
  if (change === 'keep') {
    for (const scope of whom) await insert(tx, record, scope, said)
    await tx.bar(record.id, { add: whom })
  } else await saveLifted(tx, record, whom, said)
}

/** What was said about any record of the child is lifted. The reason stands at the record where it is lifted. */
async function saveLifted(
  tx: Tx,
  { id, keyId }: OpenedRecord,
  whom: readonly number[],
  said: string | undefined,
): Promise<void> {
  const about = await tx.bar(id, { lift: whom })
  const open = await tx.openIgnoringScopes(about, () =>
    tx.db
      .updateTable('kept_from.entry')
      .set({ lifted_at: tx.now, lifted_by: tx.actor.id })
      .where('record_id', '=', sql<string>`any (${about}::uuid[])`)
      .where('scope', '=', sql<number>`any (${[...whom]}::int[])`)
      .where('lifted_at', 'is', null)
      .returning(['id', 'record_id', 'scope'])
      .execute(),
  )
  const here = open.filter(({ record_id }) => record_id === id)
  for (const scope of whom.filter((one) => !here.some((entry) => entry.scope === one)))
    here.push(await insert(tx, { id, keyId }, scope, undefined, { lifted_at: tx.now, lifted_by: tx.actor.id }))
  for (const entry of here)
    tx.write(
      tx.db
        .updateTable('kept_from.entry')
        .set({ sealed_lift: await lift.sealIfAny(tx, keyId, entry.id, said) })
        .where('record_id', '=', id)
        .where('id', '=', entry.id),
    )
}

/** For a room that makes a record of which somebody says at once who must not see it. */
export async function keepNewFrom(
  tx: Tx,
  { id, keyId }: Pick<OpenedRecord, 'id' | 'keyId'>,
  whom: readonly number[],
): Promise<void> {
  for (const scope of whom) await insert(tx, { id, keyId }, scope, undefined)
  if (whom.length > 0) await tx.bar(id, { add: whom })
}

async function insert(
  tx: Tx,
  { id, keyId }: Pick<OpenedRecord, 'id' | 'keyId'>,
  scope: number,
  said: string | undefined,
  lifted: { lifted_at?: Date; lifted_by?: string } = {},
): Promise<{ id: string; record_id: string; scope: number }> {
  const entry = { id: newId(), record_id: id, scope }
  tx.write(
    tx.db.insertInto('kept_from.entry').values({
      ...entry,
      ...lifted,
      said_at: tx.now,
      said_by: tx.actor.kind === 'account' ? tx.actor.id : null,
      key_id: keyId,
      sealed_words: await words.sealIfAny(tx, keyId, entry.id, said),
    }),
  )
  return entry
}

export async function viewKept(
  tx: Tx,
  { record }: KeptRecord,
): Promise<Pick<KeptFromView, 'entries' | 'people' | 'agencies'>> {
  const rows = await tx.db
    .selectFrom('kept_from.entry')
    .selectAll()
    .where('record_id', '=', record.id)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  const elsewhere = record.barred.filter((scope) => !rows.some((row) => row.scope === scope && row.lifted_at === null))
  const [whom, names, people, agencies] = await Promise.all([
    tx.bars.named([...rows.map(({ scope }) => scope), ...elsewhere]),
    tx.people(rows.flatMap(({ said_by, lifted_by }) => [said_by, lifted_by])),
    tx.bars.peopleAmong(record.scopes),
    tx.db.selectFrom('kernel.agency').select(['id', 'name']).orderBy('code').execute(),
  ])
  const here = await Promise.all(
    rows.map(async (row) => ({
      number: row.scope,
      whom: whom.get(row.scope) ?? {},
      said: {
        at: row.said_at.toISOString(),
        by: names.get(row.said_by ?? '') ?? null,
        words: (await words.open(tx, row.key_id, row.id, row.sealed_words)) ?? null,
      },
      lifted: row.lifted_at && {
        at: row.lifted_at.toISOString(),
        by: names.get(row.lifted_by ?? '') ?? null,
        words: (await lift.open(tx, row.key_id, row.id, row.sealed_lift)) ?? null,
      },
    })),
  )
  return {
    entries: [
      ...here,
      ...elsewhere.map((number) => ({ number, whom: whom.get(number) ?? {}, said: null, lifted: null })),
    ],
    people,
    agencies: agencies.map(({ id, name }) => ({ id, name: name as Record<string, string> })),
  }
}
