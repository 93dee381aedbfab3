import { defineCodes, ownList } from './define-codes.ts'

/** What kind of document a number is from. Two kinds may have the same number. */
export const documentKind = defineCodes(
  'document-kind',
  [
    'passport',
    'identity-card',
    'birth-certificate',
    'residence-permit',
    'refugee-document',
    'family-book',
    'school-register',
    'vaccination-card',
    'other',
    'unknown',
  ],
  { source: ownList },
)
