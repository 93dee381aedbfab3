import { z } from 'zod'
import { defineEvent, type EventOf } from '#kernel/event'
import { owed } from '#kernel/owed'
import { condition, placeKind, talkResult, toldParty } from './codes.ts'

const about = {
  childId: z.uuid().optional(),
  concernId: z.uuid().optional(),
  agencyId: z.uuid().optional(),
  country: z.string(),
}

export const childMissing = defineEvent(
  'ChildMissing',
  'missing-child',
  z.object({ ...about, from: z.enum(placeKind.values) }),
  { starts: owed('child-missing', 'police-told', 'neighbours-told', 'search-looked') },
)
/** Someone was told, and reached. */
export const searchTold = defineEvent(
  'SearchTold',
  'missing-child',
  z.object({ ...about, party: z.enum(toldParty.values) }),
  { meets: ['police-told', 'neighbours-told'] },
)
export const searchLooked = defineEvent('SearchLooked', 'missing-child', z.object(about), {
  meets: ['search-looked'],
  starts: owed('search-looked', 'search-looked'),
})
/** A supervisor set the day of the next review. The search goes on. */
export const searchReviewed = defineEvent('SearchReviewed', 'missing-child', z.object({ ...about, on: z.iso.date() }), {
  owesNothing: 'a supervisor sets the date of the next look at the search',
})
export const childFound = defineEvent(
  'ChildFound',
  'missing-child',
  z.object({ ...about, condition: z.enum(condition.values) }),
  { meets: ['search-looked'], starts: owed('child-found', 'return-talk-held', 'found-told') },
)
/** Someone who searched was told that the child is found. */
export const foundTold = defineEvent(
  'FoundTold',
  'missing-child',
  z.object({ ...about, party: z.enum(toldParty.values) }),
  { meets: ['found-told'] },
)
/** The talk after the return was held, or the child does not want one. */
export const returnTalkHeld = defineEvent(
  'ReturnTalkHeld',
  'missing-child',
  z.object({ ...about, result: z.enum(talkResult.values) }),
  { meets: ['return-talk-held'] },
)

export const missingEvents = {
  childMissing,
  searchTold,
  searchLooked,
  searchReviewed,
  childFound,
  foundTold,
  returnTalkHeld,
}

export type MissingEvent = EventOf<(typeof missingEvents)[keyof typeof missingEvents]>
