import { type CodeOf, defineCodes } from './define-codes.ts'

/**
 * The moments for which an age is asked. They are never computed from each other. `now` is the day of a screening,
 * which may be long after `at-registration`. HTCDS has a field only for the first (`vic_AgeWhenTrafficked`).
 */
export const ageMoment = defineCodes('age-moment', ['at-exploitation', 'at-entry', 'at-registration', 'now'], {
  source: {
    instrument: 'Protocol to Prevent, Suppress and Punish Trafficking in Persons (Palermo Protocol)',
    paragraph:
      '3(d): a child is under 18; that the age at the time of the acts counts, and the other moments, are ours',
    date: '2000-11-15',
    verified: true,
  },
})
export type AgeMoment = CodeOf<typeof ageMoment>
