import type { JurisdictionProfile } from '#standards'
import type { AuthorityKind } from '#standards/codes'
import { lowestReading } from '#standards/age'
import type { ConsentGiver, ShareGroup, SharedUnder } from './codes.ts'
import { isOwedByLaw } from './duty-to-report.ts'
import { type Limit, limitOf, saysNo, type Sharing, standing } from './grants.ts'
import { canSpeakForChild } from './guardian-needed.ts'
import type { Authority, Consent, Referral } from './model.ts'

/** What is missing before a referral may be shared. Each code is a sentence in the catalogue. */
export type ConsentGap =
  | Limit
  | 'child-not-told-of-duty'
  | 'needs-second-person'
  | 'nobody-asked'
  | 'child-said-no'
  | 'adult-said-no'
  | 'child-not-asked'
  | 'adult-not-asked'

export type SharedGroups = Partial<Record<ShareGroup, SharedUnder>>

/** `under` says for each group under what it may be shared; `gaps` why the others may not be yet. */
export type ConsentAnswer =
  | { enough: true; by: Consent[]; under: SharedGroups }
  | { enough: false; gaps: ConsentGap[]; under: SharedGroups }

type Asked = Pick<Referral, 'consents' | 'age' | 'share' | 'caregiver' | 'purpose' | 'risk'>
type Found = { under: SharedUnder; by: Consent[] } | { gaps: ConsentGap[] }

/**
 * Whether this referral may be shared with this authority, group by group, by what was said (`grants.ts`) and by whose
 * word is needed (reference 02, R7): from the country's age of consent the child's own yes; between the ages of assent and
 * consent the child's assent and the yes of a safe adult; below that the yes of a safe adult. An age in doubt needs both.
 * No adult's yes is needed to tell child protection. Where the law obliges to report, the child is told and heard instead.
 */
export function consentFor(
  referral: Asked,
  profile: JurisdictionProfile,
  authority: Pick<Authority, 'id' | 'kind'>,
  at: string,
): ConsentAnswer {
  const found = referral.share.map((group): [ShareGroup, Found] => [
    group,
    foundFor(referral, profile, {
      recipient: authority,
      group,
      purpose: referral.purpose,
      now: at,
      urgent: referral.risk === 'immediate',
    }),
  ])
  const under: SharedGroups = Object.fromEntries(
    found.flatMap(([group, answer]) => ('under' in answer ? [[group, answer.under]] : [])),
  )
  const gaps = found.flatMap(([, answer]) => ('gaps' in answer ? answer.gaps : []))
  if (gaps.length > 0) return { enough: false, gaps: [...new Set(gaps)], under }
  const by = found.flatMap(([, answer]) => ('by' in answer ? answer.by : []))
  return { enough: true, by: [...new Set(by)], under }
}

function foundFor(referral: Asked, profile: JurisdictionProfile, sharing: Sharing): Found {
  const { kind } = sharing.recipient
  const needs = needsOf(referral.age, profile, kind)
  const adults = adultsOf(referral)
  const said = countedWords(referral, needs.adult ? ['child', ...adults] : ['child'])
  const stand = standing(said, sharing)
  const decided = stand.findLast(({ basis }) => basis === 'override')
  if (decided) return { under: decided.ground ?? 'best-interests', by: [decided] }
  const agreed = agreedBy(stand, needs, adults)
  if (agreed && !adults.some((who) => saysNo(said, who, sharing))) return { under: 'consent', by: agreed }
  if (isOwedByLaw(profile, kind, sharing.group)) return { gaps: ['child-not-told-of-duty'] }
  if (saysNo(said, 'child', sharing)) return { gaps: [said.some(isWaiting) ? 'needs-second-person' : 'child-said-no'] }
  if (adults.some((who) => saysNo(said, who, sharing))) return { gaps: ['adult-said-no'] }
  // Nobody's yes is needed, and the child cannot be asked: child protection is told.
  if (needs.child === 'nothing' && !needs.adult) return { under: 'too-young-to-ask', by: [] }
  if (said.length === 0) return { gaps: ['nobody-asked'] }
  return { gaps: missing(said, stand, needs, adults, sharing) }
}

/** The words that are enough together: of the child, of an adult, or both. */
function agreedBy(stand: readonly Consent[], needs: Needs, adults: readonly ConsentGiver[]): Consent[] | undefined {
  const child = stand.findLast((word) => isOwnYes(word, needs))
  const adult = stand.findLast(({ givenBy }) => givenBy !== undefined && adults.includes(givenBy))
  if ((needs.child !== 'nothing' && !child) || (needs.adult && !adult)) return undefined
  const by = [child, needs.adult ? adult : undefined].filter((word) => word !== undefined)
  return by.length > 0 ? by : undefined
}

function missing(
  said: readonly Consent[],
  stand: readonly Consent[],
  needs: Needs,
  adults: readonly ConsentGiver[],
  sharing: Sharing,
): ConsentGap[] {
  const gapOf = (fits: (word: Consent) => boolean, notAsked: ConsentGap): ConsentGap[] => {
    if (stand.some(fits)) return []
    const last = said.findLast((word) => word.basis !== 'refusal' && word.basis !== 'withdrawal' && fits(word))
    return [(last && limitOf(last, sharing)) ?? notAsked]
  }
  return [
    ...(needs.child === 'nothing' ? [] : gapOf((word) => isOwnYes(word, needs), 'child-not-asked')),
    ...(needs.adult
      ? gapOf(({ givenBy }) => givenBy !== undefined && adults.includes(givenBy), 'adult-not-asked')
      : []),
  ]
}

/** A child who decides alone agrees in full; assent is not enough then. */
function isOwnYes({ givenBy, basis }: Consent, needs: Needs): boolean {
  return givenBy === 'child' && (needs.child !== 'consent' || basis === 'consent')
}

/** It goes against the child's no, and nobody else has looked at it. */
function isWaiting({ againstNo, second }: Consent): boolean {
  return againstNo !== undefined && second === undefined
}

/** A caregiver who later turned out to be under concern can neither agree for the child nor stop the help. */
function adultsOf({ caregiver }: Pick<Referral, 'caregiver'>): ConsentGiver[] {
  return caregiver === 'safe' ? ['guardian', 'caregiver'] : ['guardian']
}

/** The words that count at all. Whoever calls themselves guardian and was not appointed, or gains from it, is not asked. */
export function countedWords({ consents }: Pick<Referral, 'consents'>, asked: readonly ConsentGiver[]): Consent[] {
  return consents.filter(({ withdrawnAt, givenBy, guardian }) => {
    if (withdrawnAt !== undefined) return false
    if (givenBy === undefined) return true
    return asked.includes(givenBy) && (givenBy !== 'guardian' || canSpeakForChild(guardian))
  })
}

export interface Needs {
  child: 'consent' | 'assent' | 'nothing'
  adult: boolean
}

/**
 * Whose consent is needed at this age in this country to tell this kind of authority. It is the age now: the age at the
 * time of the acts says which law protects, not who decides. No adult stands between a child and child protection.
 */
export function needsOf(age: Referral['age'], { consent }: JurisdictionProfile, kind?: AuthorityKind): Needs {
  const adult = kind !== 'child-protection'
  if (!age) return { child: 'assent', adult }
  if (lowestReading(age) >= consent.consentFromAge) return { child: 'consent', adult: false }
  if (age.to < consent.assentFromAge) return { child: 'nothing', adult }
  return { child: 'assent', adult }
}
