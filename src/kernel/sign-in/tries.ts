import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { deriveKey, type NodeKey } from '../vault/node-key.ts'

/** Wrong passwords from one place before it waits. */
export const triesBeforePause = 6
export const pauseMinutes = 30
/** All places together that this e-mail was never signed in from: many machines must not guess where one may not. */
const triesFromStrangers = 60

/** Where somebody tries from. `device` is set when this account has signed in on this device before. */
export interface SignInOrigin {
  address: string
  device?: string
}

/**
 * Counts one try before it is judged, so that many at once count as many; false while this place waits.
 * A known device is counted by itself: whatever strangers do, wherever they sit, the person goes on signing in there.
 */
export async function countTry(
  db: Database,
  nodeKey: NodeKey,
  email: string,
  place: SignInOrigin,
  now: Date,
): Promise<boolean> {
  // A count that would stand longer than one can was begun under a clock that was ahead; the minutes are for machines that differ a little.
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
  // A place that waits adds nothing to the sum of all.
  if (here > triesBeforePause) return false
  return (await count(db, digestFor(nodeKey, email, ['anywhere']), triesFromStrangers, now)) <= triesFromStrangers
}

/** After a right password the count of that place begins anew. */
export async function forgetTries(db: Database, nodeKey: NodeKey, email: string, place: SignInOrigin): Promise<void> {
  const where = place.device ? ['device', place.device] : ['place', neighbourhood(place.address)]
  await db
    .deleteFrom('kernel.sign_in_try')
    .where('digest', '=', digestFor(nodeKey, email, where))
    .execute()
}

/** The number of tries within half an hour, this one included; the last one allowed begins the pause. */
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

/** Neither the e-mail nor the address can be read from it without the node key, and a guess cannot be checked either. */
function digestFor(nodeKey: NodeKey, email: string, where: string[]): Buffer {
  return createHmac('sha256', deriveKey(nodeKey, 'sign-in'))
    .update(JSON.stringify([email, ...where]))
    .digest()
    .subarray(0, 16)
}

/** IPv4 as it is; of IPv6 the half that belongs to one connection (RFC 6177 §2), because the other half is free to choose. */
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
