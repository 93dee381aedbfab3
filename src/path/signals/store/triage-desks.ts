import type { Database } from '#kernel/db/database'
import { findActor } from '#kernel/sign-in/accounts'
import { findStaffed } from '#kernel/sign-in/attendance'
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
  const [staffed, names] = await Promise.all([findStaffed(tx.db, 'triage', agencyIds), tx.agencies(agencyIds)])
  return agencyIds.filter((id) => staffed.has(id)).map((agencyId) => ({ agencyId, name: names.get(agencyId) ?? {} }))
}

/** A concern, and whether the people who have it are still there. */
export async function loadLeft(tx: Tx, input: { id: string }): Promise<LeftState | undefined> {
  const state = await loadForChange(tx, input)
  if (!state) return undefined
  const { deskAgencyId, takenBy } = state
  const taker = takenBy ? await findActor(tx.db, takenBy) : undefined
  const mayTriage = taker?.roles.some((role) => role === 'triage' || role === 'supervisor') ?? false
  return {
    ...state,
    deskThere: (await findStaffed(tx.db, 'triage', [deskAgencyId])).has(deskAgencyId),
    takerThere: mayTriage && taker?.agencyId === deskAgencyId,
  }
}

/** The open concerns that these people had taken. */
export async function findConcernsTakenBy(tx: Tx, accountIds: readonly string[]): Promise<string[]> {
  if (accountIds.length === 0) return []
  const rows = await tx.db
    .selectFrom('signals.signal')
    .select('id')
    .where('status', '=', 'taken')
    .where('taken_by', 'in', [...accountIds])
    .execute()
  return rows.map(({ id }) => id)
}
