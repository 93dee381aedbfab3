import { z } from 'zod'
import { defineEvent } from '#kernel/event'
import { closeReasons } from './close-reasons.ts'
import { channels, dangers } from './model.ts'

const about = {
  danger: z.enum(dangers),
  placeCode: z.string().nullable(),
  children: z.int(),
  deskAgencyId: z.uuid(),
  /** Until when the desk has to look, by the country's rule. */
  clockId: z.string().optional(),
  dueAt: z.iso.datetime().optional(),
}

export const concernRaised = defineEvent(
  'ConcernRaised',
  'signal',
  z.object({ ...about, channel: z.enum(channels), raisedByAgency: z.uuid().nullable() }),
)
export const immediateDangerReported = defineEvent('ImmediateDangerReported', 'signal', z.object(about))
export const concernAddedTo = defineEvent('ConcernAddedTo', 'signal', z.object({ side: z.enum(['reporter', 'desk']) }))
export const concernTaken = defineEvent('ConcernTaken', 'signal', z.object({ deskAgencyId: z.uuid() }))
export const concernMerged = defineEvent('ConcernMerged', 'signal', z.object({ into: z.uuid() }))
export const concernPassedOn = defineEvent(
  'ConcernPassedOn',
  'signal',
  z.object({ fromAgencyId: z.uuid(), toAgencyId: z.uuid() }),
)
export const concernClosed = defineEvent('ConcernClosed', 'signal', z.object({ reason: z.enum(closeReasons) }))
export const childLinkedToConcern = defineEvent(
  'ChildLinkedToConcern',
  'signal',
  z.object({ childId: z.uuid(), person: z.int() }),
)

export const signalEvents = {
  concernRaised,
  immediateDangerReported,
  concernAddedTo,
  concernTaken,
  concernMerged,
  concernPassedOn,
  concernClosed,
  childLinkedToConcern,
}
