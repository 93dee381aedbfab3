/**
 * One step of the path whose time is measured, from the event that starts it to the event that ends it. A hop may have
 * a date (the clock of the country's rule, told by the starting event) or none.
 */
export interface Hop {
  id: HopId
  starts: readonly string[]
  ends: readonly string[]
  /** Events after which nothing is waited for any more: neither done nor late by it. */
  cancels?: readonly string[]
  /** What a hop is counted for: the id of that name in the event, or of the record itself. */
  key: 'aggregate' | 'concernId' | 'taskId'
  /**
   * Where the date stands in the starting event: the duty of that name in `data.clocks`, or `own` for `data.dueAt`.
   * Without it the hop has no date of its own and is never late.
   */
  until?: string
}

export const hopIds = [
  'concern-to-triage',
  'concern-to-screening',
  'screening-to-outcome',
  'concern-to-referral',
  'danger-to-acknowledged',
  'referral-to-acknowledged',
  'referral-to-answered',
  'case-to-assigned',
  'task-to-done',
] as const
export type HopId = (typeof hopIds)[number]

export const hops: readonly Hop[] = [
  {
    id: 'concern-to-triage',
    starts: ['ConcernRaised'],
    ends: ['ConcernTaken', 'ConcernClosed', 'ScreeningStarted', 'ReferralSent'],
    cancels: ['ConcernMerged'],
    key: 'concernId',
    until: 'own',
  },
  {
    id: 'concern-to-screening',
    starts: ['ConcernRaised'],
    ends: ['ScreeningStarted'],
    cancels: ['ConcernMerged', 'ConcernClosed'],
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
    cancels: ['ConcernMerged', 'ConcernClosed'],
    key: 'concernId',
  },
  {
    id: 'danger-to-acknowledged',
    starts: ['ImmediateDangerReported'],
    ends: ['ReferralAcknowledged'],
    cancels: ['ConcernMerged'],
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
    cancels: ['ReferralWithdrawn'],
    key: 'aggregate',
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

/** Every event that says something about time on the path. */
export const pathEvents: readonly string[] = [
  ...new Set(hops.flatMap(({ starts, ends, cancels = [] }) => [...starts, ...ends, ...cancels])),
]
