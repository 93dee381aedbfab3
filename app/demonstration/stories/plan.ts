import type { Span } from '../calendar.ts'

/** How far a story has come by now. */
export type End =
  | 'waiting'
  | 'taken'
  | 'merged'
  | 'passed-on'
  | 'closed'
  | 'registered'
  | 'screening'
  | 'outcome'
  | 'draft'
  | 'sent'
  | 'received'
  | 'acknowledged'
  | 'withdrawn'
  | 'accepted'
  | 'assigned'
  | 'case-closed'
  | 'completed'

/** What makes one concern of the demonstration its own; everything else follows from the telling. */
export interface Plan {
  key: string
  /** How long ago it was raised. */
  ago: Span
  end: End
  /** Who raises it: a colleague as `name@agency`, somebody without account, or another system. */
  by: `${string}@${string}` | 'public' | 'system'
  /** Number of the words said, of the child meant (none: nobody is registered), and the place. */
  words: number
  child?: number
  place?: string
  danger?: 'immediate' | 'not-now' | 'unknown'
  risk?: 'high' | 'medium' | 'low'
  outcome?: 'presumed-victim' | 'at-risk' | 'no-grounds-for-now' | 'cannot-tell'
  /** Whose word the referral goes out on. */
  word?: 'child' | 'guardian' | 'override'
  /** The desk looks late, or the authority answers late. */
  late?: 'triage' | 'authority'
  /** The agency that declines first, because the place is not its own. */
  declinedBy?: string
  justice?: 'arrest' | 'fine' | 'document-offence'
  ageInDoubt?: boolean
  beside?: string
  /** The concern that says the same. */
  into?: string
  closeReason?: 'already-known' | 'no-child-concerned' | 'passed-to-other-service' | 'test-or-mistake' | 'other'
}

/** A plan as it is written down: most have no key of their own. */
export type PlanRow = Omit<Plan, 'key'> & { key?: string }
