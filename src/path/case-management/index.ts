export { caseEvents } from './events.ts'
export {
  escalateCase,
  followSearch as followSearchFromCase,
  giveReport,
  handOverCase,
  nameChildOfCase,
  needGuardian,
  openCase,
  raiseNonPunishment,
  separateCases,
} from './api.ts'
export { findCasesLeftBy } from './store/duty.ts'
export { findOpenCase } from './store/case-store.ts'
export type { CareCase, Task } from './model.ts'
export type { TaskKind } from './codes.ts'
