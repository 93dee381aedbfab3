import { nodeActor } from '../actor.ts'
import type { Node } from '../node.ts'
import { openTx } from '../tx.ts'
import { foldEmail } from './accounts.ts'
import { revokeKeysMadeBy } from './agency-keys.ts'
import { endSessions } from './sessions.ts'

/**
 * Disables an account, or enables it again. Disabling ends its sessions and the access keys it made; enabling it gives
 * none of them back. Called by the person who runs the system. False if nobody has this e-mail.
 */
export async function setAccountActive(node: Node, email: string, active: boolean): Promise<boolean> {
  return openTx(node, nodeActor, async (tx) => {
    const account = await tx.db
      .updateTable('kernel.account')
      .set({ active })
      .where('email', '=', foldEmail(email))
      .returning('id')
      .executeTakeFirst()
    if (!account) return false
    if (!active) {
      await endSessions(tx.db, account.id, tx.now)
      await revokeKeysMadeBy(tx.db, account.id, tx.now)
    }
    tx.ledger({
      at: tx.now.toISOString(),
      actor: `${nodeActor.kind}:${nodeActor.id}`,
      act: active ? 'enable-account' : 'disable-account',
      kind: 'command',
      subject: account.id,
      purpose: 'administer',
      policies: [],
    })
    return true
  })
}
