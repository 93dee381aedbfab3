import type { Database } from '#kernel/db/database'

/** The place and everything it lies in, nearest first; empty when the code is not in any list. A retired place keeps its line. */
export async function findPlaceLine(db: Database, code: string | undefined): Promise<string[]> {
  if (!code) return []
  const row = await db.selectFrom('standards.place').select('ancestors').where('code', '=', code).executeTakeFirst()
  return row ? [code, ...row.ancestors] : []
}
