/** Reasons to close a concern at triage. A low screening result is not one of them (reference 02, traps 2 and 10). */
export const closeReasons = [
  'referred',
  'already-known',
  'no-child-concerned',
  'passed-to-other-service',
  'test-or-mistake',
  'other',
] as const
export type CloseReason = (typeof closeReasons)[number]

/** These reasons are too general without a person's own words. */
export function needsWords(reason: CloseReason): boolean {
  return reason !== 'referred' && reason !== 'already-known'
}
