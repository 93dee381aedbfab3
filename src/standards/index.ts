export { dueAt, explainDue, findClock, type DueExplanation, type Pause } from './jurisdiction/due.ts'
export { findProfile, jurisdictionProfiles } from './jurisdiction/profiles.ts'
export type { DeadlineRule, JurisdictionProfile, Risk, RuleSource } from './jurisdiction/model.ts'
