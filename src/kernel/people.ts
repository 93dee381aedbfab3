import { sql } from 'kysely'
import type { Database } from './db/database.ts'
import { isUuid } from './ids.ts'

type Ids = readonly (string | null | undefined)[]

/** Names of people with an account by their id, never of a child. The node and unknown ids have none. */
export async function readPeople(db: Database, ids: Ids): Promise<Map<string, string>> {
  const wanted = idsIn(ids)
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('kernel.account')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any (${wanted}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Names of agencies in every language by their id. */
export async function readAgencies(db: Database, ids: Ids): Promise<Map<string, Record<string, string>>> {
  const wanted = idsIn(ids)
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('kernel.agency')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any (${wanted}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name as Record<string, string>]))
}

function idsIn(ids: Ids): string[] {
  return [...new Set(ids.filter((id) => typeof id === 'string' && isUuid(id)))] as string[]
}
