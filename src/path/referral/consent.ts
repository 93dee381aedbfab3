import type { JurisdictionProfile } from '#standards'
import type { ShareGroup } from './codes.ts'
import type { Consent, Referral } from './model.ts'

/** What is missing before a referral may be shared. Each code is a sentence in the catalogue. */
export type ConsentGap =
  | 'nobody-asked'
  | 'child-said-no'
  | 'child-not-asked'
  | 'adult-not-asked'
  | 'not-for-this-authority'
  | 'not-for-these-facts'
  | 'expired'

export type ConsentAnswer = { enough: true; by: Consent[] } | { enough: false; gaps: ConsentGap[] }

/**
 * Whether this referral may be shared with this authority (reference 02, R7). Going ahead without consent, by a named
 * person, is enough alone. Otherwise: from the country's age of consent the child's own yes; between the ages of assent
 * and consent the child's assent and the yes of a safe adult; below that the yes of a safe adult. An age in doubt needs
 * both the child and the adult. The child's no overrules every yes, except going ahead without consent.
 */
export function consentFor(
  referral: Pick<Referral, 'consents' | 'age' | 'share' | 'caregiver'>,
  profile: JurisdictionProfile,
  authorityId: string,
  at: string,
): ConsentAnswer {
  const current = referral.consents.filter((consent) => consent.withdrawnAt === undefined)
  const covering = current.filter((consent) => covers(consent, authorityId, referral.share, at))
  const override = covering.find((consent) => consent.basis === 'override')
  if (override) return { enough: true, by: [override] }
  const lastOfChild = current.findLast((consent) => consent.givenBy === 'child')
  if (lastOfChild?.basis === 'refusal') return { enough: false, gaps: ['child-said-no'] }
  const child = covering.find((consent) => consent.givenBy === 'child' && consent.basis !== 'refusal')
  // A caregiver who later turned out to be under concern can no longer consent for the child.
  const adult = covering.find(
    (consent) =>
      consent.basis === 'consent' &&
      (consent.givenBy === 'guardian' || (consent.givenBy === 'caregiver' && referral.caregiver === 'safe')),
  )
  const needs = needsOf(referral.age, profile)
  const own = needs.child === 'consent' ? child?.basis === 'consent' : child !== undefined
  const gaps: ConsentGap[] = []
  if (needs.child !== 'nothing' && !own) gaps.push(gapOf(current, referral.share, authorityId, at, 'child'))
  if (needs.adult && !adult) gaps.push(gapOf(current, referral.share, authorityId, at, 'adult'))
  if (gaps.length > 0) return { enough: false, gaps: current.length === 0 ? ['nobody-asked'] : [...new Set(gaps)] }
  return { enough: true, by: [child, adult].filter((consent) => consent !== undefined) }
}

/** Whose consent is needed at this age in this country. */
export function needsOf(
  age: Referral['age'],
  { consent }: JurisdictionProfile,
): { child: 'consent' | 'assent' | 'nothing'; adult: boolean } {
  if (!age) return { child: 'assent', adult: true }
  if (age.from >= consent.consentFromAge) return { child: 'consent', adult: false }
  if (age.to < consent.assentFromAge) return { child: 'nothing', adult: true }
  return { child: 'assent', adult: true }
}

function covers(consent: Consent, authorityId: string, share: readonly ShareGroup[], at: string): boolean {
  const recipient = consent.recipients === 'mandated-authorities' || consent.recipients.includes(authorityId)
  const facts = share.every((group) => consent.groups.includes(group))
  return recipient && facts && (consent.expiresAt === undefined || consent.expiresAt > at)
}

function gapOf(
  current: readonly Consent[],
  share: readonly ShareGroup[],
  authorityId: string,
  at: string,
  who: 'child' | 'adult',
): ConsentGap {
  const given = current.findLast(
    (consent) =>
      consent.basis !== 'refusal' &&
      (who === 'child' ? consent.givenBy === 'child' : consent.givenBy !== 'child' && consent.givenBy !== undefined),
  )
  if (!given) return who === 'child' ? 'child-not-asked' : 'adult-not-asked'
  if (given.expiresAt !== undefined && given.expiresAt <= at) return 'expired'
  if (given.recipients !== 'mandated-authorities' && !given.recipients.includes(authorityId))
    return 'not-for-this-authority'
  if (!share.every((group) => given.groups.includes(group))) return 'not-for-these-facts'
  return who === 'child' ? 'child-not-asked' : 'adult-not-asked'
}
