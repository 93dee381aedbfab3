import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { meetClocks } from '#standards'
import { answerOf, changed, aboutCase, whenClosed, type CaseAnswer, type CaseChange } from './case-decision.ts'
import { taskCompleted } from './events.ts'
import type { CareCase, Task } from './model.ts'
import type { CompleteTaskInput } from './inputs.ts'

/** Kinds that are done only when somebody is named. */
const guardianKinds = ['provisional-guardian', 'guardian']

/** What is not yet so, although the task is to be closed as done. */
function whenNotDone({ guardianId }: CareCase, task: Task, input: CompleteTaskInput): Refusal | undefined {
  if (input.result !== 'done') return undefined
  if (guardianKinds.includes(task.kind) && guardianId === undefined) return refuse('guardian-not-named')
  if (task.kind === 'visit-child' && input.seenAlone === undefined)
    return refuse('seen-alone-missing', { status: 422, fields: [{ path: 'seenAlone', code: 'reason-needed' }] })
  return undefined
}

/** Closes a task: done, not needed or not possible. The last two need a reason. A missed deadline stays missed. */
export function completeTask(
  { careCase }: { careCase: CareCase },
  input: CompleteTaskInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof taskCompleted>> | Refusal {
  const task = careCase.tasks.find(({ id }) => id === input.taskId)
  // The date with a young person who is grown up outlives the case.
  const closed = task?.kind === 'after-care' ? undefined : whenClosed(careCase)
  if (closed) return closed
  if (!task) return refuse('record-not-found', { status: 404 })
  if (task.kind === 'agree-closing' && task.result === undefined) return refuse('closing-unanswered')
  if (task.result !== undefined) return refuse('task-closed')
  // A guardian without another role speaks for the child and cannot close the authority's tasks.
  if (task.side !== 'guardian' && context.actor.roles.every((role) => role === 'guardian'))
    return refuse('task-not-yours', { status: 403 })
  const note = input.note?.trim()
  if (input.result !== 'done' && !note)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'note', code: 'reason-needed' }] })
  const notDone = whenNotDone(careCase, task, input)
  if (notDone) return notDone
  const at = context.now.toISOString()
  const seenAlone = task.kind === 'visit-child' ? input.seenAlone : undefined
  const ended: Task = {
    ...task,
    seenAlone,
    result: input.result,
    endedAt: at,
    endedBy: context.actor.id,
    note: note || undefined,
  }
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
