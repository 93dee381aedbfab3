import type { Tx } from '#kernel/tx'
import { familyStandingOf, recordsOfChild } from '#path/children'
import type { FamilyState } from '../heed-family.ts'
import type { Referral } from '../model.ts'
import { loadReferral } from './referral-store.ts'

export async function loadFamily(tx: Tx, { childId }: { childId: string }): Promise<FamilyState> {
  const { underConcern } = await familyStandingOf(tx, childId)
  const rows = await tx.db
    .selectFrom('referral.referral')
    .select('id')
    .where('child_id', 'in', await recordsOfChild(tx, childId))
    .where('state', 'in', ['draft', 'sent', 'received', 'acknowledged', 'accepted'])
    .orderBy('id')
    .execute()
  const underWay: Referral[] = []
  for (const { id } of underConcern ? rows : []) {
    const found = await loadReferral(tx, id, { lock: true })
    if (found) underWay.push(found.referral)
  }
  return { underWay, underConcern }
}
