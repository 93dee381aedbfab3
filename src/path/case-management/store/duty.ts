import { sql } from 'kysely'
import type { Left } from '#kernel/sign-in/attendance'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import { hasClosed } from '#path/referral'
import type { LeftState } from '../assign-worker.ts'
import type { CareCase } from '../model.ts'
import { loadCase, type LoadedCase } from './case-store.ts'

/** Who stands in where nobody has the duty: for the case, for the supervisors who hear of a missed deadline, for tasks. */
export interface StandIns {
  duty: number[]
  escalation: number[]
  tasks: number[]
}

/** Where a case is worked on: by its worker, or at the desks of its authority. */
function ownersOf({ agencyId, workerId }: CareCase): ScopeOwner[] {
  return [
    { agencyId, desk: 'casework' },
    workerId === undefined ? { agencyId, desk: 'authority' } : { accountId: workerId },
  ]
}

/**
 * The supervisors stand in for a worker who has left, the coordinators for an authority that closed or where nobody is
 * left.
 */
export async function standInsOf(tx: Tx, careCase: CareCase): Promise<StandIns> {
  if (careCase.state === 'closed') return { duty: [], escalation: [], tasks: [] }
  const { agencyId, workerId, assignedAt } = careCase
  const [supervision, authority] = await tx.scopes.of([
    { agencyId, desk: 'supervision' },
    { agencyId, desk: 'authority' },
  ])
  const duty = (await hasClosed(tx.db, agencyId))
    ? await tx.scopes.coordination()
    : assignedAt !== undefined && workerId === undefined
      ? await tx.scopes.standIns([], agencyId)
      : await tx.scopes.standIns(await tx.scopes.of(ownersOf(careCase)))
  const tasks = await Promise.all([supervision!, authority!].map((scope) => tx.scopes.standIns([scope], agencyId)))
  return { duty, escalation: await tx.scopes.standIns([supervision!]), tasks: tasks.flat() }
}

/** A case, and whether the people who have it are still there. */
export async function loadLeft(tx: Tx, { id }: { id: string }): Promise<(LoadedCase & LeftState) | undefined> {
  const loaded = await loadCase(tx, id, { lock: true })
  return loaded && { ...loaded, ...(await whoIsThere(tx, loaded.careCase)) }
}

async function whoIsThere(
  tx: Tx,
  careCase: CareCase,
): Promise<Pick<LeftState, 'workerThere' | 'guardianThere' | 'deskThere'>> {
  const { workerId, guardianId, agencyId } = careCase
  const worker = workerId ? await tx.personThere(workerId) : undefined
  const guardian = guardianId ? await tx.personThere(guardianId) : undefined
  return {
    workerThere: !workerId || (worker?.agencyId === agencyId && worker.roles.includes('caseworker')),
    guardianThere: !guardianId || (guardian?.roles.includes('guardian') ?? false),
    deskThere: await isDeskThere(tx, careCase),
  }
}

/** Whether the authority of the case still exists and someone there can act on it. */
export async function isDeskThere(tx: Tx, { agencyId }: CareCase): Promise<boolean> {
  if (await hasClosed(tx.db, agencyId)) return false
  const desks = await tx.scopes.of([
    { agencyId, desk: 'authority' },
    { agencyId, desk: 'supervision' },
  ])
  return (await tx.scopes.standIns(desks)).length === 0
}

/** The open cases that these people and agencies have to do with. */
export async function findCasesLeftBy(tx: Tx, { scopes, agencyIds }: Left): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from case_management.care_case
    where state = 'open' and (scopes && ${scopes}::int[] or agency_id = any (${agencyIds}::uuid[]))`.execute(tx.db)
  return rows.map(({ id }) => id)
}
