import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Bars } from '../barred/bars.ts'
import type { Database } from '../db/database.ts'
import type { Desk, Role } from '../roles.ts'
import { findAttended } from './attendance.ts'

export type ScopeOwner = { agencyId: string; desk: Desk } | { accountId: string }

/** Scope numbers for one transaction. Each is read once, many in one statement. */
export interface Scopes {
  /** In the order of `owners`. Throws if there is no such agency or account. */
  of(owners: readonly ScopeOwner[]): Promise<number[]>
  desk(agencyId: string, desk: Desk): Promise<number>
  /** Reads the desks of these agencies early, together with other reads. */
  prepare(agencyIds: readonly (string | null)[]): Promise<void>
  person(accountId: string): Promise<number>
  /** The desks of national coordination, of every agency with a coordinator. */
  coordination(): Promise<number[]>
  /** Whether nobody of national coordination would be left to see a record from which these are barred. */
  isCoordinationBarred(barred: readonly number[]): Promise<boolean>
  /**
   * Who takes the place of people who have left or are barred: nobody (no scopes) while an active person holds one of these
   * scopes; else the supervisors of the agency, or the national coordinators. So every duty is before someone. With `acting`,
   * people hold their own scope only if they have one of these roles.
   */
  standIns(duty: readonly number[], agencyId?: string | null, acting?: readonly Role[]): Promise<number[]>
}

export function openScopes(db: Database, actor: Actor, bars: Pick<Bars, 'barred'>): Scopes {
  const known = new Map<string, number>()
  if (actor.kind === 'account' && actor.personalScope !== undefined) known.set(actor.id, actor.personalScope)

  async function read(agencies: readonly string[], accounts: readonly string[]): Promise<void> {
    if (agencies.length + accounts.length === 0) return
    // Two index scans. With `or` it would be a scan of all scopes.
    const { rows } = await sql<{
      id: number
      agency_id: string | null
      desk: string | null
      account_id: string | null
    }>`
      select id, agency_id, desk, account_id from kernel.scope where agency_id = any (${agencies}::uuid[])
      union all select id, agency_id, desk, account_id from kernel.scope where account_id = any (${accounts}::uuid[])`.execute(
      db,
    )
    for (const row of rows) known.set(row.account_id ?? `${row.agency_id} ${row.desk}`, row.id)
  }

  async function of(owners: readonly ScopeOwner[]): Promise<number[]> {
    const wanted = owners.filter((owner) => !known.has(keyOf(owner)))
    await read(
      wanted.flatMap((owner) => ('agencyId' in owner ? [owner.agencyId] : [])),
      wanted.flatMap((owner) => ('accountId' in owner ? [owner.accountId] : [])),
    )
    return owners.map((owner) => {
      const scope = known.get(keyOf(owner))
      if (scope === undefined)
        throw new Error(
          'agencyId' in owner
            ? `The agency ${owner.agencyId} has no desk ${owner.desk}.`
            : `There is no account ${owner.accountId}.`,
        )
      return scope
    })
  }

  let coordination: Promise<number[]> | undefined
  const isAttended = attendanceIn(db, bars)

  async function standIns(
    duty: readonly number[],
    agencyId?: string | null,
    acting?: readonly Role[],
  ): Promise<number[]> {
    if (await isAttended(duty, acting)) return []
    const supervisors = agencyId ? await of([{ agencyId, desk: 'supervision' }]) : []
    return (await isAttended(supervisors)) ? supervisors : (coordination ??= readCoordination(db))
  }

  return {
    of,
    standIns,
    prepare: (agencyIds) => read([...new Set(agencyIds.filter((id) => id !== null))], []),
    coordination: () => (coordination ??= readCoordination(db)),
    isCoordinationBarred: async (barred) =>
      (await findAttended(db, await (coordination ??= readCoordination(db)), { barred })).length === 0,
    desk: async (agencyId, desk) => (await of([{ agencyId, desk }]))[0]!,
    person: async (accountId) => (await of([{ accountId }]))[0]!,
  }
}

/** Whether an active account holds one of these scopes. Each is asked once. */
function attendanceIn(
  db: Database,
  bars: Pick<Bars, 'barred'>,
): (scopes: readonly number[], acting?: readonly Role[]) => Promise<boolean> {
  const asked = new Map<string, boolean>()
  return async (scopes, acting) => {
    const question = (scope: number): string => `${scope} ${acting?.join(' ') ?? ''} ${bars.barred.join(' ')}`
    const unknown = scopes.filter((scope) => !asked.has(question(scope)))
    if (unknown.length > 0) {
      const found = new Set(await findAttended(db, unknown, { acting, barred: bars.barred }))
      for (const scope of unknown) asked.set(question(scope), found.has(scope))
    }
    return scopes.some((scope) => asked.get(question(scope)))
  }
}

function keyOf(owner: ScopeOwner): string {
  return 'agencyId' in owner ? `${owner.agencyId} ${owner.desk}` : owner.accountId
}

async function readCoordination(db: Database): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from kernel.scope where desk = 'coordination'
      and agency_id = any (array(select agency_id from kernel.account where active and 'coordinator' = any (roles)))
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}
