import { z } from 'zod'
import { moment, runningClock } from '#standards'
import { escalatedTo, missingState } from '#standards/codes'
import { company, condition, fear, foundBy, noteKind, placeKind, talkResult, toldParty, toldResult } from './codes.ts'

const instant = z.iso.datetime()
const isoDay = z.iso.date()
const words = z.string().trim().max(2000)

/** What a person says when a child is missing. Only what helps to find the child. */
export const report = z.strictObject({
  lastSeen: moment,
  from: z.enum(placeKind.values),
  company: z.enum(company.values),
  companyWords: words.optional(),
  wearing: words.optional(),
  helps: words.optional(),
  fear: z.enum(fear.values),
  fearWords: words.optional(),
})
export type Report = z.infer<typeof report>

/** A fact of the record from which it was said, as a referral shares it: words, the id of a text, or an age. */
export const sheetFact = z.strictObject({
  item: z.string(),
  text: z.string().optional(),
  code: z.string().optional(),
  age: z.unknown().optional(),
})
export type SheetFact = z.infer<typeof sheetFact>

/** Without what another room keeps beside it: the group it was shared under, and when. */
export function asSheetFact({ item, text, code, age }: SheetFact): SheetFact {
  return {
    item,
    ...(text !== undefined && { text }),
    ...(code !== undefined && { code }),
    ...(age !== undefined && { age }),
  }
}

/** One line of the search: a look, somebody who was told, a review, a talk, a printed sheet. It is never changed. */
export const note = z.strictObject({
  id: z.uuid(),
  kind: z.enum(noteKind.values),
  at: instant,
  author: z.string(),
  party: z.enum(toldParty.values).optional(),
  result: z.union([z.enum(toldResult.values), z.enum(talkResult.values)]).optional(),
  /** The day of the next review. */
  day: isoDay.optional(),
  words: z.string().optional(),
})
export type Note = z.infer<typeof note>

export const found = z.strictObject({
  when: moment,
  by: z.enum(foundBy.values),
  condition: z.enum(condition.values),
  where: z.enum(placeKind.values),
  words: words.optional(),
})
export type Found = z.infer<typeof found>

export const missingChild = z.strictObject({
  id: z.uuid(),
  version: z.number().int().min(1),
  state: z.enum(missingState.values),
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  agencyId: z.uuid().optional(),
  country: z.string(),
  saidBy: z.string(),
  saidAt: instant,
  report,
  facts: z.array(sheetFact),
  found: found.optional(),
  foundAt: instant.optional(),
  foundRecordedBy: z.string().optional(),
  /** The last review: a supervisor set the day of the next one, and the hourly look ended. */
  reviewOn: isoDay.optional(),
  reviewedBy: z.string().optional(),
  notes: z.array(note),
  clocks: z.array(runningClock),
  escalatedTo: z.enum(escalatedTo.values),
})
export type MissingChild = z.infer<typeof missingChild>
