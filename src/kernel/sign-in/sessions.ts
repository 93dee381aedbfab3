import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { digestOf, findActor, foldEmail } from './accounts.ts'
import { passwordFits } from './password.ts'

/** A session ends after twelve hours, or after half an hour without use (reference 01 §1, rows 19–20: shared devices). */
const longestHours = 12
const idleMinutes = 30
const triesBeforeLock = 6
const lockMinutes = 30

/** Opens a session and returns its secret, which only the person's browser keeps. */
export async function signIn(db: Database, credentials: { email: string; password: string }, now: Date): Promise<{ token: string; actor: Actor } | Refusal> {
  const account = await db.selectFrom('kernel.account').selectAll().where('email', '=', foldEmail(credentials.email)).executeTakeFirst()
  // Counted before it is judged, so that many tries at once count as many; the answer is the same for an unknown, a wrong and a paused one.
  const mayTry = account !== undefined && (await countTry(db, account.id, now))
  const fits = await passwordFits(mayTry ? account.password_hash : null, credentials.password)
  if (!account || !account.active || !mayTry || !fits) return refuse('sign-in-not-known', { status: 401, params: { tries: triesBeforeLock, minutes: lockMinutes } })
  await db.updateTable('kernel.account').set({ failed_sign_ins: 0, locked_until: null }).where('id', '=', account.id).execute()
  const actor = await findActor(db, account.id)
  if (!actor) return refuse('sign-in-not-known', { status: 401 })
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('kernel.session')
    .values({ token_hash: digestOf(token), account_id: account.id, created_at: now, seen_at: now, expires_at: new Date(now.getTime() + longestHours * 3_600_000) })
    .execute()
  return { token, actor }
}

/** Counts one try; false while signing in is paused. A pause that is over starts the count anew. */
async function countTry(db: Database, accountId: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + lockMinutes * 60_000)
  const counted = await db
    .updateTable('kernel.account')
    .set({
      failed_sign_ins: sql`case when locked_until is not null then 1 else failed_sign_ins + 1 end`,
      locked_until: sql`case when locked_until is null and failed_sign_ins + 1 >= ${triesBeforeLock} then ${until}::timestamptz end`,
    })
    .where('id', '=', accountId)
    // A pause that would last longer than a pause can was begun under a clock that was ahead.
    .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', now), row('locked_until', '>', until)]))
    .executeTakeFirst()
  return counted.numUpdatedRows === 1n
}

/** The person behind a session, or undefined when it ended, was idle too long or was never there. */
export async function findSession(db: Database, token: string, now: Date): Promise<Actor | undefined> {
  const session = await db.selectFrom('kernel.session').selectAll().where('token_hash', '=', digestOf(token)).executeTakeFirst()
  if (!session || session.ended_at || session.expires_at <= now) return undefined
  const idle = now.getTime() - session.seen_at.getTime()
  if (idle > idleMinutes * 60_000) return undefined
  // Seen in a time that has not come: the clock was set back. Both limits are counted from now on, or they would not end it for hours.
  const latest = new Date(Math.min(session.expires_at.getTime(), now.getTime() + longestHours * 3_600_000))
  if (Math.abs(idle) > 60_000) await db.updateTable('kernel.session').set({ seen_at: now, expires_at: latest }).where('token_hash', '=', session.token_hash).execute()
  return findActor(db, session.account_id)
}

export async function signOut(db: Database, token: string, now: Date): Promise<void> {
  await db.updateTable('kernel.session').set({ ended_at: now }).where('token_hash', '=', digestOf(token)).execute()
}
