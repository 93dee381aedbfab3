import { z } from 'zod'
import { dateAnswerSchema } from '#lib/forms/model'
import { lifeTime } from '#kernel/told-time'
import { justiceKind, nexus } from '#standards/justice'
import { closeReason, seenAlone, taskKindToAdd, taskResult, taskSide } from './codes.ts'
import { acceptance, careCase, type JusticeContact } from './model.ts'

/* What people say with each command, and the node with those it runs. api.ts adds the id of the case. */

const id = z.uuid()
const words = z.string().trim().max(4000)

export const assignInput = z.object({ workerId: id, guardianId: id.optional() })
export type AssignInput = z.infer<typeof assignInput>

export const addTaskInput = z.object({
  /** The node alone adds the others, each with its deadline. */
  kind: z.enum(taskKindToAdd.values),
  side: z.enum(taskSide.values),
  words: words.max(2000).optional(),
  /** The end of this day, month or year in the country of the case is the deadline. */
  until: dateAnswerSchema.optional(),
})
export type AddTaskInput = z.infer<typeof addTaskInput>

export const completeTaskInput = z.object({
  taskId: id,
  result: z.enum(taskResult.values),
  note: words.optional(),
  /** Of a visit that took place: whether the child was seen alone. */
  seenAlone: z.enum(seenAlone.values).optional(),
})
export type CompleteTaskInput = z.infer<typeof completeTaskInput>

export const closeInput = z.object({
  reason: z.enum(closeReason.values),
  note: words,
  /** The day of the last visit to the child. */
  lastVisit: z.iso.date().optional(),
  acceptance: acceptance.optional(),
  /** When somebody asks the young person again how they are. */
  afterCareOn: z.iso.date().optional(),
})
export type CloseInput = z.infer<typeof closeInput>

export const sendBackInput = z.object({ words })
export type SendBackInput = z.infer<typeof sendBackInput>

/** `at`: when the authority took responsibility. */
export const openInput = z.object({
  referralId: id.optional(),
  childId: id.optional(),
  concernId: id.optional(),
  agencyId: id,
  country: z.string(),
  risk: careCase.shape.risk,
  /** The open case that the authority named: the child may not be registered. */
  caseReference: z.string().optional(),
  /** No adult is known to be safe for the child. */
  guardianNeeded: z.boolean().optional(),
  at: z.iso.datetime(),
})
export type OpenInput = z.infer<typeof openInput>

/** A contact as the node hears of it, and the record where somebody reported it. */
export const justiceContactInput = z.object({
  contactId: id,
  childId: id.nullable().optional(),
  concernId: id.nullable().optional(),
  kind: z.enum(justiceKind.values),
  nexus: z.enum(nexus.values),
  /** When it happened, or was reported if nobody knows. */
  at: z.iso.datetime(),
  reportedBy: z.string().optional(),
})
export type JusticeContactInput = z.infer<typeof justiceContactInput>
/** The case to open without one, and the contact. */
export type RaiseInput = OpenInput & { contact: JusticeContact }

/** What a person reports, of a concern, a child or a case. */
export const contactInput = z.object({
  kind: z.enum(justiceKind.values),
  nexus: z.enum(nexus.values),
  happenedAt: lifeTime.optional(),
  happenedOn: z.iso.date().optional(),
  note: words.optional(),
})
export type ContactInput = z.infer<typeof contactInput>

/** The two records of a merge that was undone. */
export const separateInput = z.object({ keptId: id, restoredId: id })
export type SeparateInput = z.infer<typeof separateInput>

/** A report about a child whom somebody already works with: the child, or the reference of the case. */
export const giveReportInput = z.object({
  concernId: id,
  childId: id.optional(),
  caseReference: z.string().optional(),
  noteId: id,
  danger: z.string(),
})
export type GiveReportInput = z.infer<typeof giveReportInput>
