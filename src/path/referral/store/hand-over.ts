import type { Tx } from '#kernel/tx'
import type { Referral, SharedFact } from '../model.ts'

/** Data of an accepted referral for the case worker: the shared facts, the sender's note, and times. */
export interface HandedOver {
  keyId: string
  facts: SharedFact[]
  note: string | undefined
  requests: Referral['requests']
  times: { kind: string; at: string }[]
}

/** Reads an accepted referral for its case; undefined if it is absent or hidden. */
export async function readForCase(tx: Tx, referralId: string): Promise<HandedOver | undefined> {
  const row = await tx.open('referral.referral', referralId)
  if (!row) return undefined
  const unseal = async (column: string, sealed: Buffer | null): Promise<string | undefined> =>
    sealed ? tx.vault.unseal(row.key_id, `referral.${column}:${referralId}`, sealed) : undefined
  const shared = await unseal('shared', row.sealed_shared)
  const times: [string, Date | null][] = [
    ['matter-happened', row.event_at],
    ['referral-sent', row.sent_at],
    ['referral-acknowledged', row.acknowledged_at],
    ['referral-accepted', row.accepted_at],
  ]
  return {
    keyId: row.key_id,
    facts: shared ? (JSON.parse(shared) as SharedFact[]) : [],
    note: await unseal('note', row.sealed_note),
    requests: row.requests as Referral['requests'],
    times: times.flatMap(([kind, at]) => (at ? [{ kind, at: at.toISOString() }] : [])),
  }
}
