import { pathEvents, recordHop } from '#learning/accountability'
import {
  caseEvents,
  escalateCase,
  giveReport,
  nameChildOfCase,
  needGuardian,
  openCase,
  raiseNonPunishment,
  separateCases,
} from '#path/case-management'
import { childEvents, forgetSearches, share, storeMatches } from '#path/children'
import {
  escalateScreening,
  identificationEvents,
  nameChildOfScreening,
  openScreeningTo,
  whyRefer,
  workOutSight,
} from '#path/identification'
import type { Compartment } from '#kernel/db/database'
import type { DomainEvent, EventOf } from '#kernel/event'
import { deadlineMissed } from '#kernel/jobs/deadline-missed'
import type { Node } from '#kernel/node'
import { type Reaction, reactWith, tellApart } from '#kernel/reaction'
import type { Tx } from '#kernel/tx'
import type { Duties } from '#kernel/work'
import { keepAway } from '#path/kept-from'
import { escalateMissing, missingEvents } from '#path/missing'
import {
  escalateReferral,
  followSearchFromReferral,
  heedFamily,
  openUrgentReferral,
  prepareReferral,
  referralEvents,
  settlePrepared,
  spreadWithdrawal,
} from '#path/referral'
import { closeConcernAsKnown, concernEvents, escalateConcern, returnConcern } from '#path/signals'
import {
  aboutOf,
  beforeDesk,
  caseOfReferral,
  childOf,
  contactOf,
  inCases,
  onConcern,
  onTimeline,
  referralAfterDecision,
  stepOfContact,
  stepOfDuty,
} from './consequences.ts'
import { barredJob } from '#kernel/barred/kin'
import { handOver, handOverBarred, noteWhoLeft } from './hand-over.ts'

export const events = {
  ...concernEvents,
  ...missingEvents,
  ...childEvents,
  ...identificationEvents,
  ...referralEvents,
  ...caseEvents,
  deadlineMissed,
}
export type NodeEvent = EventOf<(typeof events)[keyof typeof events]>

type Reactions = { readonly [Type in NodeEvent['type']]: readonly Reaction<Extract<NodeEvent, { type: Type }>>[] }

/**
 * All events and their consequences on one page. An event without an entry does not compile. An empty list means that
 * nothing follows, on purpose.
 */
const reactions: Reactions = {
  ConcernRaised: [],
  ImmediateDangerReported: [
    reactWith(openUrgentReferral, ({ aggregate, at, data }) => ({
      concernId: aggregate.id,
      deskAgencyId: data.deskAgencyId,
      dangerAt: at,
    })),
  ],
  ConcernAddedTo: [],
  ConcernTaken: [],
  ConcernMerged: [],
  ConcernPassedOn: [],
  ConcernClosed: [],
  ConcernKept: [],
  ConcernGivenToCase: [
    reactWith(giveReport, ({ aggregate, data }) => ({
      concernId: aggregate.id,
      childId: data.childId,
      caseReference: data.caseReference,
      noteId: data.noteId,
      danger: data.danger,
    })),
  ],
  ChildLinkedToConcern: [
    reactWith(nameChildOfScreening, ({ aggregate, data }) => ({ concernId: aggregate.id, childId: data.childId })),
    reactWith(nameChildOfCase, ({ aggregate, data }) => ({ concernId: aggregate.id, childId: data.childId })),
    onTimeline((event) => event.data.childId),
  ],

  // Everybody with a case or a referral of the child is told in its lists, and has the search before them.
  ChildMissing: [
    inCases('child-missing'),
    reactWith(followSearchFromReferral, ({ data }) => aboutOf(data)),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, { forDesk: true }),
  ],
  SearchTold: [onTimeline(childOf)],
  SearchLooked: [],
  SearchReviewed: [onTimeline(childOf)],
  ChildFound: [
    inCases('child-found'),
    reactWith(followSearchFromReferral, ({ data }) => ({ ...aboutOf(data), ended: true })),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, { forDesk: true }),
  ],
  FoundTold: [onTimeline(childOf)],
  ReturnTalkHeld: [inCases('return-talk-held'), onTimeline(childOf)],

  ChildRegistered: [onTimeline((event) => event.aggregate.id)],
  ChildChanged: [
    onTimeline((event) => event.aggregate.id),
    reactWith(needGuardian, ({ aggregate, at, data }) =>
      data.fields.includes('care') ? { childId: aggregate.id, at } : undefined,
    ),
  ],
  ChildrenMerged: [
    reactWith(workOutSight, ({ aggregate, data }) => ({ childIds: [aggregate.id, data.mergedId] })),
    onTimeline((event) => event.aggregate.id),
    reactWith(needGuardian, ({ aggregate, at }) => ({ childId: aggregate.id, at })),
    reactWith(heedFamily, ({ aggregate }) => ({ childId: aggregate.id })),
  ],
  MergeUndone: [
    reactWith(separateCases, ({ aggregate, data }) => ({ keptId: aggregate.id, restoredId: data.restoredId })),
    reactWith(workOutSight, ({ aggregate, data }) => ({ childIds: [aggregate.id, data.restoredId] })),
    onTimeline((event) => event.aggregate.id),
  ],
  FamilyLinked: [onTimeline((event) => event.aggregate.id)],
  FamilyUnlinked: [onTimeline((event) => event.aggregate.id)],
  FamilyMarked: [
    reactWith(heedFamily, ({ aggregate, data }) =>
      data.concern === 'may-be-part' ? { childId: aggregate.id } : undefined,
    ),
    onTimeline((event) => event.aggregate.id),
  ],

  ScreeningStarted: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  OutcomeDecided: [
    reactWith(prepareReferral, referralAfterDecision),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, {
      forDesk: true,
      // Where nobody is to be told, the desk still owes the concern an end with its reason.
      answers: ({ data }) => whyRefer(data) !== undefined,
      grave: ({ data }) => data.outcome === 'presumed-victim' || data.outcome === 'at-risk',
    }),
  ],
  JusticeContactReported: [
    reactWith(raiseNonPunishment, ({ at, data }) =>
      data.protects
        ? {
            contactId: data.contactId,
            childId: data.childId,
            concernId: data.concernId,
            kind: data.kind,
            nexus: data.nexus,
            at,
          }
        : undefined,
    ),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, {
      forDesk: true,
      link: false,
      step: ({ type, data }) => stepOfContact(type, data.kind),
    }),
  ],

  ReferralPrepared: [onTimeline(childOf), onConcern((event) => event.data.concernId, { forDesk: true })],
  ReferralSent: [
    reactWith(followSearchFromReferral, ({ data }) => aboutOf(data)),
    // Help alongside is not the referral to child protection that the decision asked for.
    reactWith(settlePrepared, ({ data }) => (data.alongside ? undefined : aboutOf(data))),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, {
      answers: () => true,
      refers: ({ data }) => !data.alongside || undefined,
      grave: ({ data }) => data.risk === 'immediate' || data.risk === 'high',
    }),
    // The sender may not see the child's record, and so not what it says of the family.
    reactWith(heedFamily, ({ data }) => (data.childId ? { childId: data.childId } : undefined)),
  ],
  ReferralReceived: [onTimeline(childOf)],
  ReferralAcknowledged: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  ReferralAccepted: [
    // Before it accepts, an authority reads only the sealed copy of the shared facts. After that it gets access to the
    // records themselves, only to those that may be shared.
    reactWith(openScreeningTo, ({ data }) =>
      data.authorityAgencyId && !data.alongside && data.share.includes('screening')
        ? { ...aboutOf(data), agencyId: data.authorityAgencyId, desk: 'authority' as const }
        : undefined,
    ),
    beforeDesk('authority', ({ data }) =>
      !data.alongside && data.share.includes('identity') ? data.authorityAgencyId : undefined,
    ),
    reactWith(openCase, caseOfReferral),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId),
  ],
  ReferralDeclined: [
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, { refers: () => false }),
    reactWith(keepAway, ({ aggregate, data }) =>
      data.reason === 'part-of-it' && data.authorityAgencyId
        ? { kind: 'referral' as const, id: aggregate.id, whom: [{ agencyId: data.authorityAgencyId }] }
        : undefined,
    ),
  ],
  ReferralWithdrawn: [
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, { refers: () => false }),
    // The child is nobody's duty by it: the desk of the concern looks again, or else the sender.
    reactWith(returnConcern, ({ aggregate, data }) =>
      data.owed && data.concernId
        ? { id: data.concernId, because: 'referral-withdrawn' as const, referralId: aggregate.id }
        : undefined,
    ),
    reactWith(prepareReferral, ({ at, data }) =>
      data.owed && !data.concernId && data.senderId
        ? {
            ...aboutOf(data),
            because: 'referral-withdrawn' as const,
            decidedBy: data.senderId,
            ...(data.senderAgencyId && { agencyId: data.senderAgencyId }),
            at,
          }
        : undefined,
    ),
  ],
  ReferralCompleted: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  ReferralEscalated: [onTimeline(childOf)],
  ConsentWithdrawn: [
    reactWith(spreadWithdrawal, ({ aggregate, at, data: { everybody, groups, givenBy, guardian, ...about } }) =>
      everybody
        ? { from: aggregate.id, ...aboutOf(about), groups, givenBy, ...(guardian && { guardian }), at }
        : undefined,
    ),
    onTimeline(childOf),
  ],
  WithdrawalConfirmed: [onTimeline(childOf)],
  OverrideConfirmed: [onTimeline(childOf)],
  ChildToldOfSharing: [onTimeline(childOf)],

  CaseOpened: [inCases(), beforeDesk('casework', (event) => event.data.agencyId), onTimeline(childOf)],
  CaseAssigned: [
    // Where nobody is left, the coordinator assigns a worker of another authority. The case then moves to its desk.
    reactWith(share, async (event, scopes) => {
      const id = childOf(event)
      const { agencyId, workerId } = event.data
      return id ? { id, scopes: await scopes.of([{ agencyId, desk: 'casework' }, { accountId: workerId }]) } : undefined
    }),
    inCases(),
    onTimeline(childOf),
  ],
  // A case that opened before the child was registered: its people have the child's record before them now.
  CaseChildNamed: [
    reactWith(share, async (event, scopes) => {
      const id = childOf(event)
      const { agencyId, workerId } = event.data
      const owners = [{ agencyId, desk: 'casework' as const }, ...(workerId ? [{ accountId: workerId }] : [])]
      return id ? { id, scopes: await scopes.of(owners) } : undefined
    }),
    inCases(),
    onTimeline(childOf),
  ],
  TaskAdded: [
    reactWith(closeConcernAsKnown, ({ data }) => (data.reportOf ? { id: data.reportOf, read: false } : undefined)),
    onTimeline(childOf),
    // Who reported an arrest may not see the case: the concern says which side has the task.
    onConcern((event) => event.data.contactOf, { forDesk: true, link: false, step: ({ data }) => stepOfDuty(data) }),
  ],
  TaskCompleted: [
    reactWith(closeConcernAsKnown, ({ data }) =>
      data.reportOf && data.result === 'done' ? { id: data.reportOf, read: true } : undefined,
    ),
    reactWith(returnConcern, ({ data }) =>
      data.reportOf && data.result !== 'done' ? { id: data.reportOf, because: 'not-this-child' as const } : undefined,
    ),
    onTimeline(childOf),
  ],
  JusticeContactOfConcern: [
    reactWith(raiseNonPunishment, ({ aggregate, at, data }) => ({ ...contactOf(data), concernId: aggregate.id, at })),
    onTimeline(childOf),
    onConcern((event) => event.aggregate.id, {
      forDesk: true,
      link: false,
      step: ({ type, data }) => stepOfContact(type, data.kind),
    }),
  ],
  JusticeContactOfChild: [
    reactWith(raiseNonPunishment, ({ aggregate, at, data }) => ({ ...contactOf(data), childId: aggregate.id, at })),
    onTimeline((event) => event.aggregate.id),
  ],
  OpenCaseNotFound: [reactWith(returnConcern, ({ aggregate, data }) => ({ id: aggregate.id, because: data.because }))],
  CaseClosed: [onTimeline(childOf), onConcern((event) => event.data.concernId, { link: false })],

  DeadlineMissed: [
    reactWith(escalateConcern, ({ aggregate, data }) =>
      aggregate.kind === 'concern' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
    reactWith(escalateMissing, ({ aggregate, data }) =>
      aggregate.kind === 'missing-child' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
    reactWith(escalateScreening, ({ aggregate, data }) =>
      aggregate.kind === 'screening' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
    reactWith(escalateCase, ({ aggregate, data }) =>
      aggregate.kind === 'case' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
    reactWith(escalateReferral, ({ aggregate, data }) =>
      aggregate.kind === 'referral' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
  ],
}

/** Events that change how long each step took. Late stays late. */
const counted = new Set<string>(pathEvents)
const countTime = reactWith(recordHop, ({ type, id, at, aggregate, data }: DomainEvent) =>
  counted.has(type) ? { type, id, at, aggregate, data } : undefined,
)

function consequencesOf(event: DomainEvent): readonly Reaction<DomainEvent>[] {
  const consequences = reactions[event.type as NodeEvent['type']] as readonly Reaction<DomainEvent>[] | undefined
  if (!consequences) throw new Error(`No line in reactions.ts for the event ${event.type}.`)
  return tellApart([...consequences, countTime])
}

async function react(node: Node, event: DomainEvent, compartment: Compartment): Promise<void> {
  // A failed consequence must not stop the others. The event is retried for the failed one.
  const failures: unknown[] = []
  for (const consequence of consequencesOf(event))
    await consequence.run(node, event, { compartment }).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

async function reactTogether(node: Node, event: DomainEvent, tx: Tx): Promise<void> {
  const source = { compartment: tx.compartment, tx }
  for (const consequence of consequencesOf(event)) await consequence.run(node, event, source)
}

export const duties: Duties = {
  react,
  reactTogether,
  jobs: {
    [barredJob]: handOverBarred,
    'hand-over': handOver,
    'forget-searches': forgetSearches,
    'store-matches': storeMatches,
  },
  noteWhoLeft,
}
