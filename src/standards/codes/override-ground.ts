import { type CodeOf, defineCodes } from './define-codes.ts'

/** Grounds to share without consent, with a named person, a reason and a time (rule R7). HTCDS has no field for it. */
export const overrideGround = defineCodes('override-ground', ['imminent-risk', 'statutory-duty', 'best-interests'], {
  source: {
    instrument: 'Minimum Standards for Child Protection in Humanitarian Action; Hague Convention of 1996',
    paragraph: 'Article 37 of the convention',
    verified: false,
  },
})
export type OverrideGround = CodeOf<typeof overrideGround>
