import {
  allBut,
  authorityKind,
  type CodeOf,
  type Codes,
  defineCodes,
  escalatedTo,
  exploitationForm,
  namedForm,
  overrideGround,
  ownList,
  partOf,
  risk,
} from '#standards/codes'

export const referralState = defineCodes(
  'referral-state',
  ['draft', 'sent', 'received', 'acknowledged', 'accepted', 'declined', 'withdrawn', 'completed'],
  { source: ownList },
)
export type ReferralState = CodeOf<typeof referralState>

/**
 * What may be happening to a child, as far as it decides the mandate: the forms of exploitation. It is not a finding;
 * screening looks closer.
 */
export const concernKind = exploitationForm
export type ConcernKind = CodeOf<typeof concernKind>

/** What a mandate can name. “Not known” is nobody's mandate: it goes to child protection. */
export const mandateKind = namedForm

export function isMandateKind(text: string): text is CodeOf<typeof mandateKind> {
  return (mandateKind.values as readonly string[]).includes(text)
}

/** The groups of facts that a person can decide to share. */
export const shareGroup = defineCodes(
  'share-group',
  ['concern', 'identity', 'contact', 'place', 'safety', 'screening'],
  { source: ownList },
)
export type ShareGroup = CodeOf<typeof shareGroup>

/** What a yes is for, and what the recipient may use the facts for. Nothing said to be kept safe is used to prosecute. */
export const sharePurpose = defineCodes('share-purpose', ['protection', 'care', 'investigation', 'right-to-stay'], {
  source: ownList,
})
export type SharePurpose = CodeOf<typeof sharePurpose>

/** What the authority is asked for. */
export const request = defineCodes(
  'request',
  [
    'safety-check',
    'assessment',
    'protection',
    'guardian',
    'shelter',
    'health-care',
    'psychosocial-care',
    'interpreter',
    'schooling',
    'disability-support',
    'legal-help',
    'right-to-stay',
    'search',
    'return-support',
  ],
  { source: ownList },
)
/**
 * What a first referral may ask for. A return needs a best-interests determination and a risk assessment first (Call,
 * action 2; reference 02, R11 and R14). Records of before 2026-11-30 keep it.
 */
export const requestToAsk = allBut(request, 'return-support')

export const declineReason = defineCodes(
  'decline-reason',
  [
    'no-mandate-place',
    'no-mandate-age',
    'no-mandate-kind',
    'child-moved',
    'wrong-child',
    'part-of-it',
    'already-known',
    'no-capacity',
    'other',
  ],
  { source: ownList },
)
/** Who already works with the child accepts: the referral joins the open case. Records of before 2026-11-30 keep the reason. */
export const declineReasonToChoose = allBut(declineReason, 'already-known')
export type DeclineReason = CodeOf<typeof declineReason>
/** A mandate speaks for itself; every other reason is too general without words, e.g. where the child has moved to. */
export function needsDeclineWords(reason: DeclineReason): boolean {
  return reason !== 'no-mandate-place' && reason !== 'no-mandate-kind'
}
export const withdrawReason = defineCodes(
  'withdraw-reason',
  ['child-withdrew', 'adult-withdrew', 'child-or-family-withdrew', 'sent-in-error', 'sent-elsewhere', 'other'],
  { source: ownList },
)
/** Before 2026-11-30 the child and the adult stood in one reason. Records keep it; nobody chooses it any more. */
export const withdrawReasonToChoose = allBut(withdrawReason, 'child-or-family-withdrew')
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
 * Why the node opened a referral that nobody has written yet: what a person decided about the child, another need for
 * protection, or danger.
 */
export const preparedReason = defineCodes(
  'prepared-reason',
  [
    'presumed-victim',
    'at-risk',
    'other-protection-need',
    'another-need',
    'another-need-not-known',
    'danger',
    'referral-withdrawn',
  ],
  { source: ownList },
)
export type PreparedReason = CodeOf<typeof preparedReason>

/**
 * 'consent' and 'assent' mean yes, 'refusal' means no to everything, 'withdrawal' takes a yes back for some recipients and
 * facts, 'override' means that a named person goes ahead without consent.
 */
export const consentBasis = defineCodes('consent-basis', ['consent', 'assent', 'refusal', 'withdrawal', 'override'], {
  source: ownList,
})
export type ConsentBasis = CodeOf<typeof consentBasis>
export const consentGiver = defineCodes('consent-giver', ['child', 'caregiver', 'guardian'], { source: ownList })
export type ConsentGiver = CodeOf<typeof consentGiver>

/** How somebody said yes. A child who does not speak can say it by signs, pictures or with support (CRPD Art. 7; from memory). */
export const howGiven = defineCodes(
  'how-given',
  ['spoken', 'written', 'sign-language', 'gesture', 'with-support', 'not-written-down'],
  { source: ownList },
)
/** How it is asked for. Records of before 2026-11-30 do not say it. */
export const howGivenToChoose = allBut(howGiven, 'not-written-down')

/** Through whom it was explained. A caregiver under concern, or who came with one, is no interpreter. */
export const explainedThrough = defineCodes(
  'explained-through',
  ['worker', 'interpreter', 'sign-language-interpreter', 'trusted-person', 'not-written-down'],
  { source: ownList },
)
export const explainedThroughToChoose = allBut(explainedThrough, 'not-written-down')

/** What the child wants where the law leaves no choice about telling. It is heard, and it is not a yes or a no. */
export const childWish = defineCodes('child-wish', ['wants-it', 'does-not-want-it', 'says-nothing', 'not-heard-yet'], {
  source: ownList,
})

/** Under what the facts of a group were shared: a yes, or another ground that a withdrawal does not end. */
export const sharedUnder = defineCodes('shared-under', ['consent', ...overrideGround.values, 'too-young-to-ask'], {
  source: ownList,
})
export type SharedUnder = CodeOf<typeof sharedUnder>

/** What a recipient did with the facts after a yes was taken back. */
export const withdrawalAnswer = defineCodes(
  'withdrawal-answer',
  ['deleted', 'no-longer-used', 'kept-by-law', 'kept-for-safety'],
  { source: ownList },
)
export type WithdrawalAnswer = CodeOf<typeof withdrawalAnswer>
/** Whether a recipient was told of a withdrawal, and what it answered. */
export const withdrawalState = defineCodes('withdrawal-state', ['none', 'told', ...withdrawalAnswer.values], {
  source: ownList,
})
export type WithdrawalState = CodeOf<typeof withdrawalState>

/** What the second person says about going ahead against the child's no. */
export const secondOpinion = defineCodes('second-opinion', ['confirmed', 'not-confirmed'], { source: ownList })

/** Who appointed a guardian. Only the first two make one (CoE Convention, Art. 10(4)(a); CRC GC6, paragraph 33; from memory). */
export const guardianAppointer = defineCodes('guardian-appointer', ['court', 'authority', 'nobody', 'unknown'], {
  source: ownList,
})
/** Whether the guardian may gain from what is decided, or stand close to somebody under concern. */
export const guardianConflict = defineCodes('guardian-conflict', ['none-seen', 'possible', 'unknown'], {
  source: ownList,
})

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
  'referral.referral.prepared': preparedReason,
  'referral.referral.decided': preparedReason,
  'referral.referral.decline_reason': declineReason,
  'referral.referral.withdraw_reason': withdrawReason,
  'referral.referral.outcome': referralOutcome,
  'referral.referral.escalated_to': escalatedTo,
  'referral.consent.basis': consentBasis,
  'referral.consent.given_by': consentGiver,
  'referral.consent.ground': overrideGround,
  'referral.consent.child_told': childTold,
  'referral.consent.guardian_appointed_by': guardianAppointer,
  'referral.consent.guardian_conflict': guardianConflict,
  'referral.consent.purpose': sharePurpose,
  'referral.consent.how_given': howGiven,
  'referral.consent.explained_through': explainedThrough,
  'referral.consent.wish': childWish,
  'referral.consent.answer': withdrawalAnswer,
  'referral.consent.second_opinion': secondOpinion,
  'referral.referral.purpose': sharePurpose,
  'referral.referral.withdrawal_state': withdrawalState,
  'referral.referral.told': childTold,
  'referral.message.side': messageSide,
}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = {
  'referral.kind': authorityKind,
  'referral.state': referralState,
  'referral.risk': risk,
  'standards.form': concernKind,
  'referral.group': shareGroup,
  'referral.request': request,
  'referral.decline': declineReason,
  'referral.withdraw': withdrawReason,
  'referral.outcome': referralOutcome,
  'referral.caregiver': caregiverStanding,
  'referral.caregiver-told': caregiverStanding,
  'referral.parked': parkedReason,
  'referral.prepared': preparedReason,
  'referral.told': childTold,
  'referral.appointed-by': guardianAppointer,
  'referral.conflict': guardianConflict,
  'referral.purpose': sharePurpose,
  'referral.how-given': howGiven,
  'referral.explained-through': explainedThrough,
  'referral.wish': childWish,
  'referral.shared-under': sharedUnder,
  'referral.withdrawal-state': withdrawalState,
}
