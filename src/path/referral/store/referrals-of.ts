import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import { loadConcern } from '#path/signals'
import { concernKind, type ConcernKind } from '../codes.ts'
import type { Referral } from '../model.ts'

export type Subject = Pick<Referral, 'concernId' | 'childId'>

/**
 * The referrals of this child. Of a concern with several children, one that names another child is that child's: nobody
 * has a duty to this one by it. One that names no child may be about this one. Where a concern tells of several children
 * and nothing says which of them is meant, only the referrals that name none are.
 */
export async function referralsOf(tx: Tx, { concernId, childId }: Subject) {
  const records = childId ? await recordsOfChild(tx, childId) : []
  const referrals = tx.db.selectFrom('referral.referral').select('id')
  if (records.length === 0) {
    const ofConcern = referrals.where('signal_id', '=', concernId!)
    return (await tellsOfSeveral(tx, concernId)) ? ofConcern.where('child_id', 'is', null) : ofConcern
  }
  return referrals.where((row) =>
    row.or([
      row('child_id', 'in', records),
      ...(concernId ? [row.and([row('signal_id', '=', concernId), row('child_id', 'is', null)])] : []),
    ]),
  )
}

async function tellsOfSeveral(tx: Tx, concernId: string | undefined): Promise<boolean> {
  const concern = concernId ? await loadConcern(tx, concernId) : undefined
  return concern !== undefined && concern.persons.length > 1
}

/** As `referralsOf`, with those of the concerns that tell of this child alone, and of the child whom the concern alone tells of. */
export async function referralsEverywhereOf(tx: Tx, { concernId, childId }: Subject) {
  const concern = concernId && !childId ? await loadConcern(tx, concernId) : undefined
  const [only, ...others] = concern?.persons ?? []
  const child = childId ?? (others.length === 0 ? only?.childId : undefined) ?? undefined
  if (!child) return referralsOf(tx, { concernId })
  const records = await recordsOfChild(tx, child)
  const concerns = new Set(concernId ? [concernId] : [])
  for (const id of await tx.namedWith('concern', records))
    if ((await loadConcern(tx, id))?.persons.every((person) => records.includes(person.childId ?? ''))) concerns.add(id)
  return tx.db
    .selectFrom('referral.referral')
    .select('id')
    .where((row) =>
      row.or([
        row('child_id', 'in', records),
        ...[...concerns].map((id) => row.and([row('signal_id', '=', id), row('child_id', 'is', null)])),
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
