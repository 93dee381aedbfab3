import { endOfDay } from '#lib/civil-time'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { agreeOnClock, meetClocks, stopClocks } from '#standards'
import { type ClosingState, openRequest, openTasks } from './ask-to-close.ts'
import {
  answerOf,
  changed,
  aboutCase,
  whenClosed,
  withTask,
  type CaseAnswer,
  type CaseChange,
} from './case-decision.ts'
import { closingRules } from './codes.ts'
import { caseClosed, taskCompleted, type taskAdded } from './events.ts'
import type { CareCase, Closing, Task } from './model.ts'
import type { SendBackInput } from './inputs.ts'

type Answered = EventOf<typeof taskCompleted>
type Closed = EventOf<typeof caseClosed> | Answered | EventOf<typeof taskAdded>

/** A second person, a supervisor, agrees: the case closes for the reason that was asked. */
export function closeCase(
  state: ClosingState,
  _input: unknown,
  context: Context,
): Decision<CaseChange, CaseAnswer, Closed> | Refusal {
  const asked = requestOf(state, context)
  if ('refused' in asked) return asked
  const open = openTasks(state.careCase)
  if (open.length > 0) return refuse('tasks-open', { params: { count: open.length } })
  const lost = closingRules[asked.reason].search
    ? state.whyNotFound
    : state.missing && !closingRules[asked.reason].whileMissing && refuse('closing-while-missing', { status: 422 })
  if (lost) return lost
  const at = context.now.toISOString()
  const answered = answer(state.careCase, { ...asked, answer: 'agreed' }, context)
  const ended = changed(answered.careCase, {
    state: 'closed',
    closedAt: at,
    closeReason: asked.reason,
    closeNote: asked.note,
    clocks: stopClocks(answered.careCase.clocks, at),
  })
  const kept = asked.afterCareOn ? withAfterCare(ended, state, asked.afterCareOn, context) : undefined
  const next = { ...(kept?.careCase ?? ended), version: state.careCase.version + 1 }
  const { reason } = asked
  return {
    changes: [{ change: 'keep-case', careCase: next }],
    events: [
      ...answered.events,
      ...(kept ? [kept.event] : []),
      caseClosed.of(next.id, { ...aboutCase(next), reason, openedAt: next.openedAt }, context),
    ],
    answer: answerOf(next),
  }
}

/** The supervisor does not agree yet: the case goes on, with words for whoever asked. */
export function sendClosingBack(
  state: ClosingState,
  input: SendBackInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, Answered> | Refusal {
  const asked = requestOf(state, context)
  if ('refused' in asked) return asked
  const words = input.words.trim()
  if (words === '') return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const { careCase: next, events } = answer(state.careCase, { ...asked, answer: 'sent-back', words }, context)
  const steps = [{ kind: 'closing-sent-back', at: context.now.toISOString() }]
  return { changes: [{ change: 'keep-case', careCase: next, steps }], events, answer: answerOf(next) }
}

/** The request, or why this person cannot answer it: the one who asked is no second person. */
function requestOf({ careCase }: ClosingState, { actor }: Context): Closing | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const asked = openRequest(careCase)
  if (!asked) return refuse('closing-not-asked')
  return asked.askedBy === actor.id ? refuse('closing-by-same-person', { status: 403 }) : asked
}

function answer(careCase: CareCase, closing: Closing, context: Context): { careCase: CareCase; events: Answered[] } {
  const at = context.now.toISOString()
  const tasks = careCase.tasks.filter(({ kind, result }) => kind === 'agree-closing' && result === undefined)
  const ended = (task: Task): Task =>
    tasks.includes(task) ? { ...task, result: 'done', endedAt: at, endedBy: context.actor.id } : task
  const next = changed(careCase, {
    closing: { ...closing, answeredBy: context.actor.id, answeredAt: at },
    tasks: careCase.tasks.map(ended),
    clocks: meetClocks(careCase.clocks, ({ about }) => tasks.some(({ id }) => id === about), at),
  })
  return {
    careCase: next,
    events: tasks.map(({ id, kind, addedAt, dueAt }) =>
      taskCompleted.of(next.id, { ...aboutCase(next), taskId: id, kind, result: 'done', addedAt, dueAt }, context),
    ),
  }
}

/** The date of the talk with a young person who is grown up stays before the desk, although the case is closed. */
function withAfterCare(careCase: CareCase, { profile }: ClosingState, on: string, context: Context) {
  const at = context.now.toISOString()
  const dueAt = endOfDay(profile.timeZone, on).toISOString()
  const id = context.newId()
  const task: Task = { id, kind: 'after-care', side: 'caseworker', addedBy: 'node', addedAt: at, dueAt }
  return withTask(careCase, task, agreeOnClock(context, { at, dueAt, about: id }), context)
}
