import { z } from 'zod'
import { keptAgeSchema, keptDateSchema } from '#lib/forms/model'
import { clockView } from '#standards'
import { sex } from '#standards/codes'
import { channel, concernStatus, danger, howReporterKnows, messageSide, nearChild } from './codes.ts'

/** What the person who raised a concern answered besides their words and the children. */
const answers = {
  danger: z.enum(danger.values),
  placeCode: z.string().nullable(),
  placeText: z.string().nullable(),
  happened: keptDateSchema.nullable(),
  howKnown: z.enum(howReporterKnows.values),
  language: z.string().nullable(),
  raisedAt: z.iso.datetime(),
  replyWanted: z.boolean(),
  reply: z.string().nullable(),
  /** These are absent in reports of before 2026-11-30. */
  suspect: z.string().nullable().optional(),
  nearChild: z.enum(nearChild.values).optional(),
  safeContact: z.string().nullable().optional(),
  replyShared: z.boolean().optional(),
}
const told = z.object(answers)
export type Told = z.infer<typeof told>

/** The view of a concern: complete for the desk, without the desk's notes for the person who raised it. */
export const concernView = z.object({
  ...answers,
  id: z.uuid(),
  version: z.int(),
  /** The reader's side: the desk sees everything, the person who raised it only their part. */
  side: z.enum(['desk', 'reporter']),
  reference: z.string(),
  status: z.enum(concernStatus.values),
  channel: z.enum(channel.values),
  /** The person who raised it may not see it: it is kept from them, so words to them would reach nobody. */
  raiserKeptAway: z.boolean(),
  words: z.string(),
  receivedAt: z.iso.datetime(),
  takenBy: z.uuid().nullable(),
  /** The person who has taken it, for colleagues at the desk. */
  takenByName: z.string().nullable(),
  /** Name of the agency whose worker or system raised it, for the desk. */
  sentBy: z.record(z.string(), z.string()).nullable(),
  additionWaits: z.boolean(),
  /** The reader raised it, and has not seen what the desk wrote to them. */
  replyWaits: z.boolean(),
  mergedInto: z.uuid().nullable(),
  closeReason: z.string().nullable(),
  deskAgencyId: z.uuid(),
  /** It is open and nobody works at its desk. */
  unattended: z.boolean(),
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
    z.object({
      id: z.uuid(),
      side: z.enum(messageSide.values),
      at: z.iso.datetime(),
      text: z.string(),
      /** The answers of a later report about the same worry. */
      told: told.nullable(),
    }),
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
