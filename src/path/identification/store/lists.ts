import { sql } from 'kysely'
import { nodeScope } from '#kernel/actor'
import { isUuid, referenceOf } from '#kernel/ids'
import type { Left } from '#kernel/sign-in/attendance'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import type { WorklistEntry } from '#kernel/worklist/worklist'
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
  const standIns = open ? await standInsOf(tx, row) : []
  const told = open ? await toldOf(tx, row) : []
  const further = [...standIns, ...told].filter((scope) => !row.scopes.includes(scope))
  if (further.length > 0)
    await tx.db
      .updateTable('identification.screening')
      .set({ scopes: [...new Set([...row.scopes, ...further])] })
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
  const own = row.scopes.filter((scope) => scope !== nodeScope)
  await tx.worklist.putAll([
    { ...entry, list: 'screenings', scopes: open ? [...own, ...standIns] : [] },
    { ...entry, list: 'unattended', scopes: standIns },
    { ...entry, list: 'escalations', scopes: told },
  ])
}

/** Nobody decided in time: the supervisors of the person who started it, later the coordinators too. */
async function toldOf(tx: Tx, row: { escalated_to: string; started_by: string }): Promise<number[]> {
  if (row.escalated_to === 'nobody') return []
  const agencyId = await agencyOf(tx, row.started_by)
  const supervisors = await tx.scopes.of(agencyId ? [{ agencyId, desk: 'supervision' }] : [])
  return [
    ...supervisors,
    ...(await tx.scopes.standIns(supervisors)),
    ...(row.escalated_to === 'coordinator' ? await tx.scopes.coordination() : []),
  ]
}

async function agencyOf(tx: Tx, accountId: string): Promise<string | undefined> {
  if (!isUuid(accountId)) return undefined
  const row = await tx.db
    .selectFrom('kernel.account')
    .select('agency_id')
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.agency_id
}

async function standInsOf(tx: Tx, row: { scopes: readonly number[]; started_by: string }): Promise<number[]> {
  const own = row.scopes.filter((scope) => scope !== nodeScope)
  if ((await tx.scopes.standIns(own)).length === 0) return []
  const agencyId = await agencyOf(tx, row.started_by)
  const { deskAgencyId: triage } = await findTriageDesk(tx, undefined)
  const desks: ScopeOwner[] = [
    ...(agencyId ? [{ agencyId, desk: 'supervision' } as const] : []),
    ...(triage ? [{ agencyId: triage, desk: 'triage' } as const] : []),
  ]
  for (const scope of await tx.scopes.of(desks)) if ((await tx.scopes.standIns([scope])).length === 0) return [scope]
  return tx.scopes.coordination()
}

/** Whether an active person has the screening before them. */
export async function isAttended(tx: Tx, scopes: readonly number[]): Promise<boolean> {
  return (await tx.scopes.standIns(scopes.filter((scope) => scope !== nodeScope))).length === 0
}

/** The open screenings that these people and desks have access to. */
export async function findScreeningsLeftBy(tx: Tx, { scopes }: Left): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from identification.screening where outcome is null and scopes && ${scopes}::int[]`.execute(tx.db)
  return rows.map(({ id }) => id)
}
