import type { JurisdictionProfile } from '#standards'
import { lowestReading } from '#standards/age'
import type { ConsentGiver, ShareGroup } from './codes.ts'
import { mustBeNamed } from './firewall.ts'
import { canSpeakForChild } from './guardian-needed.ts'
import type { Authority, Consent, Referral } from './model.ts'

/** What is missing before a referral may be shared. Each code is a sentence in the catalogue. */
export type ConsentGap =
  | 'nobody-asked'
  | 'child-said-no'
  | 'adult-said-no'
  | 'child-not-asked'
  | 'adult-not-asked'
  | 'not-for-this-authority'
  | 'not-for-these-facts'
  | 'expired'

export type ConsentAnswer = { enough: true; by: Consent[] } | { enough: false; gaps: ConsentGap[] }

/**
 * Whether this referral may be shared with this authority (reference 02, R7): from the country's age of consent the
 * child's own yes; between the ages of assent and consent the child's assent and the yes of a safe adult; below that the
 * yes of a safe adult. An age in doubt needs both the child and the adult.
 *
 * A yes for every authority with the mandate leaves out those that may act against the child (`firewall.ts`).
 *
 * The last word of each person counts, in the order in which the node heard them. A no overrules the yes of everyone
 * else. Going ahead without consent, by a named person, is enough alone, unless someone said no after it.
 */
export function consentFor(
  referral: Pick<Referral, 'consents' | 'age' | 'share' | 'caregiver'>,
  profile: JurisdictionProfile,
  authority: Pick<Authority, 'id' | 'kind'>,
  at: string,
): ConsentAnswer {
  const needs = needsOf(referral.age, profile)
  // A caregiver who later turned out to be under concern can neither agree for the child nor stop the help.
  const adults = referral.caregiver === 'safe' ? (['guardian', 'caregiver'] as const) : (['guardian'] as const)
  const asked: readonly ConsentGiver[] = needs.adult ? ['child', ...adults] : ['child']
  const current = referral.consents.filter(
    (word) => word.withdrawnAt === undefined && (word.basis === 'override' || isAsked(word, asked)),
  )
  const gapIn = (word: Consent): ConsentGap | undefined => gapOf(word, referral.share, authority, at)
  const lastNo = current.findLastIndex(({ basis }) => basis === 'refusal')
  const override = current.slice(lastNo + 1).findLast((word) => word.basis === 'override' && gapIn(word) === undefined)
  if (override) return { enough: true, by: [override] }
  const lastOf = (who: ConsentGiver): Consent | undefined => current.findLast(({ givenBy }) => givenBy === who)
  const child = lastOf('child')
  const adult = adults.flatMap((who) => lastOf(who) ?? [])
  if (child?.basis === 'refusal') return { enough: false, gaps: ['child-said-no'] }
  if (adult.some(({ basis }) => basis === 'refusal')) return { enough: false, gaps: ['adult-said-no'] }
  if (current.length === 0) return { enough: false, gaps: ['nobody-asked'] }
  const own = child && needs.child === 'consent' && child.basis !== 'consent' ? undefined : child
  const covering = adult.find((word) => gapIn(word) === undefined) ?? adult[0]
  const gaps: ConsentGap[] = []
  if (needs.child !== 'nothing') gaps.push(...gapsFor(own, gapIn, 'child-not-asked'))
  if (needs.adult) gaps.push(...gapsFor(covering, gapIn, 'adult-not-asked'))
  if (gaps.length > 0) return { enough: false, gaps: [...new Set(gaps)] }
  return { enough: true, by: [own, needs.adult ? covering : undefined].filter((word) => word !== undefined) }
}

function gapsFor(
  word: Consent | undefined,
  gapIn: (word: Consent) => ConsentGap | undefined,
  notAsked: ConsentGap,
): ConsentGap[] {
  const gap = word ? gapIn(word) : notAsked
  return gap ? [gap] : []
}

/** Whether this person is asked at all. Whoever calls themselves guardian and was not appointed, or gains from it, is not. */
function isAsked({ givenBy, guardian }: Consent, asked: readonly ConsentGiver[]): boolean {
  if (givenBy === undefined || !asked.includes(givenBy)) return false
  return givenBy !== 'guardian' || canSpeakForChild(guardian)
}

/**
 * Whose consent is needed at this age in this country. It is the age now: the age at the time of the acts says which law
 * protects, not who decides.
 */
export function needsOf(
  age: Referral['age'],
  { consent }: JurisdictionProfile,
): { child: 'consent' | 'assent' | 'nothing'; adult: boolean } {
  if (!age) return { child: 'assent', adult: true }
  if (lowestReading(age) >= consent.consentFromAge) return { child: 'consent', adult: false }
  if (age.to < consent.assentFromAge) return { child: 'nothing', adult: true }
  return { child: 'assent', adult: true }
}

/** Why this yes does not reach this authority, these facts or this day. */
function gapOf(
  { basis, recipients, groups, expiresAt }: Consent,
  share: readonly ShareGroup[],
  { id, kind }: Pick<Authority, 'id' | 'kind'>,
  at: string,
): ConsentGap | undefined {
  if (expiresAt !== undefined && expiresAt <= at) return 'expired'
  const reached = recipients === 'mandated-authorities' ? !mustBeNamed(kind, basis) : recipients.includes(id)
  if (!reached) return 'not-for-this-authority'
  return share.every((group) => groups.includes(group)) ? undefined : 'not-for-these-facts'
}
