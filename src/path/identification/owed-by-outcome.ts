import { type Owed, owed } from '#kernel/owed'
import type { OutcomeCode } from './codes.ts'

/** What a person decides about a child, and what is owed by it. `unless` is what the person answered as well. */
export const owedByOutcome: {
  readonly [Outcome in OutcomeCode]: { readonly starts: readonly Owed[]; readonly unless?: string }
} = {
  'presumed-victim': { starts: owed('outcome-decided', 'referral-sent') },
  'at-risk': { starts: owed('outcome-decided', 'referral-sent') },
  'other-protection-need': { starts: owed('outcome-decided', 'referral-sent') },
  'cannot-tell': {
    starts: owed('outcome-decided', 'referral-sent'),
    unless: 'a person says that the child needs no protection for another reason, and no danger is known',
  },
  'no-grounds-for-now': {
    starts: owed('outcome-decided', 'referral-sent'),
    unless: 'a person says that the child needs no protection for another reason, and no danger is known',
  },
}
