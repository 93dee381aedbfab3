import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { channel, closeReason, danger, keepReason } from './codes.ts'

const about = {
  danger: z.enum(danger.values),
  placeCode: z.string().nullable(),
  children: z.int(),
  deskAgencyId: z.uuid(),
  /** The triage deadline, by the country's rule. */
  clockId: z.string().optional(),
  dueAt: z.iso.datetime().optional(),
}

export const concernRaised = defineEvent(
  'ConcernRaised',
  'concern',
  z.object({ ...about, channel: z.enum(channel.values), raisedByAgency: z.uuid().nullable() }),
)
export const immediateDangerReported = defineEvent('ImmediateDangerReported', 'concern', z.object(about))
export const concernAddedTo = defineEvent('ConcernAddedTo', 'concern', z.object({ side: z.enum(['reporter', 'desk']) }))
/** From now the desk owes an answer, by the country's rule. */
export const concernTaken = defineEvent(
  'ConcernTaken',
  'concern',
  z.object({ deskAgencyId: z.uuid(), clockId: about.clockId, dueAt: about.dueAt }),
)
export const concernMerged = defineEvent('ConcernMerged', 'concern', z.object({ into: z.uuid() }))
export const concernPassedOn = defineEvent(
  'ConcernPassedOn',
  'concern',
  z.object({ fromAgencyId: z.uuid(), toAgencyId: z.uuid() }),
)
export const concernClosed = defineEvent('ConcernClosed', 'concern', z.object({ reason: z.enum(closeReason.values) }))
/** It stays open; the next look is due on a day that people chose. */
export const concernKept = defineEvent(
  'ConcernKept',
  'concern',
  z.object({ reason: z.enum(keepReason.values), dueAt: z.iso.datetime() }),
)
/** The report goes to the open case of a child, or to the case with this reference. `noteId`: the desk's words about it. */
export const concernGivenToCase = defineEvent(
  'ConcernGivenToCase',
  'concern',
  z.object({
    childId: z.uuid().optional(),
    caseReference: z.string().optional(),
    noteId: z.uuid(),
    danger: about.danger,
  }),
)
export const childLinkedToConcern = defineEvent(
  'ChildLinkedToConcern',
  'concern',
  z.object({ childId: z.uuid(), person: z.int() }),
)

export const concernEvents = {
  concernRaised,
  immediateDangerReported,
  concernAddedTo,
  concernTaken,
  concernMerged,
  concernPassedOn,
  concernClosed,
  concernKept,
  concernGivenToCase,
  childLinkedToConcern,
}

export type ConcernEvent = EventOf<(typeof concernEvents)[keyof typeof concernEvents]>
