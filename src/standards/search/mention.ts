import { z } from 'zod'
import { missingState } from '../codes/index.ts'

/** When something was: to the minute, to the day, or not known. */
export const moment = z.union([
  z.strictObject({ at: z.iso.datetime() }),
  z.strictObject({ day: z.iso.date() }),
  z.strictObject({ notKnown: z.literal(true) }),
])
export type Moment = z.infer<typeof moment>

/** The search for a missing child, as the child's record, a case and a referral show it. */
export const searchMention = z.object({
  id: z.uuid(),
  state: z.enum(missingState.values),
  saidAt: z.iso.datetime(),
  lastSeen: moment,
  reviewOn: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  mayOpen: z.boolean(),
})
export type SearchMention = z.infer<typeof searchMention>
