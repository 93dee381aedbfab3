import { type CodeOf, defineCodes, ownList } from './define-codes.ts'

/** The kinds of agency that work with children, or that somebody may name as part of what happened. */
export const agencyKind = defineCodes(
  'agency-kind',
  [
    'child-protection',
    'police',
    'border',
    'immigration',
    'prosecution',
    'labour-inspection',
    'health',
    'school',
    'shelter',
    'guardianship',
    'adult-services',
    'hotline',
    'coordination',
    'other',
  ],
  { source: ownList },
)
export type AgencyKind = CodeOf<typeof agencyKind>
