import { pathEvents, recordHop } from '#learning/accountability'
import { caseEvents, escalateCase, openCase, raiseNonPunishment, separateCases } from '#path/case-management'
import { childEvents, notePath, share } from '#path/children'
import { identificationEvents, nameChildOfScreening, openScreeningTo, whyRefer } from '#path/identification'
import type { Compartment } from '#kernel/db/database'
import type { DomainEvent, EventOf } from '#kernel/event'
import { isUuid } from '#kernel/ids'
import { deadlineMissed } from '#kernel/jobs/deadline-missed'
import type { Node } from '#kernel/node'
import { type Reaction, reactWith } from '#kernel/reaction'
import type { Tx } from '#kernel/tx'
import type { Duties } from '#kernel/work'
import { escalateReferral, openUrgentReferral, prepareReferral, referralEvents, settlePrepared } from '#path/referral'
import { concernEvents, escalateConcern, noteProgressOnConcern } from '#path/signals'
import { handOver, noteWhoLeft } from './hand-over.ts'

export const events = {
  ...concernEvents,
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
  ChildLinkedToConcern: [
    reactWith(nameChildOfScreening, ({ aggregate, data }) => ({ concernId: aggregate.id, childId: data.childId })),
    onTimeline((event) => event.data.childId),
  ],

  ChildRegistered: [onTimeline((event) => event.aggregate.id)],
  ChildChanged: [onTimeline((event) => event.aggregate.id)],
  ChildrenMerged: [onTimeline((event) => event.aggregate.id)],
  MergeUndone: [
    reactWith(separateCases, ({ aggregate, data }) => ({ keptId: aggregate.id, restoredId: data.restoredId })),
    onTimeline((event) => event.aggregate.id),
  ],
  FamilyLinked: [onTimeline((event) => event.aggregate.id)],
  FamilyUnlinked: [onTimeline((event) => event.aggregate.id)],

  ScreeningStarted: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  OutcomeDecided: [
    reactWith(prepareReferral, ({ at, data }) => ({
      ...aboutOf(data),
      because: whyRefer(data),
      decidedBy: data.decidedBy,
      ...(data.agencyId && { agencyId: data.agencyId }),
      at,
    })),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId, { forDesk: true }),
  ],
  JusticeContactReported: [
    reactWith(raiseNonPunishment, ({ aggregate, at, data }) =>
      data.protects ? { screeningId: aggregate.id, childId: data.childId, concernId: data.concernId, at } : undefined,
    ),
    onTimeline(childOf),
  ],

  ReferralPrepared: [onTimeline(childOf), onConcern((event) => event.data.concernId, { forDesk: true })],
  ReferralSent: [
    reactWith(settlePrepared, ({ data }) => aboutOf(data)),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId),
  ],
  ReferralReceived: [onTimeline(childOf)],
  ReferralAcknowledged: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  ReferralAccepted: [
    // Before it accepts, an authority reads only the sealed copy of the shared facts. After that it gets access to the
    // records
    // themselves, only to those that may be shared.
    reactWith(openScreeningTo, ({ data }) =>
      data.authorityAgencyId && !data.alongside && data.share.includes('screening')
        ? { ...aboutOf(data), agencyId: data.authorityAgencyId, desk: 'authority' as const }
        : undefined,
    ),
    beforeDesk('authority', ({ data }) =>
      !data.alongside && data.share.includes('identity') ? data.authorityAgencyId : undefined,
    ),
    reactWith(
      openCase,
      ({ aggregate, at, data: { authorityAgencyId, alongside, childId, concernId, country, risk } }) =>
        alongside || !authorityAgencyId
          ? undefined
          : { referralId: aggregate.id, childId, concernId, agencyId: authorityAgencyId, country, risk, at },
    ),
    onTimeline(childOf),
    onConcern((event) => event.data.concernId),
  ],
  ReferralDeclined: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  ReferralWithdrawn: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  ReferralCompleted: [onTimeline(childOf), onConcern((event) => event.data.concernId)],
  ReferralEscalated: [onTimeline(childOf)],

  CaseOpened: [beforeDesk('casework', (event) => event.data.agencyId), onTimeline(childOf)],
  CaseAssigned: [
    // Where nobody is left, the coordinator assigns a worker of another authority. The case then moves to its desk.
    reactWith(share, async (event, scopes) => {
      const id = childOf(event)
      const { agencyId, workerId } = event.data
      return id ? { id, scopes: await scopes.of([{ agencyId, desk: 'casework' }, { accountId: workerId }]) } : undefined
    }),
    onTimeline(childOf),
  ],
  TaskAdded: [onTimeline(childOf)],
  TaskCompleted: [onTimeline(childOf)],
  CaseClosed: [onTimeline(childOf), onConcern((event) => event.data.concernId, { link: false })],

  DeadlineMissed: [
    reactWith(escalateConcern, ({ aggregate, data }) =>
      aggregate.kind === 'concern' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
    reactWith(escalateCase, ({ aggregate, data }) =>
      aggregate.kind === 'case' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
    reactWith(escalateReferral, ({ aggregate, data }) =>
      aggregate.kind === 'referral' ? { id: aggregate.id, clockId: data.clockId, level: data.level } : undefined,
    ),
  ],
}

// The id of a consequence is made from the event and the command, so the second of two would count as delivered.
for (const [type, list] of Object.entries(reactions)) {
  const names = list.map(({ name }) => name)
  if (new Set(names).size < names.length) throw new Error(`${type} has two consequences by one command.`)
}

interface AboutChild extends DomainEvent {
  data: { childId?: string | null | undefined }
}

function childOf(event: AboutChild): string | undefined {
  return event.data.childId ?? undefined
}

function aboutOf(data: { childId?: string | null | undefined; concernId?: string | null | undefined }): {
  childId?: string
  concernId?: string
} {
  return { ...(data.childId && { childId: data.childId }), ...(data.concernId && { concernId: data.concernId }) }
}

/** Adds the event to the child's timeline, with its codes. */
function onTimeline<Event extends DomainEvent>(child: (event: Event) => string | undefined): Reaction<Event> {
  return reactWith(notePath, (event: Event) => {
    const childId = child(event)
    return childId === undefined
      ? undefined
      : {
          childId,
          eventId: event.id,
          at: event.at,
          kind: event.type,
          subject: event.aggregate,
          data: codesOf(event.data),
        }
  })
}

/**
 * Adds the event to the concern, for the desk, and unless `forDesk` also for the person who raised it. With a link to
 * the record of the event, unless its readers have no access to it.
 */
function onConcern<Event extends DomainEvent>(
  concern: (event: Event) => string | null | undefined,
  { forDesk = false, link = true } = {},
): Reaction<Event> {
  return reactWith(noteProgressOnConcern, (event: Event) => {
    const id = concern(event)
    const { kind, id: record } = event.aggregate
    return id ? { id, step: event.type, subject: { kind, ...(link && { id: record }) }, forDesk } : undefined
  })
}

/** Gives access to the child's record to a desk that now has a duty. */
function beforeDesk<Event extends AboutChild>(
  desk: 'authority' | 'casework',
  agency: (event: Event) => string | undefined,
): Reaction<Event> {
  return reactWith(share, async (event: Event, scopes) => {
    const [id, agencyId] = [childOf(event), agency(event)]
    return id && agencyId ? { id, scopes: [await scopes.desk(agencyId, desk)] } : undefined
  })
}

/** Only codes and times: an id on a timeline would reveal records that the reader may not know about. */
function codesOf(data: Record<string, unknown>): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(data).filter(
      (entry): entry is [string, string | number | boolean | null] =>
        entry[1] === null || (['string', 'number', 'boolean'].includes(typeof entry[1]) && !isUuid(String(entry[1]))),
    ),
  )
}

/** Events that change how long each step took. Late stays late. */
const counted = new Set<string>(pathEvents)
const countTime = reactWith(recordHop, ({ type, id, at, aggregate, data }: DomainEvent) =>
  counted.has(type) ? { type, id, at, aggregate, data } : undefined,
)

function consequencesOf(event: DomainEvent): readonly Reaction<DomainEvent>[] {
  const consequences = reactions[event.type as NodeEvent['type']] as readonly Reaction<DomainEvent>[] | undefined
  if (!consequences) throw new Error(`No line in reactions.ts for the event ${event.type}.`)
  return [...consequences, countTime]
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

export const duties: Duties = { react, reactTogether, jobs: { 'hand-over': handOver }, noteWhoLeft }
