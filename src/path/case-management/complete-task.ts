import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { meetClocks } from '#standards'
import { answerOf, changed, aboutCase, whenClosed, type CaseAnswer, type CaseChange } from './case-decision.ts'
import { taskCompleted } from './events.ts'
import type { CareCase, Task } from './model.ts'
import type { CompleteTaskInput } from './inputs.ts'

/** Closes a task: done, not needed or not possible. The last two need a reason. A missed deadline stays missed. */
export function completeTask(
  { careCase }: { careCase: CareCase },
  input: CompleteTaskInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof taskCompleted>> | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const task = careCase.tasks.find(({ id }) => id === input.taskId)
  if (!task) return refuse('record-not-found', { status: 404 })
  if (task.result !== undefined) return refuse('task-closed')
  // A guardian without another role speaks for the child and cannot close the authority's tasks.
  if (task.side !== 'guardian' && context.actor.roles.every((role) => role === 'guardian'))
    return refuse('task-not-yours', { status: 403 })
  const note = input.note?.trim()
  if (input.result !== 'done' && !note)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  const at = context.now.toISOString()
  const ended: Task = { ...task, result: input.result, endedAt: at, endedBy: context.actor.id, note: note || undefined }
  const next = changed(careCase, {
    tasks: careCase.tasks.map((other) => (other === task ? ended : other)),
    clocks: meetClocks(careCase.clocks, ({ about }) => about === task.id, at),
  })
  return {
    changes: [{ change: 'keep-case', careCase: next }],
    events: [
      taskCompleted.of(
        next.id,
        {
          ...aboutCase(next),
          taskId: task.id,
          kind: task.kind,
          result: input.result,
          addedAt: task.addedAt,
          dueAt: task.dueAt,
          reportOf: task.report?.concernId,
        },
        context,
      ),
    ],
    answer: answerOf(next),
  }
}
