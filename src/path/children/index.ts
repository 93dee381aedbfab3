export type { ChildRow } from './child-row.ts'
export { type ChildState, grantsOf, type RecordGrant } from './child-state.ts'
export { childhoodOf } from './age.ts'
export { childEvents } from './events.ts'
export { nothingKnown } from './model.ts'
export { notePath, routes, share } from './api.ts'
export { htcdsFactsOf } from './htcds-facts.ts'
export {
  agesOfChild,
  needsGuardian,
  meetingFactsOf,
  onMeeting,
  shareableFactsOf,
} from './share-identity.ts'
export { familyStandingOf, type FamilyStanding } from './store/family-marks.ts'
export { loadStanding } from './store/child-store.ts'
export { openSearchOf, searchOfChild, subjectOf } from './store/missing-subject.ts'
export { forgetSearches } from './store/forget-searches.ts'
export { recordsIgnoringScopes, recordsOfChild } from './store/standing-store.ts'
export { type PathEntry, recordOnPathIgnoringScopes } from './store/path-store.ts'
export type { ChildView, SearchView, TimelineView } from './view.ts'
export { type RowsOfChild, rowsOfChild } from './store/rows-of-child.ts'
export { bringTokensUpToDate } from './store/refresh-tokens.ts'
export { bringMatchesUpToDate, storeMatches } from './store/store-matches.ts'
export { warmSearch } from './store/warm-search.ts'
export type { ChildFacts } from './values.ts'
