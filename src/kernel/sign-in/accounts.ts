import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { isCoordinator, keepKind } from '../barred/bars.ts'
import type { Database } from '../db/database.ts'
import { refuse, Refused } from '../refusal.ts'
import { type Desk, desks, desksOfRole, type Role, wholeAgency } from '../roles.ts'
import { hashPassword } from './password.ts'

/** A name in several languages, by BCP 47 tag. */
export type Translated = Readonly<Record<string, string>>

export interface NewAgency {
  id: string
  /** Short and stable, e.g. `MER-CPA`. Used in data, never shown alone. */
  code: string
  name: Translated
  kind: string
  country: string
}

export interface NewAccount {
  id: string
  agencyId: string
  name: string
  email: string
  password: string
  /** A ready hash of the password: the demonstration has forty people with one password and computes one hash. */
  passwordHash?: string
  roles: readonly Role[]
  language: string
  place?: string
}

export async function addAgency(db: Database, agency: NewAgency, now: Date): Promise<void> {
  await db
    .insertInto('kernel.agency')
    .values({
      id: agency.id,
      code: agency.code,
      name: JSON.stringify(agency.name),
      kind: agency.kind,
      country: agency.country,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('kernel.scope')
    .values([...desks, wholeAgency].map((desk) => ({ agency_id: agency.id, desk })))
    .execute()
  await keepKind(db, agency.kind)
}

/**
 * Adds a person at an agency, with a personal scope. The email is stored folded, so that spelling in capitals does not
 * matter. Throws a refusal if another account has it.
 */
export async function addAccount(db: Database, account: NewAccount, now: Date): Promise<void> {
  const email = foldEmail(account.email)
  const claimed = await db
    .insertInto('kernel.account_address')
    .values({ email, account_id: account.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows !== 1n)
    throw new Refused(refuse('email-taken', { fields: [{ path: 'email', code: 'email-taken' }] }))
  await db
    .insertInto('kernel.account')
    .values({
      id: account.id,
      agency_id: account.agencyId,
      name: account.name,
      email,
      password_hash: account.passwordHash ?? (await hashPassword(account.password)),
      roles: [...account.roles],
      language: account.language,
      place: account.place ?? null,
      created_at: now,
    })
    .execute()
  await db.insertInto('kernel.scope').values({ account_id: account.id }).execute()
}

export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

/** The scope number of a desk. Throws if there is no such agency. */
export async function getDeskScope(db: Database, agencyId: string, desk: Desk): Promise<number> {
  const row = await db
    .selectFrom('kernel.scope')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('desk', '=', desk)
    .executeTakeFirst()
  if (!row) throw new Error(`The agency ${agencyId} has no desk ${desk}.`)
  return row.id
}

/** A system of an agency as an actor hears of its deliveries at one desk. */
export async function scopesOfSystem(db: Database, agencyId: string): Promise<Pick<Actor, 'scopes' | 'circles'>> {
  const { rows } = await sql<{ scope: number; circles: number[] }>`
    select scope.id as scope, ${circlesOf(sql`scope.agency_id`, sql`true`)} as circles
    from kernel.scope where agency_id = ${agencyId} and desk = 'intake'`.execute(db)
  if (!rows[0]) throw new Error(`The agency ${agencyId} has no desk for its systems.`)
  return { scopes: [rows[0].scope], circles: rows[0].circles }
}

/** Numbers for everybody at this agency and, if `ofKind`, at every agency of its kind. */
function circlesOf(agencyId: RawBuilder<unknown>, ofKind: RawBuilder<boolean>): RawBuilder<number[]> {
  return sql`array(
    select circle.id from kernel.scope circle join kernel.agency on agency.id = ${agencyId}
    where circle.agency_id = agency.id and circle.desk = ${wholeAgency}
      or circle.agency_id is null and circle.account_id is null and circle.desk = 'kind:' || agency.kind and ${ofKind})`
}

/** The person as an actor, with roles, personal scope and the scopes of their desks. */
export async function findActor(db: Database, accountId: string): Promise<Actor | undefined> {
  const { rows } =
    await sql<ActorRow>`select ${actorColumns} from kernel.account where account.id = ${accountId}`.execute(db)
  return rows[0] && toActor(rows[0])
}

/** The columns for `toActor`, in one statement, because every request waits for it. */
export const actorColumns = sql`account.id, account.agency_id, account.name, account.roles, account.language, account.active,
  (select scope.id from kernel.scope where scope.account_id = account.id) as personal_scope,
  array(select scope.id || ' ' || scope.desk from kernel.scope where scope.agency_id = account.agency_id) as desks,
  ${circlesOf(sql`account.agency_id`, sql`not ${isCoordinator}`)} as circles`

export interface ActorRow {
  id: string
  agency_id: string
  name: string
  roles: Role[]
  language: string
  active: boolean
  personal_scope: number | null
  /** Scope number and name of every desk of the agency. */
  desks: string[]
  circles: number[]
}

/** Undefined for a closed account. */
export function toActor(row: ActorRow): Actor | undefined {
  if (!row.active) return undefined
  const { id, roles, personal_scope: personalScope } = row
  if (personalScope === null) throw new Error(`There is no account ${id}.`)
  const mine = new Set<string>(roles.flatMap((role) => desksOfRole[role]))
  const desks = row.desks.map((text) => text.split(' ') as [string, string]).filter(([, desk]) => mine.has(desk))
  return {
    kind: 'account',
    id,
    agencyId: row.agency_id,
    roles,
    scopes: [personalScope, ...desks.map(([scope]) => Number(scope))],
    circles: row.circles,
    personalScope,
    language: row.language,
    name: row.name,
  }
}

export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest()
}
