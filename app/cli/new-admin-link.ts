/** `npx tenfold new-admin-link`: how the first person gets into a production node without a password anybody else knew. */
import { randomBytes } from 'node:crypto'
import { digestOf } from '#kernel/sign-in/accounts'
import { readConfig } from '../server/config.ts'
import { withNode } from '../server/start.ts'

const VALID_HOURS = 24

/** Prints a link that works once and for a day. Only its digest is stored; what follows # never reaches a server's log. */
export async function newAdminLinkCommand(_words: string[] = []): Promise<number> {
  const config = readConfig(process.env)
  const token = randomBytes(24).toString('base64url')
  await withNode(config, (line) => process.stderr.write(`${line}\n`), async ({ database, clock }) => {
    const now = clock.now()
    const expires = new Date(now.getTime() + VALID_HOURS * 3_600_000)
    await database
      .insertInto('kernel.one_time_link')
      .values({ token_hash: digestOf(token), purpose: 'first-administrator', created_at: now, expires_at: expires })
      .execute()
  })
  const address = config.publicUrl ?? `http://${config.host}:${config.port}`
  process.stdout.write(`Works once, for ${VALID_HOURS} hours, for whoever has it:\n${address}/first-administrator#${token}\n`)
  return 0
}
