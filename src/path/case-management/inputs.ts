import { z } from 'zod'
import { dateAnswerSchema } from '#lib/forms/model'
import { closeReason, seenAlone, taskKindToAdd, taskResult, taskSide } from './codes.ts'
import { acceptance, careCase } from './model.ts'

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
  /** No adult is known to be safe for the child. */
  guardianNeeded: z.boolean().optional(),
  at: z.iso.datetime(),
})
export type OpenInput = z.infer<typeof openInput>

export const justiceContactInput = z.object({
  screeningId: id,
  childId: id.nullable().optional(),
  concernId: id.nullable().optional(),
  at: z.iso.datetime(),
  /** The child is held, or about to be sent away. */
  custody: z.boolean().optional(),
})
export type JusticeContactInput = z.infer<typeof justiceContactInput>
/** The case to open without one, and what kind of contact it was. */
export type RaiseInput = OpenInput & Pick<JusticeContactInput, 'custody'>

/** The two records of a merge that was undone. */
export const separateInput = z.object({ keptId: id, restoredId: id })
export type SeparateInput = z.infer<typeof separateInput>
