import type { FamilyStanding } from '#path/children'
import type { ContactBar } from '#standards/codes'
import type { CareCase } from './model.ts'

/**
 * Why nobody of this case may contact the family or trace it yet: what the child's record says, and a caregiver of whom
 * the referral said that they may be part of it.
 */
export function contactBarsOf(
  { childId }: Pick<CareCase, 'childId'>,
  { bars }: FamilyStanding,
  facts: readonly { readonly item: string; readonly code?: string | undefined }[],
): readonly ContactBar[] {
  if (childId === undefined) return ['not-registered']
  const told = facts.some(({ code }) => code === 'referral.caregiver-told.under-concern')
  return told && !bars.includes('under-concern') ? [...bars, 'under-concern'] : bars
}
