import type { Context, Decision } from '#kernel/perform'
import { escalateClock, type JurisdictionProfile, type MissedClock } from '#standards'
import { answerOf, changed, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { CareCase } from './model.ts'

/**
 * A deadline of the case was missed: informs the supervisors, then the national coordinator if the country's rule says
 * so.
 */
export function escalateCase(
  { careCase, profile }: { careCase: CareCase; profile: JurisdictionProfile },
  input: MissedClock,
  context: Context,
): Decision<CaseChange, CaseAnswer> {
  const escalation = escalateClock(profile, careCase, input, context)
  if (!escalation) return { changes: [], events: [], answer: answerOf(careCase) }
  const { clocks, escalatedTo } = escalation
  const next = changed(careCase, { clocks, escalatedTo })
  return { changes: [{ change: 'keep-case', careCase: next }], events: [], answer: answerOf(next) }
}
