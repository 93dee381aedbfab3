export { caseEvents } from './events.ts'
export { escalateCase, openCase, raiseNonPunishment } from './api.ts'
export { findOpenCase } from './store/case-store.ts'
export type { CareCase, Task } from './model.ts'
