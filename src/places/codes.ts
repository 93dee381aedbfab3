import { type CodeOf, type Codes, defineCodes, ownList } from '#standards/codes'

/** What a search key of a place is made from: the whole name, one word of it, or its sounds. */
export const keyKind = defineCodes('key-kind', ['whole', 'word', 'sounds'], { source: ownList })
export type KeyKind = CodeOf<typeof keyKind>

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = { 'standards.place_key.kind': keyKind }
