import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { stopClocks } from '#standards'
import { answerOf, changed, aboutCase, whenClosed, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { CloseReason } from './codes.ts'
import { caseClosed } from './events.ts'
import type { CareCase } from './model.ts'

export interface CloseInput {
  reason: CloseReason
  note: string
}

/** Closes the case with a reason and words. Every task must be closed first. */
export function closeCase(
  { careCase }: { careCase: CareCase },
  input: CloseInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof caseClosed>> | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const open = careCase.tasks.filter(({ result }) => result === undefined)
  if (open.length > 0) return refuse('tasks-open', { params: { count: open.length } })
  const note = input.note.trim()
  if (note === '') return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  const at = context.now.toISOString()
  const next = changed(careCase, {
    state: 'closed',
    closedAt: at,
    closeReason: input.reason,
    closeNote: note,
    clocks: stopClocks(careCase.clocks, at),
  })
  return {
    changes: [{ change: 'keep-case', careCase: next }],
    events: [
      caseClosed.of(next.id, { ...aboutCase(next), reason: input.reason, openedAt: careCase.openedAt }, context),
    ],
    answer: answerOf(next),
  }
}
