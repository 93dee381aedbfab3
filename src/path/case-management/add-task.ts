import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { agreeOnClock } from '#standards'
import { answerOf, changed, whenClosed, withTask, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { taskAdded } from './events.ts'
import type { CareCase, Task } from './model.ts'

export interface AddTaskInput {
  kind: Task['kind']
  side: Task['side']
  words?: string | undefined
  dueAt?: string | undefined
}

export interface TaskAnswer extends CaseAnswer {
  taskId: string
}

/** Adds a task to the plan, with a date chosen by a person. Refused on a closed case. */
export function addTask(
  { careCase }: { careCase: CareCase },
  input: AddTaskInput,
  context: Context,
): Decision<CaseChange, TaskAnswer, EventOf<typeof taskAdded>> | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const words = input.words?.trim()
  if (input.kind === 'other' && !words)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const at = context.now.toISOString()
  if (input.dueAt !== undefined && new Date(input.dueAt) <= context.now)
    return refuse('task-date-passed', { status: 422, fields: [{ path: 'dueAt', code: 'too-early' }] })
  const dueAt = input.dueAt === undefined ? undefined : new Date(input.dueAt).toISOString()
  const task: Task = {
    id: context.newId(),
    kind: input.kind,
    side: input.side,
    words: words || undefined,
    addedBy: context.actor.id,
    addedAt: at,
    dueAt,
  }
  const clock = dueAt === undefined ? undefined : agreeOnClock(context, { at, dueAt, about: task.id })
  const { careCase: next, event } = withTask(changed(careCase, {}), task, clock, context)
  return {
    changes: [{ change: 'keep-case', careCase: next }],
    events: [event],
    answer: { ...answerOf(next), taskId: task.id },
  }
}
