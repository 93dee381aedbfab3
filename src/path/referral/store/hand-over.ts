import type { Tx } from '#kernel/tx'
import { canSpeakForChild } from '../guardian-needed.ts'
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
  const facts = (await sealed.shared.open(tx, row.key_id, referralId, row.sealed_shared)) ?? []
  return {
    keyId: row.key_id,
    facts: [...facts, ...(await readGuardiansWord(tx, referralId))],
    note: await sealed.note.open(tx, row.key_id, referralId, row.sealed_note),
    requests: row.requests as Referral['requests'],
    times: times.flatMap(([kind, at]) => (at ? [{ kind, at: at.toISOString() }] : [])),
  }
}

/** What a guardian said about sharing, and whether their word counts: the case worker must know who speaks for the child. */
async function readGuardiansWord(tx: Tx, referralId: string): Promise<SharedFact[]> {
  const row = await tx.db
    .selectFrom('referral.consent')
    .select(['basis', 'guardian_appointed_by', 'guardian_conflict'])
    .where('referral_id', '=', referralId)
    .where('given_by', '=', 'guardian')
    .where('withdrawn_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return []
  const counts = canSpeakForChild({
    appointedBy: (row.guardian_appointed_by ?? 'unknown') as 'court',
    conflict: (row.guardian_conflict ?? 'unknown') as 'none-seen',
  })
  const said = row.basis === 'refusal' ? 'no' : 'yes'
  return [
    {
      group: 'safety',
      item: 'guardian-said',
      code: `referral.guardian-said.${said}.${counts ? 'counts' : 'not-appointed'}`,
    },
  ]
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
