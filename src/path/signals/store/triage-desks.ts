import type { Database } from '#kernel/db/database'

/** Which agency looks at concerns from which place. The place '' stands for all others. */
export async function readTriageDesks(db: Database): Promise<{ agencyId: string; placeCode: string }[]> {
  const rows = await db.selectFrom('signals.triage_desk').selectAll().execute()
  return rows.map((row) => ({ agencyId: row.agency_id, placeCode: row.place_code }))
}
