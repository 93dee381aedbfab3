import type { Consent, Referral } from './model.ts'

/**
 * Whether the child needs a guardian (reference 02, R8; Council of Europe Convention, Art. 10(4)(a), not verified): no
 * adult is known to be safe for them. Not knowing counts as needing. A person who is certainly grown up needs none.
 */
export function isGuardianNeeded({ caregiver, age }: Pick<Referral, 'caregiver' | 'age'>): boolean {
  return caregiver !== 'safe' && !(age !== undefined && age.from >= 18)
}

/** Whether a guardian's word counts: a court or an authority appointed them, and nobody sees a conflict of interest. */
export function canSpeakForChild(guardian: Partial<NonNullable<Consent['guardian']>> | undefined): boolean {
  return (
    (guardian?.appointedBy === 'court' || guardian?.appointedBy === 'authority') && guardian.conflict === 'none-seen'
  )
}
