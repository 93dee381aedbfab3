import type { Database } from '#kernel/db/database'
import type { Place } from './model.ts'

/** Loads a version of the place list; a place that is there keeps its code and gets the new names. */
export async function loadPlaces(db: Database, version: string, places: readonly Place[]): Promise<void> {
  const portion = 1_000
  for (let start = 0; start < places.length; start += portion) {
    await db
      .insertInto('standards.place')
      .values(places.slice(start, start + portion).map(({ code, ancestors, name }) => ({ code, ancestors, name: JSON.stringify(name), version })))
      .onConflict((conflict) => conflict.column('code').doUpdateSet((row) => ({ ancestors: row.ref('excluded.ancestors'), name: row.ref('excluded.name'), version: row.ref('excluded.version') })))
      .execute()
  }
}

/** The place and everything it lies in, nearest first; empty when the code is not in the list. */
export async function findPlaceLine(db: Database, code: string | undefined): Promise<string[]> {
  if (!code) return []
  const row = await db.selectFrom('standards.place').select('ancestors').where('code', '=', code).executeTakeFirst()
  return row ? [code, ...row.ancestors] : []
}

export async function readPlaces(db: Database): Promise<Place[]> {
  const rows = await db.selectFrom('standards.place').select(['code', 'ancestors', 'name']).orderBy('code').limit(5_000).execute()
  return rows.map((row) => ({ code: row.code, ancestors: row.ancestors, name: row.name as Record<string, string> }))
}
