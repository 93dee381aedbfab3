import type { Loss } from './model.ts'

/** Facts about consent. HTCDS has one checkbox for all of them. */
export interface ConsentFacts {
  given?: boolean
  /** Who gave it: the person, or someone for them. */
  by?: string
  at?: string
  scope?: readonly string[]
  withdrawnAt?: string
}

/** The HTCDS checkbox of a consent, and the facts it cannot express. Nothing known gives an empty cell, not "no". */
export function htcdsConsent(facts: ConsentFacts): { text: string; lossy: Loss[] } {
  const { given, withdrawnAt } = facts
  const text = given === undefined ? '' : given && withdrawnAt === undefined ? 'TRUE' : 'FALSE'
  const values = (['by', 'at', 'scope', 'withdrawnAt'] as const).filter((key) => facts[key] !== undefined)
  return {
    text,
    lossy: values.length > 0 ? [{ path: 'consent', field: 'con_Consent', reason: 'consent-detail', values }] : [],
  }
}
