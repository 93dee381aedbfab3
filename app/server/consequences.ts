/** What follows from events of several kinds. `reactions.ts` says from which. */
import { followSearchFromCase } from '#path/case-management'
import { notePath, share } from '#path/children'
import { type identificationEvents, whyRefer } from '#path/identification'
import type { referralEvents } from '#path/referral'
import { heldStep, noteProgressOnConcern } from '#path/signals'
import { isCustody, type JusticeKind } from '#standards/justice'
import type { DomainEvent, EventOf } from '#kernel/event'
import { isUuid } from '#kernel/ids'
import { type Reaction, reactWith } from '#kernel/reaction'

interface AboutChild extends DomainEvent {
  data: { childId?: string | null | undefined }
}

export function childOf(event: AboutChild): string | undefined {
  return event.data.childId ?? undefined
}

export function aboutOf(data: { childId?: string | null | undefined; concernId?: string | null | undefined }): {
  childId?: string
  concernId?: string
} {
  return { ...(data.childId && { childId: data.childId }), ...(data.concernId && { concernId: data.concernId }) }
}

type Decided = EventOf<(typeof identificationEvents)['outcomeDecided']>

/** The referral that a decision about a child asks for; `prepareReferral` knows whether one is under way. */
export function referralAfterDecision({ at, data }: Decided) {
  const { decidedBy, agencyId, forms } = data
  // An event of before 2026-11-30 does not say who decided, so nobody can have the duty.
  if (!decidedBy) return undefined
  const because = whyRefer(data)
  return { ...aboutOf(data), because, ...(forms && { concerns: forms }), decidedBy, ...(agencyId && { agencyId }), at }
}

type Accepted = EventOf<(typeof referralEvents)['referralAccepted']>

/** The case that an accepted referral opens or joins. Help alongside opens none. */
export function caseOfReferral({ aggregate, at, data }: Accepted) {
  const { authorityAgencyId, alongside, childId, concernId, country, risk, guardianNeeded, caseReference } = data
  if (alongside || !authorityAgencyId) return undefined
  const about = { referralId: aggregate.id, childId, concernId, agencyId: authorityAgencyId }
  return { ...about, country, risk, guardianNeeded, caseReference, at }
}

/** A contact with police or courts, without what the node reads for itself. */
export function contactOf<Kind, Nexus>({
  contactId,
  kind,
  nexus,
  reportedBy,
  childId,
}: {
  contactId: string
  kind: Kind
  nexus: Nexus
  reportedBy: string
  childId?: string | null
}) {
  return { contactId, kind, nexus, reportedBy, ...(childId && { childId }) }
}

/** Adds the event to the child's timeline, with its codes. */
export function onTimeline<Event extends DomainEvent>(child: (event: Event) => string | undefined): Reaction<Event> {
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

/** The cases of a child who is missing say so, and their people have the search before them. */
export function inCases<Event extends AboutChild & { data: { concernId?: string | null | undefined } }>(
  step?: 'child-missing' | 'child-found' | 'return-talk-held',
): Reaction<Event> {
  return reactWith(followSearchFromCase, ({ data }: Event) => ({ ...aboutOf(data), ...(step && { step }) }))
}

function namedChild({ data }: AboutChild): { childId?: string } {
  return data.childId ? { childId: data.childId } : {}
}

type OnConcern<Event> = { [Flag in 'forDesk' | 'link']?: boolean } & {
  answers?: (event: Event) => boolean
  refers?: (event: Event) => boolean | undefined
  grave?: (event: Event) => boolean
  /** How the concern calls the step, if not by the event. */
  step?: (event: Event) => string
}

/**
 * Adds the event to the concern, for the desk, and unless `forDesk` also for the person who raised it. With a link to
 * the record of the event, unless its readers have no access to it. `answers`: it is what the desk owed for the concern.
 * `refers`: child protection, not help alongside, now has the child before it, or no longer; only then a concern
 * closes as referred. `grave`: somebody found high danger or a presumed victim; then nobody closes it alone.
 */
export function onConcern<Event extends DomainEvent>(
  concern: (event: Event) => string | null | undefined,
  { forDesk = false, link = true, answers, refers, grave, step }: OnConcern<Event> = {},
): Reaction<Event> {
  return reactWith(noteProgressOnConcern, (event: Event) => {
    const id = concern(event)
    const { kind, id: record } = event.aggregate
    const subject = { kind, ...(link && { id: record }) }
    return id
      ? {
          id,
          step: step?.(event) ?? event.type,
          subject,
          forDesk,
          answers: answers?.(event) ?? false,
          refers: refers?.(event),
          grave: grave?.(event),
          ...(refers && namedChild(event)),
        }
      : undefined
  })
}

/** The concern says that the child is held: then the node does not tell the police, who may hold the child. */
export function stepOfContact(type: string, kind: JusticeKind): string {
  return isCustody(kind) ? heldStep : type
}

/** The task that follows from a contact, and whose it is. */
export function stepOfDuty({ kind, side }: { kind: string; side: string }): string {
  return `task-${kind}-${side}`
}

/** Gives access to the child's record to a desk that now has a duty. */
export function beforeDesk<Event extends AboutChild>(
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
