import { type RawBuilder, sql } from 'kysely'
import { isPersonBarred } from '../barred/bars.ts'
import type { Database } from '../db/database.ts'
import { type Desk, desksOfRole, type Role, roles, workingRoles } from '../roles.ts'

const seats = roles.flatMap((role) => desksOfRole[role].map((desk): readonly [Desk, Role] => [desk, role]))

/**
 * True for a row of `kernel.scope` if an active account holds it that is not barred: a person with one of these roles, or
 * someone who works at the desk.
 */
const isAttended = (acting: readonly Role[], barred: readonly number[] = []): RawBuilder<boolean> => {
  const there = sql<boolean>`account.active and ${
    barred.length === 0
      ? sql`true`
      : sql`not exists (select from kernel.agency where agency.id = account.agency_id and ${isPersonBarred(barred)})`
  }`
  return sql`(
  exists (select from kernel.account
    where ${there} and account.id = scope.account_id and account.roles && ${[...acting]}::text[])
  or exists (
    select from kernel.account
    join unnest(${seats.map(([desk]) => desk)}::text[], ${seats.map(([, role]) => role)}::text[]) as seat (desk, role)
      on seat.role = any (account.roles)
    where ${there} and account.agency_id = scope.agency_id and seat.desk = scope.desk
  ))`
}

/** Of these scopes those that an active account holds. Of people only those with one of these roles. */
export async function findAttended(
  db: Database,
  scopes: readonly number[],
  { acting = workingRoles, barred = [] }: { acting?: readonly Role[] | undefined; barred?: readonly number[] } = {},
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from kernel.scope where id = any (${[...scopes]}::int[]) and ${isAttended(acting, barred)}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Of these agencies those where an active account works at this desk that is not barred. */
export async function findStaffed(
  db: Database,
  desk: Desk,
  agencyIds: readonly string[],
  barred: readonly number[] = [],
): Promise<Set<string>> {
  const { rows } = await sql<{ agency_id: string }>`
    select agency_id from kernel.scope
    where agency_id = any (${[...agencyIds]}::uuid[]) and desk = ${desk} and ${isAttended(workingRoles, barred)}`.execute(
    db,
  )
  return new Set(rows.map(({ agency_id }) => agency_id))
}

/**
 * Who has left: scopes that no active account holds any more, those of people who have lost a role or moved to another
 * agency, the people among them, and the agencies of the desks.
 */
export interface Left {
  scopes: number[]
  accountIds: string[]
  agencyIds: string[]
}

/** Compares who is there with the last look, and remembers it. Two workers find nobody twice. */
export async function noteAttendance(db: Database): Promise<Left> {
  await sql`
    delete from kernel.unattended_scope using kernel.scope
    where scope.id = unattended_scope.scope and ${isAttended(workingRoles)}`.execute(db)
  const { rows } = await sql<{ scope: number }>`
    insert into kernel.unattended_scope select id from kernel.scope
    where not exists (select from kernel.unattended_scope known where known.scope = scope.id) and not ${isAttended(workingRoles)}
    on conflict do nothing returning scope`.execute(db)
  const scopes = [...new Set([...rows.map(({ scope }) => scope), ...(await noteOtherWork(db))])]
  const owners = await db
    .selectFrom('kernel.scope')
    .select(['account_id', 'agency_id'])
    .where('id', '=', sql<number>`any (${scopes}::int[])`)
    .execute()
  return {
    scopes,
    accountIds: owners.flatMap(({ account_id }) => account_id ?? []),
    agencyIds: [...new Set(owners.flatMap(({ agency_id }) => agency_id ?? []))],
  }
}

/** True for an active account that does something else, or elsewhere, than at the last look, or was not there. */
const isOther = sql<boolean>`account.active and not exists (
  select from kernel.known_account known
  where known.account_id = account.id and known.agency_id = account.agency_id and known.roles = account.roles
)`

/** The personal scopes of active people who have lost a role or moved to another agency since the last look. */
async function noteOtherWork(db: Database): Promise<number[]> {
  // Almost always nobody has: one statement then, because the node looks every few seconds.
  const { rows: others } = await sql`select from kernel.account where ${isOther} limit 1`.execute(db)
  if (others.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    with other as (
      update kernel.known_account known set agency_id = account.agency_id, roles = account.roles
      from kernel.account
      where account.id = known.account_id and account.active
        and (account.agency_id <> known.agency_id or not known.roles <@ account.roles)
      returning known.account_id
    )
    select scope.id from kernel.scope join other on scope.account_id = other.account_id`.execute(db)
  await sql`
    insert into kernel.known_account (account_id, agency_id, roles)
    select id, agency_id, roles from kernel.account where ${isOther}
    on conflict (account_id) do update set roles = excluded.roles`.execute(db)
  return rows.map(({ id }) => id)
}
