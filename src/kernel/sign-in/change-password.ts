import type { Actor } from '../actor.ts'
import type { Node } from '../node.ts'
import { refuse, type Refusal, Refused } from '../refusal.ts'
import { openTx } from '../tx.ts'
import { hashPassword, passwordFits } from './password.ts'
import { endSessions, openSession } from './sessions.ts'
import { countTry, forgetTries, type SignInOrigin } from './tries.ts'
import { readDevice } from './devices.ts'

/**
 * Changes a person's own password. Every session of the account ends, this one too; the person gets a new one. Wrong
 * passwords count as they do at sign-in, so that nobody can guess at a screen that was left open.
 */
export async function changePassword(
  node: Node,
  actor: Actor,
  { current, next }: { current: string; next: string },
  from: { address: string; mark?: string },
): Promise<{ token: string } | Refusal> {
  const { database: db, nodeKey } = node
  const now = node.clock.now()
  const account = await db
    .selectFrom('kernel.account')
    .select(['id', 'email', 'password_hash'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const device = readDevice(nodeKey, account.id, from.mark)
  const origin: SignInOrigin = { address: from.address, ...(device && { device }) }
  if (!(await countTry(db, nodeKey, account.email, origin, now))) return refuse('attempts-limited', { status: 429 })
  if (!(await passwordFits(account.password_hash, current))) return wrong('password-wrong', 'current')
  await forgetTries(db, nodeKey, account.email, origin)
  if (next === current) return wrong('password-unchanged', 'next')
  const passwordHash = await hashPassword(next)
  try {
    return await openTx(node, actor, async (tx) => {
      const changed = await tx.db
        .updateTable('kernel.account')
        .set({ password_hash: passwordHash })
        .where('id', '=', account.id)
        .where('password_hash', '=', account.password_hash)
        .executeTakeFirst()
      if (changed.numUpdatedRows !== 1n) throw new Refused(wrong('password-wrong', 'current'))
      await endSessions(tx.db, account.id, now)
      const token = await openSession(tx.db, { id: account.id, password_hash: passwordHash }, now)
      if (!token) throw new Refused(refuse('sign-in-needed', { status: 401 }))
      tx.ledger({
        at: now.toISOString(),
        actor: `${actor.kind}:${actor.id}`,
        act: 'change-password',
        kind: 'command',
        subject: account.id,
        purpose: 'administer',
        policies: [],
      })
      return { token }
    })
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

function wrong(code: 'password-wrong' | 'password-unchanged', path: string): Refusal {
  return refuse(code, { status: 422, fields: [{ path, code }] })
}
