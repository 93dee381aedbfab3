import { z } from 'zod'
import { refuse, type Refusal } from '#kernel/refusal'
import { missingState } from './codes.ts'
import { moment } from './model.ts'

/** A search as the child's record, a case and a referral show it. */
export const mention = z.object({
  id: z.uuid(),
  state: z.enum(missingState.values),
  saidAt: z.iso.datetime(),
  lastSeen: moment,
  reviewOn: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  mayOpen: z.boolean(),
})
export type Mention = z.infer<typeof mention>

/**
 * Whether work may end because the child was not found: only if the child was reported missing, another person than
 * the one who ends it, a supervisor, has looked at the search, and the day of the next look is set. The search stays
 * open. Undefined if it may.
 */
export function whyNotFound(search: Mention | undefined, endedBy: string, today: string): Refusal | undefined {
  if (search?.state !== 'missing') return refuse('not-said-missing', { status: 422 })
  if (search.reviewOn === null || search.reviewOn < today) return refuse('search-not-reviewed', { status: 422 })
  return search.reviewedBy === endedBy ? refuse('search-reviewed-by-same', { status: 422 }) : undefined
}
