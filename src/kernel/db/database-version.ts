import type pg from 'pg'
import { isNewer } from '../version.ts'

/** The only version that did not store its number in the database. */
const firstVersion = '0.1.0'

/** The version that last migrated this database; undefined for an empty one. */
export async function databaseVersion(client: pg.Client, wasUsed: boolean): Promise<string | undefined> {
  await client.query(
    'create table if not exists migrations.version (number int not null primary key, version text not null, at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ version: string }>(
    'select version from migrations.version order by number desc limit 1',
  )
  return rows[0]?.version ?? (wasUsed ? firstVersion : undefined)
}

/** Stores the current version of the database. Earlier ones stay as its history. */
export async function keepVersion(client: pg.Client, version: string): Promise<void> {
  await client.query(
    'insert into migrations.version (number, version) select coalesce(max(number), 0) + 1, $1 from migrations.version',
    [version],
  )
}

/** Refuses an older program, which could damage newer data without an error. */
export function refuseNewer({ from, to, unknown }: { from: string | undefined; to: string; unknown: string[] }): void {
  if (from === undefined || (!isNewer(from, to) && unknown.length === 0)) return
  const why = isNewer(from, to)
    ? `by Tenfold ${from}`
    : `by a later state of Tenfold ${from}, with ${unknown.length} change${unknown.length === 1 ? '' : 's'} this one does not know (${unknown[0]})`
  throw new Error(
    `This database was written ${why}; this is ${to}. Start that version, or restore the backup from before the update.`,
  )
}
