import { type CodeOf, defineCodes, ownList } from './define-codes.ts'

/** Of a search: the child is missing, found and still owed a talk, or it is over. */
export const missingState = defineCodes('missing-state', ['missing', 'found', 'over'], { source: ownList })
export type MissingState = CodeOf<typeof missingState>
