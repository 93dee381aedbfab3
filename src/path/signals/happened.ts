import { dayFromIso } from '#lib/civil-time'

/** What is feared may lie ahead (a journey, a wedding). A date further away is a slip of the year. */
const mostDaysAhead = 366
const mostDaysBack = 130 * 366

/** The same rule for the form, in its own language. */
export const happenedTest = `. >= today() - ${mostDaysBack} and . <= today() + ${mostDaysAhead}`

/** Whether a concern may be about that day. */
export function mayHaveHappened(iso: string, today: string): boolean {
  const ahead = dayFromIso(iso) - dayFromIso(today)
  return ahead <= mostDaysAhead && ahead >= -mostDaysBack
}
