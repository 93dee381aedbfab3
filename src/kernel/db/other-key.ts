import type pg from 'pg'
import { type Checkpoint, isGenuine } from '#lib/ledger'
import { ledgerKeys } from '../ledger/keys.ts'
import type { NodeKey } from '../vault/node-key.ts'

/**
 * Refuses another node key: existing data would not open, and new data would be lost when the right key returns. Every
 * start signs a checkpoint, so the newest one shows whether the key is right.
 */
export async function refuseOtherKey(client: pg.Client, nodeKey: NodeKey): Promise<void> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select to_regclass('kernel.ledger_checkpoint') is not null as there`,
  )
  if (!tables[0]?.there) return
  const { rows } = await client.query<{ checkpoint: Checkpoint }>(
    'select checkpoint from kernel.ledger_checkpoint order by number desc limit 1',
  )
  const [newest] = rows
  const { key, oldKeys } = ledgerKeys(nodeKey, 'care')
  if (newest && !isGenuine(newest.checkpoint, [key, ...oldKeys], 'care')) {
    throw new Error(
      'TENFOLD_NODE_KEY_FILE: this is not the key this database was sealed with. Bring back the copy that was kept apart from it; a new key opens nothing.',
    )
  }
}
