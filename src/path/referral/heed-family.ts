import type { Decision } from '#kernel/perform'
import type { Referral } from './model.ts'
import { changed, type ReferralChange } from './referral-context.ts'

export interface FamilyState {
  /** The referrals of the child that are under way. */
  readonly underWay: readonly Referral[]
  readonly underConcern: boolean
}

/**
 * The child's record says now that somebody of the family may be part of it. Every referral of the child that is under
 * way says so too, so that nobody there asks or tells a caregiver. The record that clears a person changes no referral:
 * there a person decides (`recordConsent`).
 */
export function heedFamily({ underWay, underConcern }: FamilyState): Decision<ReferralChange, { heeded: number }> {
  const heeded = underConcern ? underWay.filter(({ caregiver }) => caregiver !== 'under-concern') : []
  return {
    changes: heeded.map((referral) => ({
      change: 'keep-referral',
      referral: changed(referral, { caregiver: 'under-concern' }),
    })),
    events: [],
    answer: { heeded: heeded.length },
  }
}
