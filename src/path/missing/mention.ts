import { refuse, type Refusal } from '#kernel/refusal'
import type { SearchMention } from '#standards'

/**
 * Whether work may end because the child was not found: only if the child was reported missing, another person than
 * the one who ends it, a supervisor, has looked at the search, and the day of the next look is set. The search stays
 * open. Undefined if it may.
 */
export function whyNotFound(search: SearchMention | undefined, endedBy: string, today: string): Refusal | undefined {
  if (search?.state !== 'missing') return refuse('search-not-begun', { status: 422 })
  if (search.reviewOn === null || search.reviewOn < today) return refuse('search-not-reviewed', { status: 422 })
  return search.reviewedBy === endedBy ? refuse('search-reviewed-by-same', { status: 422 }) : undefined
}
