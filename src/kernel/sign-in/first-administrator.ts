import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import { nodeActor } from '../actor.ts'
import { newId } from '../ids.ts'
import type { Node } from '../node.ts'
import { refuse, type Refusal, Refused } from '../refusal.ts'
import { addAccount, addAgency, digestOf } from './accounts.ts'

export interface FirstAdministrator {
  token: string
  agency: string
  name: string
  email: string
  password: string
  language: string
}

/** Whether somebody administers this node. Then no link makes another first administrator. */
export async function hasAdministrator(db: Database): Promise<boolean> {
  const found = await db
    .selectFrom('kernel.account')
    .select('id')
    .where('active', '=', true)
    .where(sql<boolean>`'administrator' = any (roles)`)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Uses a one-time link to make the agency that runs the node and its first administrator. It uses up every other such
 * link with it, and none works once there is an administrator.
 */
export async function makeFirstAdministrator(
  node: Node,
  wanted: FirstAdministrator,
): Promise<{ id: string } | Refusal> {
  const now = node.clock.now()
  try {
    return await inTransaction(node.compartment('care'), nodeActor, async ({ db }) => {
      const used = await db
        .updateTable('kernel.one_time_link')
        .set({ used_at: now })
        .where('purpose', '=', 'first-administrator')
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('token_hash')
        .execute()
      const token = digestOf(wanted.token)
      const works = used.some(({ token_hash }) => token_hash.equals(token)) && !(await hasAdministrator(db))
      if (!works) throw new Refused(refuse('link-expired', { status: 410 }))
      const agencyId = newId()
      const id = newId()
      await addAgency(
        db,
        {
          id: agencyId,
          code: 'NODE',
          name: { en: wanted.agency, [wanted.language]: wanted.agency },
          kind: 'node',
          country: node.country,
        },
        now,
      )
      await addAccount(
        db,
        {
          id,
          agencyId,
          name: wanted.name,
          email: wanted.email,
          password: wanted.password,
          roles: ['administrator'],
          language: wanted.language,
        },
        now,
      )
      return { id }
    })
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}
