import { agencyKind } from './agency-kind.ts'
import { type CodeOf, partOf } from './define-codes.ts'

/**
 * The kinds of agency that can be an authority. For a child, child protection always comes first and the others work
 * alongside it. For somebody who is certainly an adult now, adult services come first.
 */
export const authorityKind = partOf(agencyKind, [
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
])
export type AuthorityKind = CodeOf<typeof authorityKind>
