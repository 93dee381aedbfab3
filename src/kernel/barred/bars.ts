import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { deskOfKind, wholeAgency } from '../roles.ts'

/** Who is barred: a person, an agency, or every agency of a kind, those that join later included. */
export type Whom = { accountId: string } | { agencyId: string } | { agencyKind: string }

/**
 * Who is barred from the records that a transaction has opened. Whoever is barred does not count as being there: no duty
 * is theirs, and nothing is routed to them.
 */
export interface Bars {
  /** From now this transaction is about a record from which these are barred: numbers of `kernel.scope`. */
  heed(barred: readonly number[]): void
  readonly barred: readonly number[]
  /** The numbers of these, in order. Throws if there is no such person or agency. */
  of(whom: readonly Whom[]): Promise<number[]>
  /** Of these agencies those that are not barred. */
  agencies<Id extends string>(ids: readonly Id[]): Promise<Set<Id>>
  /** Whether this person is barred: alone, or with everybody at the agency. */
  isBarred(accountId: string): Promise<boolean>
}

export function openBars(db: Database, heeded: Set<number>): Bars {
  return {
    heed: (barred) => barred.forEach((scope) => heeded.add(scope)),
    get barred() {
      return [...heeded]
    },
    of: (whom) => Promise.all(whom.map((one) => numberOf(db, one))),
    async agencies(ids) {
      if (heeded.size === 0 || ids.length === 0) return new Set(ids)
      const { rows } = await sql<{ id: (typeof ids)[number] }>`
        select agency.id from kernel.agency
        where agency.id = any (${[...ids]}::uuid[]) and not ${isAgencyBarred([...heeded])}`.execute(db)
      return new Set(rows.map(({ id }) => id))
    },
    async isBarred(accountId) {
      if (heeded.size === 0) return false
      const { rows } = await sql`
        select from kernel.account join kernel.agency on agency.id = account.agency_id
        where account.id = ${accountId} and ${isPersonBarred([...heeded])}`.execute(db)
      return rows.length > 0
    },
  }
}

/** True for a row of `kernel.agency` that is barred, alone or with its kind. */
function isAgencyBarred(barred: readonly number[]) {
  return sql<boolean>`exists (
    select from kernel.scope shut
    where shut.id = any (${[...barred]}::int[]) and shut.account_id is null
      and (shut.agency_id = agency.id or shut.agency_id is null and shut.desk = 'kind:' || agency.kind))`
}

/** True for a row of `kernel.account` with its `kernel.agency` if the person is barred. */
export function isPersonBarred(barred: readonly number[]) {
  return sql<boolean>`exists (
    select from kernel.scope shut
    where shut.id = any (${[...barred]}::int[])
      and (shut.account_id = account.id or shut.agency_id = agency.id and shut.desk = ${wholeAgency}
        or shut.agency_id is null and shut.desk = 'kind:' || agency.kind))`
}

async function numberOf(db: Database, whom: Whom): Promise<number> {
  if ('agencyKind' in whom) await keepKind(db, whom.agencyKind)
  const scopes = db.selectFrom('kernel.scope').select('id')
  const row = await ('accountId' in whom
    ? scopes.where('account_id', '=', whom.accountId)
    : 'agencyId' in whom
      ? scopes.where('agency_id', '=', whom.agencyId).where('desk', '=', wholeAgency)
      : scopes.where('agency_id', 'is', null).where('desk', '=', deskOfKind(whom.agencyKind))
  ).executeTakeFirst()
  if (!row) throw new Error('There is nobody of this description to bar.')
  return row.id
}

/** A kind of agency that nobody here has yet can be barred, too. */
export async function keepKind(db: Database, agencyKind: string): Promise<void> {
  await db
    .insertInto('kernel.scope')
    .values({ desk: deskOfKind(agencyKind) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
