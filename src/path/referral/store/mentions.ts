import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import type { Referral } from '../model.ts'

/** A referral as shown on the record of a child, a concern or a case. Codes and times only. */
export interface ReferralMention {
  id: string
  state: Referral['state']
  authorityName: Record<string, string> | null
  sentAt: string | null
  acknowledgedAt: string | null
  acceptedAt: string | null
  endedAt: string | null
  outcome: string | null
}

/**
 * Referrals of a child or a concern that this person may see, oldest first. Of a concern with several children, one that
 * names another child is that child's.
 */
export async function findReferralsOf(
  tx: Tx,
  about: { childId?: string | undefined; concernId?: string | undefined; ids?: readonly string[] | undefined },
): Promise<ReferralMention[]> {
  const { childId, concernId, ids = [] } = about
  if (!childId && !concernId && ids.length === 0) return []
  const records = childId ? await recordsOfChild(tx, childId) : []
  const rows = await tx.db
    .selectFrom('referral.referral')
    .select(['id', 'state', 'authority_id', 'sent_at', 'acknowledged_at', 'accepted_at', 'ended_at', 'outcome'])
    .where((row) =>
      row.or([
        ...(childId ? [row('child_id', 'in', records)] : []),
        ...(concernId
          ? [row.and([row('signal_id', '=', concernId), ...(childId ? [row('child_id', 'is', null)] : [])])]
          : []),
        ...(ids.length > 0 ? [row('id', 'in', [...ids])] : []),
      ]),
    )
    .orderBy('drafted_at')
    .execute()
  const authorityIds = [...new Set(rows.flatMap(({ authority_id }) => authority_id ?? []))]
  const names =
    authorityIds.length === 0
      ? []
      : await tx.db.selectFrom('referral.authority').select(['id', 'name']).where('id', 'in', authorityIds).execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state as Referral['state'],
    authorityName:
      (names.find(({ id }) => id === row.authority_id)?.name as Record<string, string> | undefined) ?? null,
    sentAt: row.sent_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome,
  }))
}
