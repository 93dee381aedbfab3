import type { Otherwise } from './codes.ts'
import type { caseEvents } from '#path/case-management'
import type { childEvents } from '#path/children'
import type { identificationEvents } from '#path/identification'
import type { referralEvents } from '#path/referral'
import type { concernEvents } from '#path/signals'

type Declarations = typeof concernEvents &
  typeof childEvents &
  typeof identificationEvents &
  typeof referralEvents &
  typeof caseEvents
/** The name of an event on the path. A name that no room declares does not compile. */
export type PathEventType = Declarations[keyof Declarations]['type']

/**
 * One measured step of the path, from its starting event to its ending event. It may have a deadline (by the country's
 * rule, in the starting event).
 */
export interface Hop {
  id: HopId
  starts: readonly PathEventType[]
  ends: readonly PathEventType[]
  /** How an ending event ended it, where not by doing it. */
  endsOtherwise?: Readonly<Partial<Record<PathEventType, Otherwise>>>
  /** Events that cancel the hop: it is then neither done nor late. */
  cancels?: readonly PathEventType[]
  /**
   * Events after which another record, named in `data.into`, continues this one. The hop goes on and ends with that
   * record. With `joinsDone`, it ends at once if that record has done the step already.
   */
  joins?: readonly PathEventType[]
  joinsDone?: boolean
  /** The subject of the hop: the id with this name in the event, or the record itself. */
  key: 'aggregate' | 'concernId' | 'taskId' | 'chainId'
  /**
   * The deadline in the starting event: the duty with this name in `data.clocks`, or `own` for `data.dueAt`. Without it
   * the hop has no deadline and is never late.
   */
  until?: string
}

export const hopIds = [
  'concern-to-triage',
  'taken-to-answered',
  'concern-to-screening',
  'screening-to-outcome',
  'concern-to-referral',
  'outcome-to-referral',
  'danger-to-acknowledged',
  'referral-to-acknowledged',
  'referral-to-answered',
  'sent-to-accepted',
  'case-to-assigned',
  'task-to-done',
] as const
export type HopId = (typeof hopIds)[number]

export const hops: readonly Hop[] = [
  {
    id: 'concern-to-triage',
    starts: ['ConcernRaised'],
    // Taking it is not yet an act for the child.
    ends: [
      'ConcernAddedTo',
      'ChildLinkedToConcern',
      'ScreeningStarted',
      'OutcomeDecided',
      'ReferralSent',
      'ConcernGivenToCase',
      'ConcernKept',
      'ConcernClosed',
    ],
    joins: ['ConcernMerged'],
    key: 'concernId',
    until: 'own',
  },
  {
    id: 'taken-to-answered',
    starts: ['ConcernTaken'],
    ends: ['OutcomeDecided', 'ReferralSent', 'ConcernGivenToCase', 'ConcernKept', 'ConcernClosed'],
    endsOtherwise: { ConcernKept: 'not-done' },
    cancels: ['ConcernMerged'],
    key: 'concernId',
    until: 'own',
  },
  {
    id: 'concern-to-screening',
    starts: ['ConcernRaised'],
    ends: ['ScreeningStarted'],
    cancels: ['ConcernClosed'],
    joins: ['ConcernMerged'],
    joinsDone: true,
    key: 'concernId',
  },
  {
    id: 'screening-to-outcome',
    starts: ['ScreeningStarted'],
    ends: ['OutcomeDecided'],
    key: 'aggregate',
    until: 'own',
  },
  {
    id: 'concern-to-referral',
    starts: ['ConcernRaised'],
    ends: ['ReferralSent'],
    cancels: ['ConcernClosed'],
    joins: ['ConcernMerged'],
    joinsDone: true,
    key: 'concernId',
  },
  {
    id: 'outcome-to-referral',
    starts: ['ReferralPrepared'],
    ends: ['ReferralSent'],
    cancels: ['ReferralWithdrawn'],
    key: 'aggregate',
    until: 'own',
  },
  {
    id: 'danger-to-acknowledged',
    starts: ['ImmediateDangerReported'],
    ends: ['ReferralAcknowledged'],
    joins: ['ConcernMerged'],
    key: 'concernId',
  },
  {
    id: 'referral-to-acknowledged',
    starts: ['ReferralSent'],
    ends: ['ReferralAcknowledged'],
    cancels: ['ReferralWithdrawn'],
    key: 'aggregate',
    until: 'referral-acknowledged',
  },
  {
    id: 'referral-to-answered',
    starts: ['ReferralSent'],
    ends: ['ReferralAccepted', 'ReferralDeclined'],
    endsOtherwise: { ReferralDeclined: 'declined' },
    cancels: ['ReferralWithdrawn'],
    key: 'aggregate',
    until: 'referral-accepted',
  },
  // The whole chain: a decline is no end, and the first deadline goes on.
  {
    id: 'sent-to-accepted',
    starts: ['ReferralSent'],
    ends: ['ReferralAccepted'],
    cancels: ['ReferralWithdrawn'],
    key: 'chainId',
    until: 'referral-accepted',
  },
  {
    id: 'case-to-assigned',
    starts: ['CaseOpened'],
    ends: ['CaseAssigned'],
    cancels: ['CaseClosed'],
    key: 'aggregate',
    until: 'own',
  },
  { id: 'task-to-done', starts: ['TaskAdded'], ends: ['TaskCompleted'], key: 'taskId', until: 'own' },
]

/** All events that start, end, cancel or join a hop. */
export const pathEvents: readonly PathEventType[] = [
  ...new Set(hops.flatMap(({ starts, ends, cancels = [], joins = [] }) => [...starts, ...ends, ...cancels, ...joins])),
]
