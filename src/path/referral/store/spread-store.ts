import type { Tx } from '#kernel/tx'
import type { SpreadInput } from '../inputs.ts'
import type { ReferralContext } from '../referral-context.ts'
import { referralsEverywhereOf } from './referrals-of.ts'
import { loadReferral } from './referral-store.ts'

/** The other referrals of this child, sent or still to be sent, locked. */
export async function loadOthers(
  tx: Tx,
  { from, childId, concernId }: SpreadInput,
): Promise<{ others: ReferralContext[] }> {
  if (!childId && !concernId) return { others: [] }
  const rows = await (await referralsEverywhereOf(tx, { childId, concernId }))
    .where('id', '<>', from)
    .orderBy('id')
    .execute()
  const others: ReferralContext[] = []
  for (const { id } of rows) {
    const found = await loadReferral(tx, id, { lock: true })
    if (found && (found.referral.state !== 'withdrawn' || found.referral.sentAt !== undefined)) others.push(found)
  }
  return { others }
}
