import { endOfDay } from '#lib/civil-time'
import { findDayRange } from '#lib/forms'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { agreeOnClock, type JurisdictionProfile } from '#standards'
import { becauseOf, type ContactBar } from '#standards/codes'
import { answerOf, changed, whenClosed, withTask, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { taskAdded } from './events.ts'
import type { CareCase, Task } from './model.ts'
import type { AddTaskInput } from './inputs.ts'

export interface TaskAnswer extends CaseAnswer {
  taskId: string
}

/** A child may need support for years after they are grown up. A date further away is a slip, and nobody would be told. */
const mostYearsAhead = 20

export interface AddTaskState {
  careCase: CareCase
  profile: Pick<JurisdictionProfile, 'timeZone'>
  /** Why there may be no contact with the family yet. What is not known clears nothing. */
  contactBars?: readonly ContactBar[]
}

/** Adds a task to the plan, with a date chosen by a person. Refused on a closed case. */
export function addTask(
  { careCase, profile, contactBars = ['not-registered'] }: AddTaskState,
  input: AddTaskInput,
  context: Context,
): Decision<CaseChange, TaskAnswer, EventOf<typeof taskAdded>> | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const words = input.words?.trim()
  if (input.kind === 'other' && !words)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const [bar] = input.kind === 'family-contact' ? contactBars : []
  if (bar) return refuse('family-contact-not-cleared', { params: becauseOf(bar) })
  const at = context.now.toISOString()
  const lastDay = input.until && findDayRange(input.until)?.to
  const due = lastDay === undefined ? undefined : endOfDay(profile.timeZone, lastDay)
  if (due && due <= context.now)
    return refuse('task-date-passed', { status: 422, fields: [{ path: 'until', code: 'day-not-possible' }] })
  if (due && due.getTime() - context.now.getTime() > mostYearsAhead * 366 * 86_400_000)
    return refuse('task-date-far', { status: 422, fields: [{ path: 'until', code: 'day-not-possible' }] })
  const dueAt = due?.toISOString()
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
