import type { ScreeningView } from '../view.ts'

/** The address of a new referral about the concern and the child of a screening. */
export function hrefOfReferral({
  id,
  concernId,
  childId,
}: Pick<ScreeningView, 'id' | 'concernId' | 'childId'>): string {
  const about = new URLSearchParams({
    ...(concernId && { concern: concernId }),
    ...(childId && { child: childId }),
    screening: id,
  })
  return `/referrals/new?${about.toString()}`
}
