import type { Context, Decision } from '#kernel/perform'
import { escalateClock, type JurisdictionProfile, type MissedClock } from '#standards'
import type { ScreeningChange, ScreeningState } from './screening-change.ts'
import type { ScreeningAnswer } from './start-screening.ts'

/**
 * Nobody decided in time: informs the supervisors of the person who started the screening, then the national
 * coordinator, as the country's rule says. Does nothing if a person decided in the meantime.
 */
export function escalateScreening(
  state: ScreeningState & { profile: JurisdictionProfile | undefined },
  input: MissedClock,
  context: Context,
): Decision<ScreeningChange, ScreeningAnswer> {
  const { id, version } = state.screening
  const escalation = state.profile && escalateClock(state.profile, state, input, context)
  if (!escalation) return { changes: [], events: [], answer: { id, version } }
  const { clocks, escalatedTo } = escalation
  return { changes: [{ kind: 'escalated', clocks, escalatedTo }], events: [], answer: { id, version: version + 1 } }
}
