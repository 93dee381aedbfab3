import { z } from 'zod'
import { runningClock } from '#standards'
import { escalatedTo, risk } from '#standards/codes'
import { justiceKind, nexus } from '#standards/justice'
import { caseOrigin, caseState, closeReason, seenAlone, taskKind, taskResult, taskSide } from './codes.ts'

const instant = z.iso.datetime()

export const task = z.strictObject({
  id: z.uuid(),
  kind: z.enum(taskKind.values),
  side: z.enum(taskSide.values),
  /** What to do, in the words of the person who added it. Absent if the kind is clear enough. */
  words: z.string().max(2000).optional(),
  addedBy: z.string(),
  addedAt: instant,
  dueAt: instant.optional(),
  /** The country's rule behind the date; absent if a person chose the date. */
  clockId: z.string().optional(),
  result: z.enum(taskResult.values).optional(),
  endedAt: instant.optional(),
  endedBy: z.string().optional(),
  note: z.string().max(4000).optional(),
  /** What was reported, to be read: the concern, or the referral that joined the case, with its facts sealed. */
  report: z.strictObject({ concernId: z.uuid().optional(), referralId: z.uuid().optional() }).optional(),
  /** Of a visit. */
  seenAlone: z.enum(seenAlone.values).optional(),
})
export type Task = z.infer<typeof task>

/** Contact of the child with police, a court, immigration or a similar body. */
export const justiceContact = z.strictObject({
  id: z.uuid(),
  kind: z.enum(justiceKind.values),
  nexus: z.enum(nexus.values),
  /** Absent if nobody knows. */
  happenedAt: instant.optional(),
  /** Only the day is known; `happenedAt` is its beginning. */
  dayOnly: z.literal(true).optional(),
  at: instant,
  by: z.string(),
  note: z.string().max(4000).optional(),
})
export type JusticeContact = z.infer<typeof justiceContact>

/**
 * Who takes over: a referral that another authority accepted, or an agency outside this system whose person said yes.
 */
export const acceptance = z.union([
  z.strictObject({ referralId: z.uuid() }),
  z.strictObject({
    agency: z.string().trim().min(1).max(300),
    confirmedBy: z.string().trim().min(1).max(300),
    on: z.iso.date(),
  }),
])

/** What somebody asked when they asked to close the case, and who answered. */
export const closing = z.strictObject({
  reason: z.enum(closeReason.values),
  note: z.string(),
  lastVisit: z.iso.date().optional(),
  acceptance: acceptance.optional(),
  afterCareOn: z.iso.date().optional(),
  askedBy: z.string(),
  askedAt: instant,
  answer: z.enum(['agreed', 'sent-back']).optional(),
  answeredBy: z.string().optional(),
  answeredAt: instant.optional(),
  words: z.string().optional(),
})
export type Closing = z.infer<typeof closing>

export const careCase = z.strictObject({
  id: z.uuid(),
  version: z.number().int().min(1),
  state: z.enum(caseState.values),
  origin: z.enum(caseOrigin.values),
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  referralIds: z.array(z.uuid()),
  agencyId: z.uuid(),
  country: z.string(),
  risk: z.enum(risk.values),
  workerId: z.uuid().optional(),
  guardianId: z.uuid().optional(),
  openedAt: instant,
  assignedAt: instant.optional(),
  closedAt: instant.optional(),
  closeReason: z.enum(closeReason.values).optional(),
  closeNote: z.string().max(4000).optional(),
  closing: closing.optional(),
  tasks: z.array(task),
  contacts: z.array(justiceContact),
  clocks: z.array(runningClock),
  escalatedTo: z.enum(escalatedTo.values),
})
export type CareCase = z.infer<typeof careCase>
