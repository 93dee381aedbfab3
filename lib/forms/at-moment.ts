import { dayIn, localTextOf } from '#lib/civil-time'
import type { EvaluationContext } from './model.ts'

/** The day and the time of a country for an evaluation, the same on a phone and on a server. */
export function atMoment(timeZone: string, moment: Date | string): EvaluationContext {
  return { today: dayIn(timeZone, moment), now: localTextOf(timeZone, moment), timeZone }
}
