import type { Decision } from '#kernel/perform'
import type { SearchMention } from '#standards'
import { changed, type ReferralChange, type ReferralContext } from './referral-context.ts'

/** The child is missing, or found: the lists of each referral say so, and its people have the search before them. */
export function followSearch(
  { referrals, search }: { referrals: readonly ReferralContext[]; search: SearchMention | undefined },
  { ended }: { ended?: boolean | undefined },
): Decision<ReferralChange, { referrals: number }> {
  if (!search && !ended) return { changes: [], events: [], answer: { referrals: 0 } }
  return {
    changes: referrals.map(({ referral }) => ({ change: 'keep-referral', referral: changed(referral, {}) })),
    events: [],
    answer: { referrals: referrals.length },
  }
}
