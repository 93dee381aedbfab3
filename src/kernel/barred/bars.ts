import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { refuse, Refused } from '../refusal.ts'
import { deskOfKind, wholeAgency } from '../roles.ts'

/** Who is barred: a person, an agency, or every agency of a kind, those that join later included. */
export type Whom = { accountId: string } | { agencyId: string } | { agencyKind: string }

/** Whom a number stands for: the name of a person, of an agency in every language, or a kind of agency. */
export type Named = { person: string } | { agency: Record<string, string> } | { agencyKind: string }

/**
 * Who is barred from the records that a transaction has opened. Whoever is barred does not count as being there: no duty
 * is theirs, and nothing is routed to them.
 */
export interface Bars {
  /** From now this transaction is about a record from which these are barred: numbers of `kernel.scope`. */
  heed(barred: readonly number[]): void
  readonly barred: readonly number[]
  /** The numbers of these, in order. Refused if there is no such person or agency. */
  of(whom: readonly Whom[]): Promise<number[]>
  /** Whom numbers stand for: names for a screen. A number that nobody has any more is not among them. */
  named(numbers: readonly number[]): Promise<Map<number, Named>>
  /** The other active people who have one of these scopes themselves. Desks are agencies. */
  peopleAmong(scopes: readonly number[]): Promise<{ id: string; name: string; agency: Record<string, string> }[]>
  /** Of these agencies those that are not barred. */
  agencies<Id extends string>(ids: readonly Id[]): Promise<Set<Id>>
  /** Whether this person is barred: alone, or with everybody at the agency. */
  isBarred(accountId: string): Promise<boolean>
}

export function openBars(db: Database, heeded: Set<number>, actor: Pick<Actor, 'id'>): Bars {
  return {
    heed: (barred) => barred.forEach((scope) => heeded.add(scope)),
    get barred() {
      return [...heeded]
    },
    of: (whom) => Promise.all(whom.map((one) => numberOf(db, one))),
    named: (numbers) => readNamed(db, numbers),
    peopleAmong: (scopes) => readPeopleAmong(db, scopes, actor.id),
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

/**
 * True for a row of `kernel.account` if a kind of agency does not mean them: a national coordinator is the way around every
 * agency of a kind, and is barred only by name or with their own agency.
 */
export const isCoordinator = sql<boolean>`'coordinator' = any (account.roles)`

/** True for a row of `kernel.account` with its `kernel.agency` if the person is barred. */
export function isPersonBarred(barred: readonly number[]) {
  return sql<boolean>`exists (
    select from kernel.scope shut
    where shut.id = any (${[...barred]}::int[])
      and (shut.account_id = account.id or shut.agency_id = agency.id and shut.desk = ${wholeAgency}
        or shut.agency_id is null and shut.desk = 'kind:' || agency.kind and not ${isCoordinator}))`
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
  if (!row)
    throw new Refused(refuse('answers-not-accepted', { status: 422, fields: [{ path: 'whom', code: 'not-possible' }] }))
  return row.id
}

/** A kind of agency that nobody here has yet can be barred, too. Two numbers of one kind mean the same agencies. */
export async function keepKind(db: Database, agencyKind: string): Promise<void> {
  const known = await db
    .selectFrom('kernel.scope')
    .select('id')
    .where('agency_id', 'is', null)
    .where('desk', '=', deskOfKind(agencyKind))
    .executeTakeFirst()
  if (!known)
    await db
      .insertInto('kernel.scope')
      .values({ desk: deskOfKind(agencyKind) })
      .execute()
}

async function readNamed(db: Database, numbers: readonly number[]): Promise<Map<number, Named>> {
  const { rows } = await sql<{
    id: number
    person: string | null
    agency: Record<string, string> | null
    desk: string | null
  }>`
    select scope.id, account.name as person, agency.name as agency, scope.desk
    from kernel.scope left join kernel.account on account.id = scope.account_id
      left join kernel.agency on agency.id = scope.agency_id
    where scope.id = any (${[...numbers]}::int[])`.execute(db)
  return new Map(
    rows.map(({ id, person, agency, desk }) => [
      id,
      person ? { person } : agency ? { agency } : { agencyKind: desk?.slice(deskOfKind('').length) ?? '' },
    ]),
  )
}

async function readPeopleAmong(
  db: Database,
  scopes: readonly number[],
  but: string,
): Promise<{ id: string; name: string; agency: Record<string, string> }[]> {
  const { rows } = await sql<{ id: string; name: string; agency: Record<string, string> }>`
    select account.id, account.name, agency.name as agency
    from kernel.scope join kernel.account on account.id = scope.account_id
      join kernel.agency on agency.id = account.agency_id
    where scope.id = any (${[...scopes]}::int[]) and account.id::text <> ${but} and account.active
    order by account.name, account.id`.execute(db)
  return rows
}
