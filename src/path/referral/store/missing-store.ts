import type { Refusal } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { loadStanding, openSearchOf, recordsOfChild, searchOfChild, subjectOf } from '#path/children'
import { openSearchTo, type SayState, whyNotFound } from '#path/missing'
import type { SearchMention } from '#standards'
import type { ReferralChange } from '../referral-context.ts'
import { loadReferral, type LoadedReferral } from './referral-store.ts'
import { saveReferral } from './save-referral.ts'
import * as sealed from './sealed.ts'

/** A referral, and why it may not end because the child was not found. */
export async function loadToComplete(
  tx: Tx,
  { id }: { id: string },
): Promise<(LoadedReferral & { whyNotFound: Refusal | undefined }) | undefined> {
  const loaded = await loadReferral(tx, id, { lock: true })
  if (!loaded) return undefined
  return { ...loaded, whyNotFound: whyNotFound(await searchOfChild(tx, loaded.referral), tx.actor.id, tx.today) }
}

/** The referral, and the child as the register knows them, or as it was shared. */
export async function loadForMissing(tx: Tx, { id }: { id: string }): Promise<(LoadedReferral & SayState) | undefined> {
  const loaded = await loadReferral(tx, id)
  if (!loaded) return undefined
  const { childId, concernId, country, authorityAgencyId } = loaded.referral
  const child = childId ? await loadStanding(tx, childId) : undefined
  const row = await tx.db
    .selectFrom('referral.referral')
    .select(['key_id', 'sealed_shared'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const shared = (await sealed.shared.open(tx, row.key_id, id, row.sealed_shared)) ?? []
  const known = child && subjectOf(tx, child)
  return {
    ...loaded,
    subject: {
      ...(known ?? {
        childId,
        concernId,
        keyId: row.key_id,
        facts: shared,
      }),
      country,
      agencyId: tx.actor.agencyId ?? authorityAgencyId,
      scopes: [...new Set([...loaded.scopes, ...(known?.scopes ?? [])])],
    },
    open: await openSearchOf(tx, childId ? await recordsOfChild(tx, childId) : [], concernId),
  }
}

export interface Following {
  referrals: readonly LoadedReferral[]
  search: SearchMention | undefined
}

/** The referrals of a child, or of a concern while the child is not registered, that have not ended. For the node. */
export async function loadFollowing(
  tx: Tx,
  { childId, concernId }: { childId?: string | undefined; concernId?: string | undefined },
): Promise<Following> {
  const records = childId ? await recordsOfChild(tx, childId) : []
  const rows = await tx.db
    .selectFrom('referral.referral')
    .select('id')
    .where('state', 'in', ['draft', 'sent', 'received', 'acknowledged', 'accepted'])
    .where((row) =>
      row.or([
        row('child_id', '=', row.fn.any(row.val(records))),
        ...(concernId ? [row.and([row('signal_id', '=', concernId), row('child_id', 'is', null)])] : []),
      ]),
    )
    .orderBy('id')
    .execute()
  const referrals: LoadedReferral[] = []
  for (const { id } of rows) referrals.push((await loadReferral(tx, id, { lock: true }))!)
  return { referrals, search: await searchOfChild(tx, { childId, concernId }) }
}

export async function saveFollowed(tx: Tx, change: ReferralChange, following: Following): Promise<void> {
  const loaded = following.referrals.find(({ referral }) => referral.id === change.referral.id)!
  await saveReferral(tx, change)
  if (following.search) await openSearchTo(tx, following.search.id, loaded.scopes)
}
