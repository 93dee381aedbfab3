import { type CodeOf, defineCodes, ownList } from './define-codes.ts'

/**
 * HTCDS asks for gender and has no value for `other`: what the child says may be any of several of its values, so it is
 * a loss and never guessed.
 */
export const sex = defineCodes('sex', ['female', 'male', 'other', 'unknown'], {
  source: ownList,
  htcds: { field: 'prs_Gender', values: { female: 'Feminine', male: 'Masculine', unknown: 'NonSpecifiedUnknown' } },
})
export type Sex = CodeOf<typeof sex>
