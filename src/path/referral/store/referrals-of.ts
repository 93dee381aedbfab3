import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import { concernKind, type ConcernKind } from '../codes.ts'
import type { Referral } from '../model.ts'

export type Subject = Pick<Referral, 'concernId' | 'childId'>

/**
 * The referrals of this child. Of a concern with several children, one that names another child is that child's: nobody
 * has a duty to this one by it. One that names no child may be about this one.
 */
export async function referralsOf(tx: Tx, { concernId, childId }: Subject) {
  const records = childId ? await recordsOfChild(tx, childId) : []
  const referrals = tx.db.selectFrom('referral.referral').select('id')
  if (records.length === 0) return referrals.where('signal_id', '=', concernId!)
  return referrals.where((row) =>
    row.or([
      row('child_id', 'in', records),
      ...(concernId ? [row.and([row('signal_id', '=', concernId), row('child_id', 'is', null)])] : []),
    ]),
  )
}

/** What the decisions say that asked for referrals of this child or concern, and that nobody has written yet. */
export async function concernsToldOf(tx: Tx, subject: Subject): Promise<ConcernKind[]> {
  const rows = await (await referralsOf(tx, subject))
    .select('concerns')
    .where('state', '=', 'draft')
    .where('prepared', 'is not', null)
    .execute()
  const told = rows.flatMap(({ concerns }) => concerns)
  return concernKind.values.filter((kind) => told.includes(kind))
}
