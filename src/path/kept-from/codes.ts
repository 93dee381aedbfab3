import { agencyKind, type Codes } from '#standards/codes'

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = {}

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = { 'kept-from.kind': agencyKind }
