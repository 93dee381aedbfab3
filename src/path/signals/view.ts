import { z } from 'zod'
import { keptAgeSchema, keptDateSchema } from '#lib/forms/model'
import { clockView } from '#standards'
import { sex } from '#standards/codes'
import { channel, concernStatus, danger, howReporterKnows, messageSide } from './codes.ts'

/** The view of a concern: complete for the desk, without the desk's notes for the person who raised it. */
export const concernView = z.object({
  id: z.uuid(),
  version: z.int(),
  /** The reader's side: the desk sees everything, the person who raised it only their part. */
  side: z.enum(['desk', 'reporter']),
  reference: z.string(),
  status: z.enum(concernStatus.values),
  channel: z.enum(channel.values),
  danger: z.enum(danger.values),
  words: z.string(),
  placeCode: z.string().nullable(),
  placeText: z.string().nullable(),
  happened: keptDateSchema.nullable(),
  howKnown: z.enum(howReporterKnows.values),
  language: z.string().nullable(),
  raisedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  replyWanted: z.boolean(),
  reply: z.string().nullable(),
  takenBy: z.uuid().nullable(),
  /** The person who has taken it, for colleagues at the desk. */
  takenByName: z.string().nullable(),
  additionWaits: z.boolean(),
  mergedInto: z.uuid().nullable(),
  closeReason: z.string().nullable(),
  deskAgencyId: z.uuid(),
  persons: z.array(
    z.object({
      number: z.int(),
      name: z.string().nullable(),
      age: keptAgeSchema.nullable(),
      sex: z.enum(sex.values).or(z.string()),
      language: z.string().nullable(),
      childId: z.uuid().nullable(),
    }),
  ),
  messages: z.array(
    z.object({ id: z.uuid(), side: z.enum(messageSide.values), at: z.iso.datetime(), text: z.string() }),
  ),
  /** `subject` is the record that a step is about, of any room; without an id there is no link to it. */
  steps: z.array(
    z.object({
      kind: z.string(),
      at: z.iso.datetime(),
      subject: z.object({ kind: z.string(), id: z.uuid().nullable() }).nullable(),
    }),
  ),
  clocks: z.array(clockView),
})
export type ConcernView = z.infer<typeof concernView>
