import { z } from 'zod'
import { foundToldResult, partyNearby, talkResult, toldParty, toldResult } from './codes.ts'
import { found, report } from './model.ts'

/* What people say with each command. api.ts, and the rooms from which it is said, add the id. */

const words = z.string().trim().max(2000)
/** When the person acted, perhaps without a network (`toldTime`). The deadlines count from here. */
const occurredAt = z.iso.datetime().optional()

export const missingInput = report.extend({ occurredAt })
export type MissingInput = z.infer<typeof missingInput>

/** A look: where somebody looked, and whether there is something new, so that it is looked every hour again. */
export const lookInput = z.object({
  words,
  news: z.boolean().default(false),
  /** Who was told at this look. */
  told: z.enum(partyNearby.values).optional(),
  occurredAt,
})
export type LookInput = z.infer<typeof lookInput>

/** `words`: the office and the person, the number of the report. */
export const tellInput = z.object({
  party: z.enum(toldParty.values),
  result: z.enum(toldResult.values),
  words,
  occurredAt,
})
export type TellInput = z.infer<typeof tellInput>

export const foundInput = found.extend({ occurredAt })
export type FoundInput = z.infer<typeof foundInput>

/** Who searched and now knows that the child is found. `words`: the office and the person. */
export const tellFoundInput = z.object({
  party: z.enum(toldParty.values),
  result: z.enum(foundToldResult.values),
  words,
  occurredAt,
})
export type TellFoundInput = z.infer<typeof tellFoundInput>

/** Whom there is reason to fear, if the search began before anybody wrote it. */
export const fearInput = z.object({ words, occurredAt })
export type FearInput = z.infer<typeof fearInput>

export const talkInput = z.object({ result: z.enum(talkResult.values), words, occurredAt })
export type TalkInput = z.infer<typeof talkInput>

/** The day on which a supervisor looks at the search again. */
export const reviewInput = z.object({ on: z.iso.date(), words })
export type ReviewInput = z.infer<typeof reviewInput>
