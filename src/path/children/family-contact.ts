import type { ChildRow } from './child-row.ts'
import type { ContactBar } from '#standards/codes'
import type { FamilyConcern } from './family-codes.ts'

/**
 * Why there may be no contact with the family and no tracing yet; empty once a person has cleared it (reference 02, R15:
 * CRC Committee, General Comment 6, paragraph 80, not verified). What is not known does not clear anything: a call home
 * can tell the people who sold a child where the child is.
 */
export function contactBars(
  { familyRisk, asylumClaim }: Pick<ChildRow, 'familyRisk' | 'asylumClaim'>,
  family: readonly FamilyConcern[],
): ContactBar[] {
  return [
    ...(familyRisk === 'unknown' ? (['risk-not-screened'] as const) : []),
    ...(familyRisk === 'risk-seen' ? (['risk-seen'] as const) : []),
    ...(asylumClaim === 'open' || asylumClaim === 'unknown' ? (['asylum-open'] as const) : []),
    ...(family.includes('may-be-part') ? (['under-concern'] as const) : []),
    ...(family.includes('unknown') ? (['not-looked-at'] as const) : []),
  ]
}
