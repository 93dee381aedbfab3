import { type CodeOf, type Codes, defineCodes, ownList } from '#standards/codes'

/** How the answers of a form came here. */
export const howFilled = defineCodes('how-filled', ['filled', 'imported'], { source: ownList })
export type HowFilled = CodeOf<typeof howFilled>

/** The columns of this room whose check in SQL is one of these lists. */
export const columnsOfCodes: Readonly<Record<string, Codes>> = { 'intake_forms.submission.how': howFilled }

/** The catalogue texts of each list: the id, a dot and the code. */
export const wordsOfCodes: Readonly<Record<string, Codes>> = { 'standards.forms.how': howFilled }
