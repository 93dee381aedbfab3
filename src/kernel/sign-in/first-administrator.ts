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

/** Uses a one-time link to make the agency that runs the node and its first administrator. */
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
        .where('token_hash', '=', digestOf(wanted.token))
        .where('purpose', '=', 'first-administrator')
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (used.numUpdatedRows !== 1n) throw new Refused(refuse('link-expired', { status: 410 }))
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
