import type { Referral } from './model.ts'

/**
 * Whether the child needs a guardian (reference 02, R8; Council of Europe Convention, Art. 10(4)(a), not verified): no
 * adult is known to be safe for them. Not knowing counts as needing. A person who is certainly grown up needs none.
 */
export function isGuardianNeeded({ caregiver, age }: Pick<Referral, 'caregiver' | 'age'>): boolean {
  return caregiver !== 'safe' && !(age !== undefined && age.from >= 18)
}
