import type { Tx } from '#kernel/tx'
import { searchOfChild } from '#path/children'
import { whyNotFound } from '#path/missing'
import { findReferralsOf, type ReferralMention } from '#path/referral'
import type { ClosingState } from '../ask-to-close.ts'
import type { CareCase } from '../model.ts'
import { loadCase, type LoadedCase } from './case-store.ts'

/** A case, whether its child is missing, and who has taken the child over. */
export async function loadClosing(tx: Tx, { id }: { id: string }): Promise<(LoadedCase & ClosingState) | undefined> {
  const loaded = await loadCase(tx, id, { lock: true })
  if (!loaded) return undefined
  const { careCase } = loaded
  const search = await searchOfChild(tx, careCase)
  return {
    ...loaded,
    missing: search?.state === 'missing',
    // Whoever asked to close ends the work, also while a supervisor answers.
    whyNotFound: whyNotFound(search, careCase.closing?.answer ? tx.actor.id : askerOf(careCase, tx), tx.today),
    takenOver: await findTakenOver(tx, careCase),
  }
}

function askerOf({ closing }: CareCase, { actor }: Tx): string {
  return closing?.askedBy ?? actor.id
}

/** Referrals of this child that another authority accepted. Those of the case itself are how it began here. */
export async function findTakenOver(tx: Tx, { childId, concernId, referralIds }: CareCase): Promise<ReferralMention[]> {
  const referrals = await findReferralsOf(tx, { childId, concernId })
  return referrals.filter(({ id, acceptedAt }) => acceptedAt !== null && !referralIds.includes(id))
}
