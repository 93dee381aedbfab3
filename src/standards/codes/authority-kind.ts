import { type CodeOf, defineCodes, ownList } from './define-codes.ts'

/**
 * Kinds of authorities. For a child, child protection always comes first and the others work alongside it. For somebody
 * who is certainly an adult now, adult services come first.
 */
export const authorityKind = defineCodes(
  'authority-kind',
  [
    'child-protection',
    'adult-services',
    'police',
    'labour-inspection',
    'health',
    'immigration',
    'prosecution',
    'guardianship',
    'shelter',
    'other',
  ],
  { source: ownList },
)
export type AuthorityKind = CodeOf<typeof authorityKind>
