import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { channel, closeReason, danger } from './codes.ts'

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
  childLinkedToConcern,
}

export type ConcernEvent = EventOf<(typeof concernEvents)[keyof typeof concernEvents]>
