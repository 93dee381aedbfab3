export { escalateClock, type EscalatedTo, type MissedClock } from './clocks/escalate.ts'
export { clockView, runningClock, type ClockView, type RunningClock } from './clocks/model.ts'
export {
  agreeOnClock,
  findDuty,
  findNextClock,
  isMissed,
  isOpen,
  meetClocks,
  readClocks,
  ruleIdOf,
  startClock,
  stopClocks,
} from './clocks/running-clocks.ts'
export { moment, type Moment, searchMention, type SearchMention } from './search/mention.ts'
export { dueOf, viewClock } from './clocks/view-clock.ts'
export { dueAt, explainDue, findClock, isDateCertain, type DueExplanation, type Pause } from './jurisdiction/due.ts'
export { owedAfterJusticeContact, owedWhenLookedAtAgain } from './jurisdiction/shared-duties.ts'
export { fictionalCountriesOf, findProfile, jurisdictionProfiles, timeZoneOf } from './jurisdiction/profiles.ts'
export { type DeadlineRule, type JurisdictionProfile, ruleSource, type RuleSource } from './jurisdiction/model.ts'
export { clockOfDuty, dutiesAfter } from './justice/duties.ts'
export { dueAfter, dueNow, type DueNow } from './justice/due-now.ts'
