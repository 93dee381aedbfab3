import { z } from 'zod'
import { runningClock } from '#standards'

const instant = z.iso.datetime()
const riskLevels = ['immediate', 'high', 'medium', 'low', 'unknown'] as const

/** Kinds of tasks. `non-punishment` asks that the child is not punished for what they were made to do (R20). */
export const taskKinds = [
  'agree-plan',
  'visit-child',
  'safety',
  'health',
  'shelter',
  'schooling',
  'legal-help',
  'guardian',
  'family-contact',
  'papers',
  'non-punishment',
  'other',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** The side that is responsible for a task. */
export const taskSides = ['caseworker', 'guardian', 'authority', 'supervisor'] as const

/** Results of a task. `not-needed` keeps the task and its missed deadline on record. */
export const taskResults = ['done', 'not-needed', 'not-possible'] as const

export const closeReasons = [
  'safe-and-supported',
  'with-family-safely',
  'cared-for-elsewhere',
  'moved-to-other-authority',
  'grown-up-and-agreed',
  'not-found',
  'died',
  'opened-in-error',
  'other',
] as const
export type CloseReason = (typeof closeReasons)[number]

export const task = z.strictObject({
  id: z.uuid(),
  kind: z.enum(taskKinds),
  side: z.enum(taskSides),
  /** What to do, in the words of the person who added it. Absent if the kind is clear enough. */
  words: z.string().max(2000).optional(),
  addedBy: z.string(),
  addedAt: instant,
  dueAt: instant.optional(),
  /** The country's rule behind the date; absent if a person chose the date. */
  clockId: z.string().optional(),
  result: z.enum(taskResults).optional(),
  endedAt: instant.optional(),
  endedBy: z.string().optional(),
  note: z.string().max(4000).optional(),
})
export type Task = z.infer<typeof task>

export const careCase = z.strictObject({
  id: z.uuid(),
  version: z.number().int().min(1),
  state: z.enum(['open', 'closed']),
  /** Origin of a case: an accepted referral, or a child's contact with police or a court. */
  origin: z.enum(['referral', 'justice-contact']),
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  referralIds: z.array(z.uuid()),
  agencyId: z.uuid(),
  country: z.string(),
  risk: z.enum(riskLevels),
  workerId: z.uuid().optional(),
  guardianId: z.uuid().optional(),
  openedAt: instant,
  assignedAt: instant.optional(),
  closedAt: instant.optional(),
  closeReason: z.enum(closeReasons).optional(),
  closeNote: z.string().max(4000).optional(),
  tasks: z.array(task),
  clocks: z.array(runningClock),
  escalatedTo: z.enum(['nobody', 'supervisor', 'coordinator']),
})
export type CareCase = z.infer<typeof careCase>
