import { z } from 'zod'
import { clockView } from '#standards'
import { toldParty } from './codes.ts'
import { note, missingChild, sheetFact, report, found } from './model.ts'

const instant = z.iso.datetime()
const text = z.record(z.string(), z.string())

export const missingView = z.object({
  id: z.uuid(),
  version: z.int(),
  reference: z.string(),
  state: missingChild.shape.state,
  /** Null if the reader has no access to the child's record. */
  childId: z.uuid().nullable(),
  report,
  facts: z.array(sheetFact),
  saidAt: instant,
  saidBy: z.string().nullable(),
  agency: text.nullable(),
  found: found.nullable(),
  foundAt: instant.nullable(),
  foundRecordedBy: z.string().nullable(),
  reviewOn: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  escalatedTo: z.string(),
  notes: z.array(note.omit({ author: true }).extend({ person: z.string().nullable(), agency: text.nullable() })),
  clocks: z.array(clockView),
  /** Where a neighbour answers, as the country's rules name it. */
  focalPoint: text,
  /** How its office is reached; null if the country's rules do not say it. */
  focalContact: z.object({ phone: z.string().optional(), email: z.string().optional() }).nullable(),
  /** What is still to do after the child is found. */
  owed: z.object({ talk: z.boolean(), tellFound: z.array(z.enum(toldParty.values)) }),
  /** There is reason to fear somebody, and nobody has written whom. */
  fearUnsaid: z.boolean(),
  reader: z.object({ name: z.string(), agency: text.nullable() }),
  may: z.object({ act: z.boolean(), tellNeighbours: z.boolean(), review: z.boolean() }),
})
export type MissingView = z.infer<typeof missingView>
