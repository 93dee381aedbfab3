export { heldStep } from './codes.ts'
export { concernEvents } from './events.ts'
export type { Concern, ConcernedPerson } from './model.ts'
export type { ConcernView } from './view.ts'
export { loadConcern } from './store/concern-store.ts'
export { readConcern } from './store/view-store.ts'
export { listAgencies, type ListedAgency, viewRaiseForm } from './open-routes.ts'
export { findConcernsLeftBy, readTriageDesks } from './store/triage-desks.ts'
export { receiptDigest, receiptNumbers } from './store/receipt.ts'
export { findTriageDesk } from './store/concern-store.ts'
export {
  closeConcernAsKnown,
  escalateConcern,
  handOverConcern,
  noteProgressOnConcern,
  returnConcern,
} from './api.ts'
