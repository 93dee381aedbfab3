import { z } from 'zod'

const instant = z.iso.datetime()
const riskLevels = ['immediate', 'high', 'medium', 'low', 'unknown'] as const

/** What a task of the plan is about. `non-punishment` asks that the child is not punished for what was done to them (R20). */
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

/** Whose task it is. */
export const taskSides = ['caseworker', 'guardian', 'authority', 'supervisor'] as const

/** How a task ended; `not-needed` keeps the task and its missed date on record. */
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
  /** What is to be done, in the words of whoever asked for it; may be absent where the kind says it all. */
  words: z.string().max(2000).optional(),
  addedBy: z.string(),
  addedAt: instant,
  dueAt: instant.optional(),
  /** The country's rule behind the date; absent when a person chose the date. */
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
  /** Why there is a case: an accepted referral, or a child before the police or a court. */
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
  escalatedTo: z.enum(['nobody', 'supervisor', 'coordinator']),
})
export type CareCase = z.infer<typeof careCase>
