import type { OutcomeCode } from '#path/identification'
import type { RaiseInput } from '../../../src/path/signals/model.ts'
import type { Span } from '../calendar.ts'

/** The last step of a story. */
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

/** The facts that differ between the concerns of the demonstration. The tell-*.ts files add everything else. */
export interface Plan {
  key: string
  /** How long ago it was raised. */
  ago: Span
  end: End
  /** Who raises it: a colleague as `name@agency`, a person without account, or another system. */
  by: `${string}@${string}` | 'public' | 'system'
  /** Index of the words and of the child (absent: nobody is registered), and the place. */
  words: number
  child?: number
  place?: string
  danger?: 'immediate' | 'not-now' | 'unknown'
  risk?: 'high' | 'medium' | 'low'
  outcome?: OutcomeCode
  /** Who may be part of it, as the person says who raises it. */
  keptFrom?: RaiseInput['keptFrom']
  /** The desk decides soon after the conversation. */
  quick?: boolean
  /** Whether the child needs protection for another reason than trafficking. */
  otherNeed?: 'yes' | 'not-known'
  /** Who agrees to the referral; `override`: nobody, it goes ahead; `against-no`: it goes ahead although the child says no. */
  word?: 'child' | 'guardian' | 'override' | 'against-no'
  /** The desk takes the concern late, or the authority answers late. */
  late?: 'triage' | 'authority'
  /** The agency that first declines, because the place is not in its mandate. */
  declinedBy?: string
  justice?: 'arrest' | 'fine' | 'document-offence'
  ageInDoubt?: boolean
  /** The child goes missing from a shelter: found again, or still looked for on a day that a supervisor set. */
  missing?: 'found' | 'reviewed'
  alongside?: string
  /** The child takes a yes back from the authority alongside, and whether it has said what it did. */
  takenBack?: 'answered' | 'waiting'
  /** Key of the concern it is merged into. */
  into?: string
  /** A child whose case is open: the report goes to it, or a new referral joins it. */
  known?: number
  closeReason?: 'no-child-concerned' | 'passed-to-other-service' | 'test-or-mistake' | 'other'
}

/** A plan in a list. Most have no key. */
export type PlanRow = Omit<Plan, 'key'> & { key?: string }
