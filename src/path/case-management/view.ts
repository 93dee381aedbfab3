import { z } from 'zod'
import { clockView } from '#standards'
import { contactBar } from '#standards/codes'
import { closeReason } from './codes.ts'
import { careCase, task } from './model.ts'

const instant = z.iso.datetime()
const text = z.record(z.string(), z.string())
const fact = z.object({
  group: z.string(),
  item: z.string(),
  text: z.string().optional(),
  code: z.string().optional(),
  at: instant.optional(),
  age: z.unknown().optional(),
})

export const caseView = z.object({
  id: z.uuid(),
  version: z.int(),
  reference: z.string(),
  state: careCase.shape.state,
  origin: careCase.shape.origin,
  risk: careCase.shape.risk,
  name: z.string().nullable(),
  facts: z.array(fact),
  /** How to meet the child, as their record says now for whoever may open it, or else as the referral said. */
  meeting: z.array(fact),
  /** Why there may be no contact with the family yet. Empty: it was cleared. */
  contactBars: z.array(z.enum(contactBar.values)),
  childId: z.uuid().nullable(),
  referralIds: z.array(z.uuid()),
  agency: text.nullable(),
  worker: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  guardian: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  openedAt: instant,
  assignedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closeReason: z.enum(closeReason.values).nullable(),
  closeNote: z.string().nullable(),
  escalatedTo: z.string(),
  tasks: z.array(task.extend({ endedByName: z.string().nullable(), clock: clockView.nullable(), mine: z.boolean() })),
  assignClock: clockView.nullable(),
  timeline: z.array(
    z.object({
      kind: z.string(),
      at: instant,
      person: z.string().nullable(),
      detail: z.record(z.string(), z.string()),
    }),
  ),
  may: z.object({ assign: z.boolean(), work: z.boolean(), close: z.boolean() }),
})
export type CaseView = z.infer<typeof caseView>

export const workersView = z.object({
  workers: z.array(z.object({ id: z.uuid(), name: z.string(), openCases: z.int() })),
  guardians: z.array(z.object({ id: z.uuid(), name: z.string(), agency: text, openCases: z.int() })),
})
export type WorkersView = z.infer<typeof workersView>
