import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { deriveKey, type NodeKey } from '../vault/node-key.ts'

/** Wrong passwords from one place before a pause. */
export const triesBeforePause = 6
export const pauseMinutes = 30
/** Limit for all unknown places together, so that many machines cannot guess more than one. */
const triesFromStrangers = 60

/** The origin of a try. `device` is set if this account has signed in on this device before. */
export interface SignInOrigin {
  address: string
  device?: string
}

/**
 * Counts a try before checking it, so that concurrent tries all count. False while this place is paused. A known device
 * has its own count, so strangers cannot lock the person out there.
 */
export async function countTry(
  db: Database,
  nodeKey: NodeKey,
  email: string,
  place: SignInOrigin,
  now: Date,
): Promise<boolean> {
  // A count that would end later than possible was begun while the clock was ahead. The extra minutes allow for small
  // differences between machines.
  const longest = new Date(now.getTime() + (pauseMinutes + 5) * 60_000)
  await db
    .deleteFrom('kernel.sign_in_try')
    .where((row) => row.or([row('until', '<=', now), row('until', '>', longest)]))
    .execute()
  if (place.device)
    return (
      (await count(db, digestFor(nodeKey, email, ['device', place.device]), triesBeforePause, now)) <= triesBeforePause
    )
  const here = await count(
    db,
    digestFor(nodeKey, email, ['place', neighbourhood(place.address)]),
    triesBeforePause,
    now,
  )
  // A paused place does not add to the total.
  if (here > triesBeforePause) return false
  return (await count(db, digestFor(nodeKey, email, ['anywhere']), triesFromStrangers, now)) <= triesFromStrangers
}

/** Resets the count of a place after a correct password. */
export async function forgetTries(db: Database, nodeKey: NodeKey, email: string, place: SignInOrigin): Promise<void> {
  const where = place.device ? ['device', place.device] : ['place', neighbourhood(place.address)]
  await db
    .deleteFrom('kernel.sign_in_try')
    .where('digest', '=', digestFor(nodeKey, email, where))
    .execute()
}

/** The number of tries within half an hour, including this one. The last allowed one starts the pause. */
async function count(db: Database, digest: Buffer, limit: number, now: Date): Promise<number> {
  const until = new Date(now.getTime() + pauseMinutes * 60_000)
  const { tries } = await db
    .insertInto('kernel.sign_in_try')
    .values({ digest, tries: 1, until })
    .onConflict((conflict) =>
      conflict.column('digest').doUpdateSet({
        tries: sql`sign_in_try.tries + 1`,
        until: sql`case when sign_in_try.tries + 1 = ${limit}::int then excluded.until else sign_in_try.until end`,
      }),
    )
    .returning('tries')
    .executeTakeFirstOrThrow()
  return tries
}

/** Without the node key nobody can read the email or the address from it, or test a guess. */
function digestFor(nodeKey: NodeKey, email: string, where: string[]): Buffer {
  return createHmac('sha256', deriveKey(nodeKey, 'sign-in'))
    .update(JSON.stringify([email, ...where]))
    .digest()
    .subarray(0, 16)
}

/**
 * An IPv4 address, or the first half of an IPv6 address (RFC 6177 §2), because a caller can choose the other half
 * freely.
 */
export function neighbourhood(address: string): string {
  const four = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (four) return four
  if (isIPv4(address) || !isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const groups =
    tail === undefined
      ? front
      : [...front, ...Array.from({ length: 8 - front.length - back.length }, () => '0'), ...back]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
