import { request } from '../request.ts'
import { viewDeviceKey } from '../server-routes.ts'
import { deliver } from './deliver.ts'
import { countRows, putKey, readKey } from './device.ts'
import { holdsKeyOf, keeperNow, leaveKept, openKept, settleKept } from './kept.ts'
import { canSeal, openerFrom } from './sealing.ts'

/** A browser that does not answer for so long keeps nothing: the page then says so, and does not wait for it. */
const PATIENCE_MS = 3_000

/** The node says that this person is signed in here: it gives their key, and what they wrote is opened and sent. */
export async function arrive(account: string): Promise<void> {
  if (!holdsKeyOf(account)) await inTime(account, openWithKey(account))
  void deliver()
}

async function openWithKey(account: string): Promise<void> {
  if (!canSeal()) return
  const opener = await openerFrom((await request(viewDeviceKey, {})).key)
  await putKey({ account, publicKey: opener.publicKey })
  await openKept(account, opener)
}

/**
 * The node does not answer: who worked here last can write on, and what they write is sealed. What they wrote before the
 * page was loaded opens when the node answers.
 */
export async function goOn(account: string): Promise<void> {
  if (keeperNow() !== account) await inTime(account, writeOnly(account))
}

async function writeOnly(account: string): Promise<void> {
  if (!canSeal()) return
  const key = await readKey(account)
  if (key) await openKept(account, { publicKey: key.publicKey })
}

async function inTime(account: string, opening: Promise<void>): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))
  await Promise.race([opening.catch(() => undefined), patience])
  if (keeperNow() !== account) await openKept(account, {})
}

/** Nobody is signed in here: what is sealed stays, and no key that opens it. */
export async function leave(): Promise<void> {
  leaveKept()
  await settleKept()
}

/** How many things wait on this device for whoever wrote them to sign in. */
export async function countWaiting(): Promise<number> {
  return canSeal() ? countRows().catch(() => 0) : 0
}
