import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { owed } from '#kernel/owed'
import { owedAfterJusticeContact, owedWhenLookedAtAgain } from '#standards'
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
  {
    starts: [
      ...owed('case-opened', 'case-assigned'),
      ...owed('guardian-needed', 'provisional-guardian-named', 'guardian-appointed'),
    ],
  },
)
/** `first` is false if another worker takes over. */
export const caseAssigned = defineEvent(
  'CaseAssigned',
  'case',
  z.object({ ...about, ...clock, workerId: z.uuid(), first: z.boolean() }),
  {
    meets: ['case-assigned', 'provisional-guardian-named'],
    starts: owed('case-assigned', 'plan-agreed', 'child-visited'),
  },
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
  { meets: ['concern-answered'] },
)
/** The case began with a concern, and the child is registered now. */
export const caseChildNamed = defineEvent(
  'CaseChildNamed',
  'case',
  z.object({ ...about, workerId: z.uuid().optional() }),
  { owesNothing: 'the dates of the case go on' },
)
export const taskCompleted = defineEvent(
  'TaskCompleted',
  'case',
  z.object({ ...about, ...task, result: z.enum(taskResult.values), addedAt: z.iso.datetime() }),
  {
    meets: [
      'report-read',
      'plan-agreed',
      'child-visited',
      'lawyer-asked',
      'release-sought',
      'prosecutor-told',
      'clearing-asked',
      'provisional-guardian-named',
      'guardian-appointed',
      'closing-answered',
    ],
    // A report that belongs to no case goes back to the desk.
    starts: owedWhenLookedAtAgain,
  },
)
export const caseClosed = defineEvent(
  'CaseClosed',
  'case',
  z.object({ ...about, reason: z.enum(closeReason.values), openedAt: z.iso.datetime() }),
  { owesNothing: 'the case ends, and its open dates with it' },
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
  { starts: owedAfterJusticeContact },
)
export const contactOfChild = defineEvent('JusticeContactOfChild', 'child', z.object(contact), {
  starts: owedAfterJusticeContact,
})

/** A report was said to be about a child with an open case, and there is none. */
export const openCaseNotFound = defineEvent(
  'OpenCaseNotFound',
  'concern',
  z.object({ because: z.literal('no-open-case') }),
  { starts: owedWhenLookedAtAgain },
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
