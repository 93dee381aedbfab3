import type { Database } from '#kernel/db/database'

/** The place and its enclosing places, nearest first; empty for an unknown code. A retired place keeps them. */
export async function findPlaceLine(db: Database, code: string | undefined): Promise<string[]> {
  if (!code) return []
  const row = await db.selectFrom('standards.place').select('ancestors').where('code', '=', code).executeTakeFirst()
  return row ? [code, ...row.ancestors] : []
}
