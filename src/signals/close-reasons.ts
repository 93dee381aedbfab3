/** Why a concern needs nothing more from triage. A low screening result is not among them (reference 02, traps 2 and 10). */
export const closeReasons = [
  'referred',
  'already-known',
  'no-child-concerned',
  'passed-to-other-service',
  'test-or-mistake',
  'other',
] as const
export type CloseReason = (typeof closeReasons)[number]

/** Reasons that say nothing by themselves need a person's words. */
export function needsWords(reason: CloseReason): boolean {
  return reason !== 'referred' && reason !== 'already-known'
}
