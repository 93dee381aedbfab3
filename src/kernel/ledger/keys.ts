import type { Compartment } from '../db/database.ts'
import { deriveKey, type NodeKey } from '../vault/node-key.ts'

/** The keys of one ledger: the one that signs its lines, checkpoints and marks, and the one of before. */
interface LedgerKeys {
  readonly key: Uint8Array
  /** Until 2026-11-29 one key signed the checkpoints of every compartment, and no line. */
  readonly oldKeys: readonly Uint8Array[]
}

/** Each compartment has its own key, so that nothing of one ledger is valid in another. No key is in the database. */
export function ledgerKeys(nodeKey: NodeKey, compartment: Compartment): LedgerKeys {
  return { key: deriveKey(nodeKey, `ledger:${compartment}`), oldKeys: [deriveKey(nodeKey, 'checkpoint')] }
}
