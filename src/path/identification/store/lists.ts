import { sql } from 'kysely'
import { nodeScope } from '#kernel/actor'
import type { RootRow } from '#kernel/db/transaction'
import { isUuid, referenceOf } from '#kernel/ids'
import type { Role } from '#kernel/roles'
import type { Left } from '#kernel/sign-in/attendance'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import type { WorklistEntry } from '#kernel/worklist/worklist'
import { type RecordGrant, recordsIgnoringScopes } from '#path/children'
import { findTriageDesk } from '#path/signals'
import { dueOf, findNextClock, findProfile, readClocks } from '#standards'

/**
 * Updates the list of open screenings. A screening stays in it until a person has decided. Where nobody is left, it goes,
 * with access, to the supervisors of the person who started it, to a triage desk, or to the coordinators.
 */
export async function listScreening(tx: Tx, id: string): Promise<void> {
  const row = await tx.db
    .selectFrom('identification.screening')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { count } = await tx.db
    .selectFrom('identification.answer')
    .select((all) => all.fn.count<number>('indicator_id').distinct().as('count'))
    .where('screening_id', '=', id)
    .executeTakeFirstOrThrow()
  const open = row.outcome === null
  const { sight, duty, agencyId } = await workOutSight(tx, row)
  const standIns = open ? await standInsOf(tx, duty, agencyId) : []
  const told = await toldOf(tx, row.escalated_to, agencyId)
  await tx.db
    .updateTable('identification.screening')
    .set({ scopes: [...new Set([...sight, ...standIns, ...told])] })
    .where('id', '=', id)
    .execute()
  const profile = findProfile(tx.country)
  const clock = findNextClock(readClocks(profile, await tx.deadlines.of(id)))
  const entry: Omit<WorklistEntry, 'list' | 'scopes'> = {
    recordId: id,
    recordKind: 'screening',
    danger: 1,
    at: row.started_at,
    ...dueOf(clock, profile),
    summary: {
      reference: referenceOf(tx.prefix, id),
      answered: Number(count),
      concern: row.concern_id,
      child: row.child_id,
    },
  }
  await tx.worklist.putAll([
    { ...entry, list: 'screenings', scopes: open ? [...duty, ...standIns] : [] },
    { ...entry, list: 'unattended', scopes: standIns },
    { ...entry, list: 'escalations', scopes: open ? told : [] },
  ])
}

/** Nobody decided in time: the supervisors of the person who started it, later the coordinators too. */
async function toldOf(tx: Tx, escalatedTo: string, agencyId: string | null): Promise<number[]> {
  if (escalatedTo === 'nobody') return []
  const supervisors = await tx.scopes.of(agencyId ? [{ agencyId, desk: 'supervision' }] : [])
  return [
    ...supervisors,
    ...(await tx.scopes.standIns(supervisors)),
    ...(escalatedTo === 'coordinator' ? await tx.scopes.coordination() : []),
  ]
}

/** Roles that screen (`policies.cedar`). */
const screening: readonly Role[] = ['worker', 'triage', 'authority', 'caseworker', 'supervisor']

async function standInsOf(tx: Tx, duty: readonly number[], agencyId: string | null): Promise<number[]> {
  if ((await tx.scopes.standIns(duty, undefined, screening)).length === 0) return []
  const { deskAgencyId: triage } = await findTriageDesk(tx, undefined)
  const desks: ScopeOwner[] = [
    ...(agencyId ? [{ agencyId, desk: 'supervision' } as const] : []),
    ...(triage ? [{ agencyId: triage, desk: 'triage' } as const] : []),
  ]
  for (const scope of await tx.scopes.of(desks)) if ((await tx.scopes.standIns([scope])).length === 0) return [scope]
  return tx.scopes.coordination()
}

interface Sight {
  /** Who may see it. */
  sight: number[]
  /** Whose work it is, without the node. */
  duty: number[]
  /** The agency of the person who started it. */
  agencyId: string | null
}

/**
 * Who may see a screening: its own grants, and those of the records that are one child with it now. It is worked out,
 * never subtracted. A person who moved to another agency leaves the screening they started to their colleagues.
 */
async function workOutSight(tx: Tx, row: SightRow): Promise<Sight> {
  const grants = row.child_grants as unknown as RecordGrant[]
  // Most screenings have grants of their own record only. It is always one child with itself.
  const records = grants.some(({ recordId }) => recordId !== row.child_id)
    ? await recordsIgnoringScopes(tx, row.child_id!)
    : [row.child_id]
  const granted = grants.filter(({ recordId }) => records.includes(recordId)).flatMap(({ scopes }) => scopes)
  const starter = isUuid(row.started_by)
    ? await tx.db.selectFrom('kernel.account').select('agency_id').where('id', '=', row.started_by).executeTakeFirst()
    : undefined
  const moved = starter !== undefined && row.agency_id !== null && starter.agency_id !== row.agency_id
  const theirs = moved ? await tx.scopes.person(row.started_by) : undefined
  const own = row.own_scopes.filter((scope) => scope !== theirs)
  return {
    sight: [...new Set([...own, ...granted])],
    duty: [...new Set([...own, ...granted])].filter((scope) => scope !== nodeScope && scope !== theirs),
    agencyId: row.agency_id ?? starter?.agency_id ?? null,
  }
}

type SightRow = Pick<
  RootRow<'identification.screening'>,
  'own_scopes' | 'child_grants' | 'child_id' | 'started_by' | 'agency_id'
>

/** Whether an active person has the screening before them who does not only stand in. */
export async function isAttended(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('identification.screening')
    .select(['own_scopes', 'child_grants', 'child_id', 'started_by', 'agency_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { duty } = await workOutSight(tx, row)
  return (await tx.scopes.standIns(duty, undefined, screening)).length === 0
}

/** The open screenings that these people and desks have access to. */
export async function findScreeningsLeftBy(tx: Tx, { scopes }: Left): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from identification.screening where outcome is null and scopes && ${scopes}::int[]`.execute(tx.db)
  return rows.map(({ id }) => id)
}
