import type pg from 'pg'
import type { Node } from '#kernel/node'
import { sealBytes, unsealBytes } from '#kernel/vault/seal'
import { findDesks } from './desks.ts'
import { recordId } from './load.ts'
import { noteLoaded } from './load-state.ts'
import { hasPath, makePath } from './paths.ts'
import type { Rows } from './row-writing.ts'

const recordsAtOnce = 10_000

/**
 * Writes the paths of the records from `from` to `to`: concerns, referrals, cases, their deadlines and list entries.
 */
export async function loadPaths(
  node: Node,
  client: pg.Client,
  { seed, from, to, onProgress }: { seed: number; from: number; to: number; onProgress(loaded: number): void },
): Promise<void> {
  const desks = await findDesks(node.database)
  const now = node.clock.now()
  for (let start = from; start < to; start += recordsAtOnce) {
    const end = Math.min(to, start + recordsAtOnce)
    const indexes = Array.from({ length: end - start }, (_, offset) => start + offset).filter((index) =>
      hasPath(seed, index),
    )
    const keys = await readKeys(
      node,
      client,
      indexes.map((index) => recordId(seed, index)),
    )
    const rows: Rows = {}
    for (const index of indexes) {
      const key = keys.get(recordId(seed, index))
      if (!key) continue
      const childKey = { seal: (place: string, text: string) => sealBytes(key, place, Buffer.from(text, 'utf8')) }
      for (const [table, made] of Object.entries(makePath({ seed, index, desks, keys: node.vaultKeys, childKey, now })))
        (rows[table] ??= []).push(...made)
    }
    await client.query('begin')
    for (const [table, made] of Object.entries(rows)) await insert(client, table, made)
    await noteLoaded(client, 'paths', end)
    await client.query('commit')
    onProgress(end)
  }
}

async function readKeys(node: Node, client: pg.Client, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<{ subject_id: string; wrapped: Buffer | null }>(
    'select subject_id, wrapped from kernel.vault_key where subject_id = any ($1::uuid[])',
    [ids],
  )
  return new Map(
    rows.flatMap(({ subject_id, wrapped }) =>
      wrapped ? [[subject_id, unsealBytes(node.vaultKeys.wrap, `vault-key:${subject_id}`, wrapped)] as const] : [],
    ),
  )
}

/** Inserts rows. Columns that no row names keep their default. */
async function insert(client: pg.Client, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ')
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  )
}
