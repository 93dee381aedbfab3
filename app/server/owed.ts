import type { OutcomeCode } from '#path/identification'
import type { NodeEvent } from './reactions.ts'

/** A duty with a date, by the names of a country's rules: the event that starts it and the one that meets it. */
export interface Owed {
  readonly event: string
  readonly until: string
}

type Declared =
  | { readonly starts?: readonly Owed[]; readonly meets?: readonly string[] }
  | { readonly owesNothing: string }

const owed = (event: string, ...untils: readonly string[]): readonly Owed[] => untils.map((until) => ({ event, until }))

/** In custody by the hour; a conviction or another record is to be cleared. */
const afterContact = [
  ...owed('justice-contact', 'lawyer-asked', 'prosecutor-told'),
  ...owed('custody', 'lawyer-asked', 'release-sought', 'prosecutor-told'),
  ...owed('record-left', 'clearing-asked'),
]

/** A concern is before its desk again: taken, or to be taken. */
const lookedAtAgain = [...owed('concern-raised', 'concern-triaged'), ...owed('concern-taken', 'concern-answered')]

/**
 * Every event of the rooms and the clocks of the country's rules that it starts and meets, or why nobody owes anything
 * by it. An event without an entry does not compile. `tests/architecture/owed-clocks.test.ts` compares this page with
 * every rule of every country, and with what runs.
 */
export const owedByEvent: { readonly [Type in NodeEvent['type']]: Declared } = {
  ConcernRaised: { starts: owed('concern-raised', 'concern-triaged') },
  ImmediateDangerReported: {
    starts: [...owed('concern-raised', 'concern-triaged'), ...owed('referral-drafted', 'referral-sent')],
  },
  ConcernAddedTo: { owesNothing: 'the words wait in the list of the desk, whose dates go on' },
  ConcernTaken: { meets: ['concern-triaged'], starts: owed('concern-taken', 'concern-answered') },
  ConcernMerged: { owesNothing: 'the duties go on at the concern that stands, at the earlier date' },
  ConcernPassedOn: { owesNothing: 'the dates belong to the child and stay' },
  ConcernClosed: { meets: ['concern-triaged', 'concern-answered'] },
  ConcernKept: { meets: ['concern-triaged', 'concern-answered'] },
  ConcernGivenToCase: { meets: ['concern-triaged'], starts: owed('report-given', 'report-read') },
  ChildLinkedToConcern: { owesNothing: 'the dates of the concern go on' },

  ChildMissing: { starts: owed('child-missing', 'police-told', 'neighbours-told', 'search-looked') },
  SearchTold: { meets: ['police-told', 'neighbours-told'] },
  SearchLooked: { meets: ['search-looked'], starts: owed('search-looked', 'search-looked') },
  SearchReviewed: { owesNothing: 'a supervisor sets the date of the next look at the search' },
  ChildFound: { meets: ['search-looked'], starts: owed('child-found', 'return-talk-held', 'found-told') },
  FoundTold: { meets: ['found-told'] },
  ReturnTalkHeld: { meets: ['return-talk-held'] },

  ChildRegistered: { owesNothing: 'a record is not a duty; the concern has the dates' },
  ChildChanged: { starts: owed('guardian-needed', 'provisional-guardian-named', 'guardian-appointed') },
  ChildrenMerged: { starts: owed('guardian-needed', 'provisional-guardian-named', 'guardian-appointed') },
  MergeUndone: { owesNothing: 'the duties of both records go on; a case that opens says so itself' },
  FamilyLinked: { owesNothing: 'no contact follows from a link' },
  FamilyUnlinked: { owesNothing: 'no contact follows from a link' },
  FamilyMarked: { owesNothing: 'whoever may be part of it is only kept away' },

  ScreeningStarted: { starts: owed('screening-started', 'outcome-decided') },
  OutcomeDecided: {
    meets: ['outcome-decided', 'concern-answered'],
    starts: owed('outcome-decided', 'referral-sent'),
  },
  JusticeContactReported: { starts: afterContact },

  ReferralPrepared: { owesNothing: 'the clock of the decision runs on it already' },
  ReferralSent: {
    meets: ['referral-sent', 'concern-answered'],
    starts: [
      ...owed('referral-sent', 'referral-acknowledged', 'referral-accepted'),
      ...owed('shared-untold', 'child-told'),
      ...owed('untold-for-safety', 'child-told'),
    ],
  },
  ReferralReceived: { owesNothing: 'opening it meets no date of the authority' },
  ReferralAcknowledged: { meets: ['referral-acknowledged'] },
  ReferralAccepted: {
    meets: ['referral-acknowledged', 'referral-accepted'],
    // It joins the open case of the child.
    starts: owed('report-given', 'report-read'),
  },
  ReferralDeclined: { owesNothing: 'the next referral goes on with the first dates' },
  ReferralWithdrawn: { starts: [...lookedAtAgain, ...owed('outcome-decided', 'referral-sent')] },
  ReferralCompleted: { owesNothing: 'the case has the duties since the acceptance' },
  ReferralEscalated: { owesNothing: 'the missed date stays the date' },
  ConsentWithdrawn: { starts: owed('consent-withdrawn', 'withdrawal-confirmed') },
  WithdrawalConfirmed: { meets: ['withdrawal-confirmed'] },
  OverrideConfirmed: {
    meets: ['override-confirmed'],
    starts: owed('consent-withdrawn', 'withdrawal-confirmed'),
  },
  ChildToldOfSharing: { meets: ['child-told'], starts: owed('untold-for-safety', 'child-told') },

  CaseOpened: {
    starts: [
      ...owed('case-opened', 'case-assigned'),
      ...owed('guardian-needed', 'provisional-guardian-named', 'guardian-appointed'),
    ],
  },
  CaseAssigned: {
    meets: ['case-assigned', 'provisional-guardian-named'],
    starts: owed('case-assigned', 'plan-agreed', 'child-visited'),
  },
  CaseChildNamed: { owesNothing: 'the dates of the case go on' },
  TaskAdded: { meets: ['concern-answered'] },
  TaskCompleted: {
    meets: [
      'report-read',
      'plan-agreed',
      'child-visited',
      'lawyer-asked',
      'release-sought',
      'prosecutor-told',
      'clearing-asked',
      'provisional-guardian-named',
      'guardian-appointed',
      'closing-answered',
    ],
    // A report that belongs to no case goes back to the desk.
    starts: lookedAtAgain,
  },
  JusticeContactOfConcern: { starts: afterContact },
  JusticeContactOfChild: { starts: afterContact },
  OpenCaseNotFound: { starts: lookedAtAgain },
  CaseClosed: { owesNothing: 'the case ends, and its open dates with it' },
  DeadlineMissed: { owesNothing: 'it tells the people the rule names; the duty stays' },
}

/** A step that starts a clock and tells no other room of it: a draft is nobody's business but its desk's. */
export const owedByCommand: Readonly<Record<string, readonly Owed[]>> = {
  'draft-referral': owed('referral-drafted', 'referral-sent'),
  'ask-to-close': owed('closing-asked', 'closing-answered'),
  'record-consent': owed('no-overridden', 'override-confirmed'),
}

/** What a person decides about a child, and what is owed by it. `unless` is what the person answered as well. */
export const owedByOutcome: {
  readonly [Outcome in OutcomeCode]: { readonly starts: readonly Owed[]; readonly unless?: string }
} = {
  'presumed-victim': { starts: owed('outcome-decided', 'referral-sent') },
  'at-risk': { starts: owed('outcome-decided', 'referral-sent') },
  'other-protection-need': { starts: owed('outcome-decided', 'referral-sent') },
  'cannot-tell': {
    starts: owed('outcome-decided', 'referral-sent'),
    unless: 'a person says that the child needs no protection for another reason, and no danger is known',
  },
  'no-grounds-for-now': {
    starts: owed('outcome-decided', 'referral-sent'),
    unless: 'a person says that the child needs no protection for another reason, and no danger is known',
  },
}
