import { randomBytes } from 'node:crypto'
import { digestOf } from '#kernel/sign-in/accounts'
import { hasAdministrator } from '#kernel/sign-in/first-administrator'
import { findAddress } from '../server/node-address.ts'
import { besideANode } from './beside-a-node.ts'

const validHours = 24

/** `npx tenfold new-admin-link`: prints a link for an administrator to set a password. It works once, within a day. */
export async function newAdminLinkCommand(): Promise<number> {
  return besideANode(async (node, config) => {
    if (await hasAdministrator(node.database)) {
      process.stderr.write('There is an administrator already, so a link for the first one would not work.\n')
      return 1
    }
    const token = randomBytes(32).toString('base64url')
    const now = node.clock.now()
    await node.database
      .insertInto('kernel.one_time_link')
      .values({
        token_hash: digestOf(token),
        purpose: 'first-administrator',
        created_at: now,
        expires_at: new Date(now.getTime() + validHours * 3_600_000),
      })
      .execute()
    const base = config.publicUrl ?? (await findAddress(config.dataDir)) ?? `http://${config.host}:${config.port}`
    // The token comes after "#", so a browser never sends it to a server or a proxy log.
    process.stdout.write(
      `${base}/first-administrator#${token}\nThis link works once, until ${new Date(now.getTime() + validHours * 3_600_000).toISOString()}.\n`,
    )
    return 0
  })
}
