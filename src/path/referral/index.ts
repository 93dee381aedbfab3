export { referralEvents } from './events.ts'
export {
  escalateReferral,
  followSearch as followSearchFromReferral,
  handOverReferral,
  heedFamily,
  openUrgentReferral,
  prepareReferral,
  settlePrepared,
  spreadWithdrawal,
} from './api.ts'
export { hasClosed, noteClosed, readAuthorities, readReachable, storeAuthority } from './store/authority-store.ts'
export { findReferralsLeftBy } from './store/duty.ts'
export { readChildrenOf, readForCase, type HandedOver } from './store/hand-over.ts'
export { findReferralsOf, type ReferralMention } from './store/mentions.ts'
export { factsOfConcern, factsToKnow } from './store/shared-facts.ts'
export { routeReferral, type Route, type Routing } from './route-referral.ts'
export type { ReferralState } from './codes.ts'
export type { ConsentInput } from './inputs.ts'
export type { Authority, Mandate, Referral, SharedFact } from './model.ts'
