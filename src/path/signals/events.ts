import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { owed } from '#kernel/owed'
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
  { starts: owed('concern-raised', 'concern-triaged') },
)
export const immediateDangerReported = defineEvent('ImmediateDangerReported', 'concern', z.object(about), {
  starts: [...owed('concern-raised', 'concern-triaged'), ...owed('referral-drafted', 'referral-sent')],
})
export const concernAddedTo = defineEvent(
  'ConcernAddedTo',
  'concern',
  z.object({ side: z.enum(['reporter', 'desk']) }),
  { owesNothing: 'the words wait in the list of the desk, whose dates go on' },
)
/** From now the desk owes an answer, by the country's rule. */
export const concernTaken = defineEvent(
  'ConcernTaken',
  'concern',
  z.object({ deskAgencyId: z.uuid(), clockId: about.clockId, dueAt: about.dueAt }),
  { meets: ['concern-triaged'], starts: owed('concern-taken', 'concern-answered') },
)
export const concernMerged = defineEvent('ConcernMerged', 'concern', z.object({ into: z.uuid() }), {
  owesNothing: 'the duties go on at the concern that stands, at the earlier date',
})
export const concernPassedOn = defineEvent(
  'ConcernPassedOn',
  'concern',
  z.object({ fromAgencyId: z.uuid(), toAgencyId: z.uuid() }),
  { owesNothing: 'the dates belong to the child and stay' },
)
export const concernClosed = defineEvent('ConcernClosed', 'concern', z.object({ reason: z.enum(closeReason.values) }), {
  meets: ['concern-triaged', 'concern-answered'],
})
/** It stays open; the next look is due on a day that people chose. */
export const concernKept = defineEvent(
  'ConcernKept',
  'concern',
  z.object({ reason: z.enum(keepReason.values), dueAt: z.iso.datetime() }),
  { meets: ['concern-triaged', 'concern-answered'] },
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
  { meets: ['concern-triaged'], starts: owed('report-given', 'report-read') },
)
export const childLinkedToConcern = defineEvent(
  'ChildLinkedToConcern',
  'concern',
  z.object({ childId: z.uuid(), person: z.int() }),
  { owesNothing: 'the dates of the concern go on' },
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
