import { sql } from 'kysely'
import type { Desk } from '#kernel/roles'
import { findStaffed } from '#kernel/sign-in/attendance'
import type { Tx } from '#kernel/tx'
import type { ScreeningDesk } from '../pass-on-screening.ts'

/** The desks of this node where an active person may go on with a screening, one for each agency: triage before authority. */
export async function findScreeningDesks(tx: Tx): Promise<ScreeningDesk[]> {
  const { rows } = await sql<{ agency_id: string }>`
    select distinct agency_id from kernel.account
    where active and roles && ${['triage', 'authority', 'supervisor']}::text[]
    order by agency_id`.execute(tx.db)
  const agencyIds = rows.map(({ agency_id }) => agency_id)
  const [triaging, names] = await Promise.all([
    findStaffed(tx.db, 'triage', agencyIds, tx.bars.barred),
    tx.agencies(agencyIds),
  ])
  const found = agencyIds.map((agencyId) => ({
    agencyId,
    name: names.get(agencyId) ?? {},
    desk: (triaging.has(agencyId) ? 'triage' : 'authority') satisfies Desk as Desk,
  }))
  const scopes = await tx.scopes.of(found.map(({ agencyId, desk }) => ({ agencyId, desk })))
  return found.map((desk, index) => ({ ...desk, scope: scopes[index]! }))
}
