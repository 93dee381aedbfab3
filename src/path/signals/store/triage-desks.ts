import { sql } from 'kysely'
import type { Database } from '#kernel/db/database'
import { findStaffed, type Left } from '#kernel/sign-in/attendance'
import type { Tx } from '#kernel/tx'
import type { LeftState, PassOnState } from '../triage.ts'
import { loadForChange } from './concern-store.ts'

/** Which agency looks at concerns from which place. The place '' stands for all others. */
export async function readTriageDesks(db: Database): Promise<{ agencyId: string; placeCode: string }[]> {
  const rows = await db.selectFrom('signals.triage_desk').selectAll().execute()
  return rows.map((row) => ({ agencyId: row.agency_id, placeCode: row.place_code }))
}

/** The triage desks where an active person works, with the names of their agencies. */
export async function findStaffedDesks(tx: Tx): Promise<PassOnState['desks']> {
  const agencyIds = [...new Set((await readTriageDesks(tx.db)).map(({ agencyId }) => agencyId))]
  const [staffed, names] = await Promise.all([
    findStaffed(tx.db, 'triage', agencyIds, tx.bars.barred),
    tx.agencies(agencyIds),
  ])
  return agencyIds.filter((id) => staffed.has(id)).map((agencyId) => ({ agencyId, name: names.get(agencyId) ?? {} }))
}

/** A concern, and whether the people who have it are still there. */
export async function loadLeft(tx: Tx, input: { id: string }): Promise<LeftState | undefined> {
  const state = await loadForChange(tx, input)
  if (!state) return undefined
  const { deskAgencyId, takenBy } = state
  const taker = takenBy ? await tx.personThere(takenBy) : undefined
  const mayTriage = taker?.roles.some((role) => role === 'triage' || role === 'supervisor') ?? false
  return {
    ...state,
    deskThere: (await findStaffed(tx.db, 'triage', [deskAgencyId], tx.bars.barred)).has(deskAgencyId),
    takerThere: mayTriage && taker?.agencyId === deskAgencyId,
  }
}

/** The open concerns that these people and agencies have to do with. */
export async function findConcernsLeftBy(tx: Tx, { scopes, accountIds, agencyIds }: Left): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from signals.signal
    where (status in ('waiting', 'taken') or addition_waits)
      and (scopes && ${scopes}::int[] or taken_by = any (${accountIds}::uuid[]) or desk_agency = any (${agencyIds}::uuid[]))`.execute(
    tx.db,
  )
  return rows.map(({ id }) => id)
}
