import { type CodeOf, type Codes, defineCodes, ownList } from '#standards/codes'

/** A step that ended without being done: somebody declined it, or said why it was not done. */
export const otherwise = defineCodes('otherwise', ['declined', 'not-done'], { source: ownList })
export type Otherwise = CodeOf<typeof otherwise>

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = { 'accountability.hop.otherwise': otherwise }
