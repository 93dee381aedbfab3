import type pg from 'pg'
import type { Database } from '#kernel/db/database'

/** Progress of a load. It is stored in the database, in the same transaction as the records it counts. */
export interface LoadState {
  readonly seed: number
  /** Records of the register. */
  readonly loaded: number
  /** Records up to which the paths were written. */
  readonly paths?: number
  /** Statements to create the indexes that were dropped to write faster. */
  readonly indexes: readonly string[]
}

const name = 'country-at-scale'

export async function readState(client: pg.Client): Promise<LoadState | undefined> {
  const { rows } = await client.query<{ value: LoadState }>('select value from kernel.setting where name = $1', [name])
  return rows[0]?.value
}

export async function writeState(client: pg.Client, state: LoadState): Promise<void> {
  await client.query(
    'insert into kernel.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, JSON.stringify(state)],
  )
}

/** Call it in the transaction that writes the records. */
export async function noteLoaded(client: pg.Client, what: 'loaded' | 'paths', upTo: number): Promise<void> {
  await client.query(
    `update kernel.setting set value = jsonb_set(value, array[$2::text], to_jsonb($3::int)) where name = $1`,
    [name, what, upTo],
  )
}

/** An interrupted load has left indexes dropped, and a node must not serve without them. */
export async function isLoadUnfinished(database: Database): Promise<boolean> {
  const row = await database.selectFrom('kernel.setting').select('value').where('name', '=', name).executeTakeFirst()
  return row !== undefined && (row.value as unknown as LoadState).indexes.length > 0
}

/** Whether `load` has written records here. They are in no line of the ledger. */
export async function isLoadedCountry(database: Database): Promise<boolean> {
  const row = await database.selectFrom('kernel.setting').select('name').where('name', '=', name).executeTakeFirst()
  return row !== undefined
}
