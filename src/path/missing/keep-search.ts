import type { Context, Decision } from '#kernel/perform'
import { escalateClock, type MissedClock } from '#standards'
import { answerOf, changed, type MissingAnswer, type MissingChange, type MissingContext } from './missing-decision.ts'

/** A deadline of the search was missed: informs the supervisors, then the national coordinator. */
export function escalateMissing(
  { missing, profile }: MissingContext,
  input: MissedClock,
  context: Context,
): Decision<MissingChange, MissingAnswer> {
  const escalation = escalateClock(profile, missing, input, context)
  if (!escalation) return { changes: [], events: [], answer: answerOf(missing) }
  const { clocks, escalatedTo } = escalation
  const next = changed(missing, { clocks, escalatedTo })
  return { changes: [{ change: 'keep-missing', missing: next }], events: [], answer: answerOf(next) }
}

/** People who searched have left. Saving it again puts it before those who are there. */
export function handOverMissing({ missing }: MissingContext): Decision<MissingChange, MissingAnswer> {
  const next = changed(missing, {})
  return { changes: [{ change: 'keep-missing', missing: next }], events: [], answer: answerOf(next) }
}
