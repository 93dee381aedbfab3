import type { Decision } from '#kernel/perform'
import type { Mention } from '#path/missing'
import { changed, type ReferralChange, type ReferralContext } from './referral-context.ts'

/** The child is missing, or found: the lists of each referral say so, and its people have the search before them. */
export function followSearch({
  referrals,
}: {
  referrals: readonly ReferralContext[]
  search: Mention | undefined
}): Decision<ReferralChange, { referrals: number }> {
  return {
    changes: referrals.map(({ referral }) => ({ change: 'keep-referral', referral: changed(referral, {}) })),
    events: [],
    answer: { referrals: referrals.length },
  }
}
