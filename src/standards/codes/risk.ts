import { type CodeOf, defineCodes, partOf } from './define-codes.ts'

/** How soon someone must act. `unknown` gets the shortest deadline below `immediate`. HTCDS has no field for it. */
export const risk = defineCodes('risk', ['immediate', 'high', 'medium', 'low', 'unknown'], {
  source: {
    instrument: 'Inter Agency Guidelines for Case Management and Child Protection, with "immediate" added',
    date: '2014-01',
    verified: false,
  },
})
export type Risk = CodeOf<typeof risk>

/** The risks for which a country's law has deadlines. */
export const knownRisk = partOf(risk, ['immediate', 'high', 'medium', 'low'])
export type KnownRisk = CodeOf<typeof knownRisk>
