import { type CodeOf, defineCodes } from './define-codes.ts'

/**
 * How a fact is known. Each question offers its part of the list (`partOf`): a sign of trafficking is never "assessed",
 * and a concern from the public may stay silent about it. `document`: a paper that nobody has examined. `assessed`: an
 * assessment of the age that is finished and was made as the law prescribes. HTCDS has no field for it.
 */
export const howKnown = defineCodes(
  'how-known',
  [
    'told-by-child',
    'told-by-family',
    'document',
    'document-examined',
    'observed',
    'assessed',
    'third-party',
    'unknown',
  ],
  {
    source: {
      instrument: 'Tenfold, rule R24: told by the child, observed, or by a third party',
      date: '2026-11-22',
      verified: false,
    },
  },
)
export type HowKnown = CodeOf<typeof howKnown>
