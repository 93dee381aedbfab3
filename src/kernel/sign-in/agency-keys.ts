import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { deriveKey, type NodeKey } from '../vault/node-key.ts'
import { digestOf, scopesOfSystem } from './accounts.ts'

/** A key lasts a year at most, so that a forgotten one ends. */
export const longestKeyDays = 366
export const mostPerMinute = 600

export interface NewAgencyKey {
  /** The digest of the key, in hex. The database never has the key. */
  digest: string
  agencyId: string
  /** The system it is for, in words of the agency. */
  label: string
  perMinute: number
  days: number
}

/** A system that called with its key. */
export interface KeyActor extends Actor {
  readonly kind: 'agency-key'
  readonly agencyId: string
  /** The most calls in a minute. */
  readonly perMinute: number
}

/**
 * The key that a person makes with one command. It is made from the command's id with a key that only the node has, so
 * a command that is delivered twice shows the same key, and nothing is stored to show it again.
 */
export function keyFor(
  nodeKey: NodeKey,
  maker: string,
  commandId: string,
): { key: string; id: string; digest: string } {
  const bytes = createHmac('sha256', deriveKey(nodeKey, 'agency-key')).update(`${maker}\n${commandId}`).digest()
  const key = `tfk_${bytes.subarray(0, 24).toString('base64url')}`
  const digest = digestOf(key).toString('hex')
  return { key, id: keyIdOf(digest), digest }
}

/** The id of a key, from its digest. Lists and the ledger name the key by it. */
export function keyIdOf(digest: string): string {
  return digest.slice(0, 16)
}

/** Stores a new key. `maker` is the account that made it; the node itself has none. */
export async function addAgencyKey(
  db: Database,
  { digest, agencyId, label, perMinute, days }: NewAgencyKey,
  maker: string | undefined,
  now: Date,
): Promise<void> {
  await db
    .insertInto('kernel.agency_key')
    .values({
      key_hash: Buffer.from(digest, 'hex'),
      agency_id: agencyId,
      label,
      per_minute: perMinute,
      created_at: now,
      expires_at: new Date(now.getTime() + days * 86_400_000),
      created_by: maker ?? null,
    })
    .execute()
}

export type AgencyKeyRow = Awaited<ReturnType<typeof listAgencyKeys>>[number]

/** The keys of an agency, the newest first, those that were revoked last. */
export async function listAgencyKeys(db: Database, agencyId: string) {
  return keyRows(db).where('agency_id', '=', agencyId).execute()
}

export async function findAgencyKey(db: Database, id: string): Promise<AgencyKeyRow | undefined> {
  return keyRows(db).where('id', '=', id).executeTakeFirst()
}

function keyRows(db: Database) {
  return db
    .selectFrom('kernel.agency_key')
    .select(['id', 'agency_id', 'label', 'per_minute', 'created_at', 'created_by'])
    .select(['expires_at', 'revoked_at', 'last_used_at'])
    .orderBy(sql`revoked_at is not null`)
    .orderBy('created_at', 'desc')
}

/** Ends a key for good. A key that has ended already keeps its time and its person. */
export async function revokeAgencyKey(db: Database, id: string, by: string | undefined, now: Date): Promise<void> {
  await db
    .updateTable('kernel.agency_key')
    .set({ revoked_at: now, revoked_by: by ?? null })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends the keys that an account made: the person may have kept a copy. */
export async function revokeKeysMadeBy(db: Database, accountId: string, now: Date): Promise<void> {
  await db
    .updateTable('kernel.agency_key')
    .set({ revoked_at: now })
    .where('created_by', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}

/**
 * The system of a key, unless the key was revoked or has ended. A key that was made by an account which is disabled now
 * is revoked here, so that it does not live again with the account.
 */
export async function findAgencyByKey(db: Database, key: string, now: Date): Promise<KeyActor | undefined> {
  const { rows } = await sql<{
    id: string
    agency_id: string
    per_minute: number
    created_by: string | null
    used_lately: boolean
    maker_active: boolean
  }>`
    select key.id, key.agency_id, key.per_minute, key.created_by,
      coalesce(key.last_used_at > ${new Date(now.getTime() - 3_600_000)}, false) as used_lately,
      key.created_by is null or exists (select from kernel.account where id = key.created_by and active) as maker_active
    from kernel.agency_key key
    where key.key_hash = ${digestOf(key)} and key.revoked_at is null and key.expires_at > ${now}`.execute(db)
  const found = rows[0]
  if (!found) return undefined
  if (!found.maker_active && found.created_by) {
    await revokeKeysMadeBy(db, found.created_by, now)
    return undefined
  }
  if (!found.used_lately)
    await db.updateTable('kernel.agency_key').set({ last_used_at: now }).where('id', '=', found.id).execute()
  return {
    kind: 'agency-key',
    id: found.id,
    agencyId: found.agency_id,
    roles: [],
    ...(await scopesOfSystem(db, found.agency_id)),
    perMinute: found.per_minute,
  }
}
