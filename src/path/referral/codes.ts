import {
  type CodeOf,
  type Codes,
  defineCodes,
  escalatedTo,
  overrideGround,
  ownList,
  partOf,
  risk,
} from '#standards/codes'

/**
 * Kinds of authorities. For a child, child protection always comes first and the others work alongside it. For somebody
 * who is certainly an adult now, adult services come first.
 */
export const authorityKind = defineCodes(
  'authority-kind',
  [
    'child-protection',
    'adult-services',
    'police',
    'labour-inspection',
    'health',
    'immigration',
    'prosecution',
    'guardianship',
    'shelter',
    'other',
  ],
  { source: ownList },
)
export type AuthorityKind = CodeOf<typeof authorityKind>

export const referralState = defineCodes(
  'referral-state',
  ['draft', 'sent', 'received', 'acknowledged', 'accepted', 'declined', 'withdrawn', 'completed'],
  { source: ownList },
)
export type ReferralState = CodeOf<typeof referralState>

/** What may be happening to a child, as far as it decides the mandate. It is not a finding; screening looks closer. */
export const concernKind = defineCodes(
  'concern-kind',
  [
    'forced-labour',
    'domestic-work',
    'begging',
    'sexual-exploitation',
    'forced-crime',
    'forced-marriage',
    'armed-group',
    'sold-or-moved',
  ],
  { source: ownList },
)

/** The groups of facts that a person can decide to share. */
export const shareGroup = defineCodes(
  'share-group',
  ['concern', 'identity', 'contact', 'place', 'safety', 'screening'],
  { source: ownList },
)
export type ShareGroup = CodeOf<typeof shareGroup>

/** What the authority is asked for. */
export const request = defineCodes(
  'request',
  ['safety-check', 'assessment', 'protection', 'guardian', 'shelter', 'health-care', 'legal-help', 'return-support'],
  { source: ownList },
)

export const declineReason = defineCodes(
  'decline-reason',
  ['no-mandate-place', 'no-mandate-age', 'no-mandate-kind', 'already-known', 'no-capacity', 'other'],
  { source: ownList },
)
export const withdrawReason = defineCodes(
  'withdraw-reason',
  ['child-or-family-withdrew', 'sent-in-error', 'sent-elsewhere', 'other'],
  { source: ownList },
)
/** Outcomes for the sender: enough to know that it helped, and nothing they may not know. */
export const referralOutcome = defineCodes(
  'referral-outcome',
  ['child-safe', 'support-running', 'case-continues', 'passed-on', 'not-found', 'cannot-say'],
  { source: ownList },
)

/** What is known about the adults who look after the child. */
export const caregiverStanding = defineCodes('caregiver-standing', ['safe', 'under-concern', 'absent', 'unknown'], {
  source: ownList,
})

/** Why a referral waits for the national coordinator. */
export const parkedReason = defineCodes(
  'parked-reason',
  [
    'nobody-mandated',
    'place-unknown',
    'country-without-profile',
    'next-authority-unknown',
    'nobody-on-call',
    'nobody-there',
  ],
  { source: ownList },
)
export type ParkedReason = CodeOf<typeof parkedReason>

/**
 * 'consent' and 'assent' mean yes, 'refusal' means no, 'override' means that a named person goes ahead without consent.
 */
export const consentBasis = defineCodes('consent-basis', ['consent', 'assent', 'refusal', 'override'], {
  source: ownList,
})
export const consentGiver = defineCodes('consent-giver', ['child', 'caregiver', 'guardian'], { source: ownList })
export type ConsentGiver = CodeOf<typeof consentGiver>

/** Has the child been told what is shared, with whom and why (rule R7)? */
export const childTold = defineCodes('child-told', ['told', 'not-yet', 'not-safe-now'], { source: ownList })

export const messageSide = defineCodes('message-side', ['sender', 'receiver', 'coordinator'], { source: ownList })

/** The sides before which a message waits. The coordinator reads along. */
export const readingSide = partOf(messageSide, ['sender', 'receiver'])
export type ReadingSide = CodeOf<typeof readingSide>

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = {
  'referral.authority.kind': authorityKind,
  'referral.referral.state': referralState,
  'referral.referral.risk': risk,
  'referral.referral.caregiver': caregiverStanding,
  'referral.referral.parked': parkedReason,
  'referral.referral.decline_reason': declineReason,
  'referral.referral.withdraw_reason': withdrawReason,
  'referral.referral.outcome': referralOutcome,
  'referral.referral.escalated_to': escalatedTo,
  'referral.consent.basis': consentBasis,
  'referral.consent.given_by': consentGiver,
  'referral.consent.ground': overrideGround,
  'referral.consent.child_told': childTold,
  'referral.message.side': messageSide,
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'referral.kind': authorityKind,
  'referral.state': referralState,
  'referral.risk': risk,
  'referral.concern': concernKind,
  'referral.group': shareGroup,
  'referral.request': request,
  'referral.decline': declineReason,
  'referral.withdraw': withdrawReason,
  'referral.outcome': referralOutcome,
  'referral.caregiver': caregiverStanding,
  'referral.caregiver-told': caregiverStanding,
  'referral.parked': parkedReason,
  'referral.told': childTold,
}
