import type { Tx } from '#kernel/tx'
import type { Referral, SharedFact } from '../model.ts'
import * as sealed from './sealed.ts'

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
  const times: [string, Date | null][] = [
    ['matter-happened', row.event_at],
    ['referral-sent', row.sent_at],
    ['referral-acknowledged', row.acknowledged_at],
    ['referral-accepted', row.accepted_at],
  ]
  return {
    keyId: row.key_id,
    facts: (await sealed.shared.open(tx, row.key_id, referralId, row.sealed_shared)) ?? [],
    note: await sealed.note.open(tx, row.key_id, referralId, row.sealed_note),
    requests: row.requests as Referral['requests'],
    times: times.flatMap(([kind, at]) => (at ? [{ kind, at: at.toISOString() }] : [])),
  }
}

/** The child of each of these referrals that the actor may see. */
export async function readChildrenOf(tx: Tx, referralIds: readonly string[]): Promise<Map<string, string>> {
  if (referralIds.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('referral.referral')
    .select(['id', 'child_id'])
    .where('id', 'in', [...referralIds])
    .execute()
  return new Map(rows.flatMap(({ id, child_id }) => (child_id ? [[id, child_id]] : [])))
}
