export { dueAt, explainDue, findClock, type DueExplanation, type Pause } from './jurisdiction/due.ts'
export { findProfile, jurisdictionProfiles } from './jurisdiction/profiles.ts'
export { type DeadlineRule, type JurisdictionProfile, ruleSource, type RuleSource } from './jurisdiction/model.ts'
