import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { actorColumns, type ActorRow, digestOf, findActor, foldEmail, toActor } from './accounts.ts'
import type { NodeKey } from '../vault/node-key.ts'
import { markDevice, readDevice } from './devices.ts'
import { passwordFits } from './password.ts'
import { countTry, forgetTries, pauseMinutes, triesBeforePause } from './tries.ts'

/**
 * A session ends after twelve hours, or after half an hour without use, because devices are shared (reference 01 §1,
 * rows 19–20).
 */
const longestHours = 12
const idleMinutes = 30

/** Opens a session. Returns its secret, which only the person's browser stores, and the device mark. */
export async function signIn(
  { database: db, nodeKey }: { database: Database; nodeKey: NodeKey },
  credentials: { email: string; password: string },
  from: { address: string; mark?: string },
  now: Date,
): Promise<{ token: string; mark: string; actor: Actor } | Refusal> {
  const email = foldEmail(credentials.email)
  const account = await db.selectFrom('kernel.account').selectAll().where('email', '=', email).executeTakeFirst()
  const device = account && readDevice(nodeKey, account.id, from.mark)
  const place = { address: from.address, ...(device && { device }) }
  // Count an unknown email too. An unknown email, a wrong password and a pause get the same answer.
  const mayTry = await countTry(db, nodeKey, email, place, now)
  const fits = await passwordFits((mayTry && account?.password_hash) || null, credentials.password)
  if (!account || !account.active || !mayTry || !fits) return notKnown()
  await forgetTries(db, nodeKey, email, place)
  const actor = await findActor(db, account.id)
  if (!actor) return notKnown()
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('kernel.session')
    .values({
      token_hash: digestOf(token),
      account_id: account.id,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + longestHours * 3_600_000),
    })
    .execute()
  return { token, mark: device && from.mark ? from.mark : markDevice(nodeKey, account.id), actor }
}

/** The same refusal for every failed sign-in. */
export function notKnown(): Refusal {
  return refuse('sign-in-rejected', { status: 401, params: { tries: triesBeforePause, minutes: pauseMinutes } })
}

/**
 * The person of a session; undefined if it ended, was idle too long or never existed. A page asks by itself while nobody
 * is there; unless `attended`, that is no use.
 */
export async function findSession(db: Database, token: string, now: Date, attended = true): Promise<Actor | undefined> {
  const { rows } = await sql<ActorRow & { token_hash: Buffer; seen_at: Date; expires_at: Date; ended_at: Date | null }>`
    select session.token_hash, session.seen_at, session.expires_at, session.ended_at, ${actorColumns}
    from kernel.session join kernel.account on account.id = session.account_id where session.token_hash = ${digestOf(token)}`.execute(
    db,
  )
  const session = rows[0]
  if (!session || session.ended_at || session.expires_at <= now) return undefined
  const idle = now.getTime() - session.seen_at.getTime()
  if (idle > idleMinutes * 60_000) return undefined
  // The last use is in the future, so the clock was set back. Count both limits from now, or the session would last for
  // hours more.
  const latest = new Date(Math.min(session.expires_at.getTime(), now.getTime() + longestHours * 3_600_000))
  if (idle < -60_000 || (attended && idle > 60_000))
    await db
      .updateTable('kernel.session')
      .set({ seen_at: now, expires_at: latest })
      .where('token_hash', '=', session.token_hash)
      .execute()
  return toActor(session)
}

export async function signOut(db: Database, token: string, now: Date): Promise<void> {
  await db.updateTable('kernel.session').set({ ended_at: now }).where('token_hash', '=', digestOf(token)).execute()
}
