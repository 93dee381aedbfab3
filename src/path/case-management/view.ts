import { z } from 'zod'
import { clockView, searchMention } from '#standards'
import { contactBar } from '#standards/codes'
import { closeReason } from './codes.ts'
import { careCase, closing, justiceContact, task } from './model.ts'

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
  missing: searchMention.nullable(),
  /** The concern it began with, for whoever may read it. */
  concernId: z.uuid().nullable(),
  /** Those that joined it, and others about the same child or concern that the reader may read. */
  referralIds: z.array(z.uuid()),
  agency: text.nullable(),
  worker: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  guardian: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  openedAt: instant,
  assignedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closeReason: z.enum(closeReason.values).nullable(),
  closeNote: z.string().nullable(),
  /** The request to close, and its answer. */
  closing: closing.extend({ askedByName: z.string().nullable(), answeredByName: z.string().nullable() }).nullable(),
  /** Referrals of this child that other authorities accepted. */
  takenOver: z.array(z.object({ id: z.uuid(), name: text.nullable(), acceptedAt: instant })),
  escalatedTo: z.string(),
  tasks: z.array(
    task.omit({ report: true }).extend({
      report: z.array(fact).nullable(),
      endedByName: z.string().nullable(),
      clock: clockView.nullable(),
      mine: z.boolean(),
    }),
  ),
  /** Police, courts, immigration: newest last. `toldAt`: when the body that acts was told of the status. */
  contacts: z.array(justiceContact.extend({ byName: z.string().nullable() })),
  punishment: z.object({ lawyerAt: instant.nullable(), releaseAt: instant.nullable(), toldAt: instant.nullable() }),
  assignClock: clockView.nullable(),
  timeline: z.array(
    z.object({
      kind: z.string(),
      at: instant,
      person: z.string().nullable(),
      detail: z.record(z.string(), z.string()),
    }),
  ),
  may: z.object({
    assign: z.boolean(),
    work: z.boolean(),
    close: z.boolean(),
    agree: z.boolean(),
    afterCare: z.boolean(),
  }),
})
export type CaseView = z.infer<typeof caseView>

export const workersView = z.object({
  workers: z.array(z.object({ id: z.uuid(), name: z.string(), openCases: z.int() })),
  guardians: z.array(z.object({ id: z.uuid(), name: z.string(), agency: text, openCases: z.int() })),
})
export type WorkersView = z.infer<typeof workersView>
