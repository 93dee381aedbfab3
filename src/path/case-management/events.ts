import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { justiceKind, nexus } from '#standards/justice'
import { closeReason, taskKind, taskResult, taskSide } from './codes.ts'

const about = {
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  agencyId: z.uuid(),
  risk: z.string(),
  country: z.string(),
  referralIds: z.array(z.uuid()),
}
const clock = { openedAt: z.iso.datetime(), clockId: z.string().optional(), dueAt: z.iso.datetime().optional() }
const task = {
  taskId: z.uuid(),
  kind: z.enum(taskKind.values),
  dueAt: z.iso.datetime().optional(),
  /** The concern whose report the task is to read. */
  reportOf: z.uuid().optional(),
}

export const caseOpened = defineEvent(
  'CaseOpened',
  'case',
  z.object({ ...about, ...clock, origin: z.string().optional() }),
)
/** `first` is false if another worker takes over. */
export const caseAssigned = defineEvent(
  'CaseAssigned',
  'case',
  z.object({ ...about, ...clock, workerId: z.uuid(), first: z.boolean() }),
)
export const taskAdded = defineEvent(
  'TaskAdded',
  'case',
  z.object({
    ...about,
    ...task,
    side: z.enum(taskSide.values),
    /** The concern where somebody reported the contact with police or a court that the task follows from. */
    contactOf: z.uuid().optional(),
  }),
)
/** The case began with a concern, and the child is registered now. */
export const caseChildNamed = defineEvent(
  'CaseChildNamed',
  'case',
  z.object({ ...about, workerId: z.uuid().optional() }),
)
export const taskCompleted = defineEvent(
  'TaskCompleted',
  'case',
  z.object({ ...about, ...task, result: z.enum(taskResult.values), addedAt: z.iso.datetime() }),
)
export const caseClosed = defineEvent(
  'CaseClosed',
  'case',
  z.object({ ...about, reason: z.enum(closeReason.values), openedAt: z.iso.datetime() }),
)

const contact = {
  contactId: z.uuid(),
  kind: z.enum(justiceKind.values),
  nexus: z.enum(nexus.values),
  reportedBy: z.string(),
}
/** The child of a concern was arrested, charged, held or similar. `at` is the time of it, or of the report. */
export const contactOfConcern = defineEvent(
  'JusticeContactOfConcern',
  'concern',
  z.object({ ...contact, childId: z.uuid().nullable() }),
)
export const contactOfChild = defineEvent('JusticeContactOfChild', 'child', z.object(contact))

/** A report was said to be about a child with an open case, and there is none. */
export const openCaseNotFound = defineEvent(
  'OpenCaseNotFound',
  'concern',
  z.object({ because: z.literal('no-open-case') }),
)

export const caseEvents = {
  caseOpened,
  caseAssigned,
  caseChildNamed,
  taskAdded,
  taskCompleted,
  caseClosed,
  openCaseNotFound,
  contactOfConcern,
  contactOfChild,
}

export type CaseEvent = EventOf<(typeof caseEvents)[keyof typeof caseEvents]>
