import type { Tx } from '#kernel/tx'
import type { Referral, SharedFact } from '../model.ts'

/** What the case worker gets from an accepted referral: what was shared, the sender's note, and when what happened. */
export interface HandedOver {
  keyId: string
  facts: SharedFact[]
  note: string | undefined
  requests: Referral['requests']
  times: { kind: string; at: string }[]
}

/** Reads an accepted referral for the case that opens on it; undefined when it is not there for this actor. */
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
