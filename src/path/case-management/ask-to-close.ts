import { dayIn } from '#lib/civil-time'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { ruleIdOf, startClock, type JurisdictionProfile } from '#standards'
import { answerOf, changed, whenClosed, withTask, type CaseAnswer, type CaseChange } from './case-decision.ts'
import { closingRules } from './codes.ts'
import type { taskAdded } from './events.ts'
import type { CareCase, Closing, Task } from './model.ts'
import type { CloseInput } from './inputs.ts'

export interface ClosingState {
  careCase: CareCase
  profile: JurisdictionProfile
  /** The child is missing now. */
  missing?: boolean | undefined
  /** Why work may not end because the child was not found; undefined if it may. */
  whyNotFound?: Refusal | undefined
  /** Referrals of this child that other authorities accepted. */
  takenOver?: readonly { id: string }[] | undefined
}

/** A request to close that nobody has answered. */
export function openRequest({ closing }: CareCase): Closing | undefined {
  return closing && closing.answer === undefined ? closing : undefined
}

/** The tasks that must be closed first. That somebody answers the request is not one of them. */
export function openTasks({ tasks }: CareCase): Task[] {
  return tasks.filter(({ result, kind }) => result === undefined && kind !== 'agree-closing')
}

/**
 * Asks a second person, a supervisor, to close the case: with the reason, words, the day of the last visit and what the
 * reason needs. Every task must be closed first. The case stays open until the answer.
 */
export function askToClose(
  state: ClosingState,
  input: CloseInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof taskAdded>> | Refusal {
  const { careCase, profile } = state
  const refusal = whenClosed(careCase) ?? whenNotReady(state, input, context)
  if (refusal) return refusal
  const at = context.now.toISOString()
  const { reason, lastVisit, acceptance, afterCareOn } = input
  const closing: Closing = {
    reason,
    note: input.note.trim(),
    ...(lastVisit && { lastVisit }),
    ...(acceptance && { acceptance }),
    ...(afterCareOn && { afterCareOn }),
    askedBy: context.actor.id,
    askedAt: at,
  }
  const id = context.newId()
  const { risk } = careCase
  const clock = startClock(profile, context, { event: 'closing-asked', until: 'closing-answered', risk, at, about: id })
  const task: Task = {
    id,
    kind: 'agree-closing',
    side: 'supervisor',
    addedBy: 'node',
    addedAt: at,
    dueAt: clock?.dueAt,
    clockId: clock && ruleIdOf(clock),
  }
  const { careCase: next, event } = withTask(changed(careCase, { closing }), task, clock, context)
  return {
    changes: [{ change: 'keep-case', careCase: next, steps: [{ kind: 'closing-asked', at }] }],
    events: [event],
    answer: answerOf(next),
  }
}

function whenNotReady(state: ClosingState, input: CloseInput, context: Context): Refusal | undefined {
  const { careCase } = state
  if (openRequest(careCase)) return refuse('closing-asked')
  const open = openTasks(careCase)
  if (open.length > 0) return refuse('tasks-open', { params: { count: open.length } })
  if (input.note.trim() === '') return needs('reason-needed', 'note')
  return whenLost(state, input) ?? whenDaysWrong(state, input, context) ?? whenNobodyTakesOver(state, input)
}

function needs(code: string, path: string): Refusal {
  return refuse(code, { status: 422, fields: [{ path, code: 'reason-needed' }] })
}

/** A child who is missing is not safe, supported or grown up. The search decides what may end. */
function whenLost({ missing, whyNotFound }: ClosingState, { reason }: CloseInput): Refusal | undefined {
  const rule = closingRules[reason]
  if (rule.search) return whyNotFound
  return missing && !rule.whileMissing ? refuse('closing-while-missing', { status: 422 }) : undefined
}

function whenDaysWrong(
  { careCase, profile }: ClosingState,
  { reason, lastVisit, afterCareOn }: CloseInput,
  { now }: Context,
): Refusal | undefined {
  const rule = closingRules[reason]
  const today = dayIn(profile.timeZone, now)
  if (rule.visit && lastVisit === undefined) return needs('last-visit-missing', 'lastVisit')
  const opened = dayIn(profile.timeZone, careCase.openedAt)
  if (lastVisit !== undefined && (lastVisit > today || lastVisit < opened))
    return refuse('last-visit-not-possible', { status: 422, fields: [{ path: 'lastVisit', code: 'day-not-possible' }] })
  if (rule.afterCare && afterCareOn === undefined) return needs('after-care-missing', 'afterCareOn')
  if (afterCareOn !== undefined && afterCareOn <= today)
    return refuse('task-date-passed', { status: 422, fields: [{ path: 'afterCareOn', code: 'day-not-possible' }] })
  return undefined
}

function whenNobodyTakesOver(
  { takenOver = [] }: ClosingState,
  { reason, acceptance }: CloseInput,
): Refusal | undefined {
  if (!closingRules[reason].acceptance) return undefined
  if (acceptance === undefined) return needs('acceptance-missing', 'acceptance')
  if ('referralId' in acceptance && !takenOver.some(({ id }) => id === acceptance.referralId))
    return refuse('acceptance-not-there', { status: 422, fields: [{ path: 'acceptance', code: 'not-possible' }] })
  return undefined
}
