import type { Context, Decision } from '#kernel/perform'
import { findOpenAssignment } from './assign-clock.ts'
import { answerOf, changed, withAssignClock, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { LeftState } from './assign-worker.ts'

/**
 * The case worker or the guardian has left, or nobody works at the authority any more. The case waits for a new worker
 * with a new deadline to assign one. Saving it again gives it the lists and the access of those who are there.
 */
export function handOverCase(
  { careCase, profile, workerThere, guardianThere, deskThere }: LeftState,
  _input: unknown,
  context: Context,
): Decision<CaseChange, CaseAnswer> {
  if (careCase.state === 'closed') return { changes: [], events: [], answer: answerOf(careCase) }
  const kept = changed(careCase, {
    workerId: workerThere ? careCase.workerId : undefined,
    guardianId: guardianThere ? careCase.guardianId : undefined,
  })
  const waits = !workerThere && findOpenAssignment(kept.clocks) === undefined
  const next = waits ? withAssignClock(kept, profile, context, context.now.toISOString()).careCase : kept
  const handedOver = !workerThere || !guardianThere || !deskThere
  return { changes: [{ change: 'keep-case', careCase: next, handedOver }], events: [], answer: answerOf(next) }
}
