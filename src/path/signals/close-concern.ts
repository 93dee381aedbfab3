import { endOfDay } from '#lib/civil-time'
import { findDayRange } from '#lib/forms'
import type { DateAnswer } from '#lib/forms/model'
import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { agreeOnClock, isOpen, startClock, type RunningClock } from '#standards'
import { type CloseReason, type KeepReason, needsReceiver, needsWords } from './codes.ts'
import {
  answerFor,
  answeredClocks,
  doneClocks,
  triagedClocks,
  whenOver,
  type ConcernAnswer,
  type ConcernChange,
  type ConcernState,
  type ReturnReason,
} from './concern-state.ts'
import { concernClosed, concernGivenToCase, concernKept } from './events.ts'
import type { ConcernWithRules } from './triage.ts'

type Decided<Event extends EventOf<typeof concernClosed | typeof concernGivenToCase | typeof concernKept>> =
  | Decision<ConcernChange, ConcernAnswer, Event>
  | Refusal

/** How long a concern may wait for an answer or another look. Our own practice. */
const mostDaysKept = 31

/**
 * Closes the concern with a reason. As referred only after a referral was sent and not taken back (reference 02, R5); any
 * other reason needs the person's own words, and where the child may be in danger a second person.
 */
export function closeConcern(
  state: ConcernState,
  input: { reason: CloseReason; note?: string | undefined; receiver?: string | undefined },
  context: Context,
): Decided<EventOf<typeof concernClosed>> {
  const over = whenOver(state)
  if (over) return over
  if (input.reason === 'referred' && !state.referred) return refuse('concern-not-referred', { status: 422 })
  const note = input.note?.trim()
  if (needsWords(input.reason) && !note) return missing('note')
  const receiver = input.receiver?.trim()
  if (needsReceiver(input.reason) && !receiver) return missing('receiver')
  if (input.reason !== 'referred' && isReserved(state, context)) return refuse('closing-reserved', { status: 403 })
  return {
    changes: [
      {
        kind: 'closed',
        reason: input.reason,
        note: [receiver, note].filter(Boolean).join('\n') || undefined,
        clocks: doneClocks(state.clocks, context),
      },
    ],
    events: [concernClosed.of(state.id, { reason: input.reason }, context)],
    answer: answerFor(state),
  }
}

/**
 * The child could not be found, or somebody was asked for more: the concern stays open, and the next look has a day. Who
 * was asked stands before the words.
 */
export function keepConcern(
  state: ConcernState,
  input: { reason: KeepReason; note: string; asked?: string | undefined; until: DateAnswer },
  context: Context,
): Decided<EventOf<typeof concernKept>> {
  const over = whenOver(state)
  if (over) return over
  const asked = input.asked?.trim()
  if (input.reason === 'needs-information' && !asked) return missing('asked')
  if (isReserved(state, context)) return refuse('closing-reserved', { status: 403 })
  const lastDay = findDayRange(input.until)?.to
  const due = lastDay === undefined ? undefined : endOfDay(context.timeZone, lastDay)
  if (!due || due <= context.now || due.getTime() - context.now.getTime() > mostDaysKept * 86_400_000)
    return refuse('look-again-far', {
      status: 422,
      params: { days: mostDaysKept },
      fields: [{ path: 'until', code: 'day-not-possible' }],
    })
  const id = context.newId()
  const at = context.now.toISOString()
  const clock = agreeOnClock(context, { at, dueAt: due.toISOString(), about: id })
  return {
    changes: [
      {
        kind: 'message',
        id,
        side: 'note',
        author: context.actor.id,
        text: [asked, input.note].filter(Boolean).join('\n'),
      },
      { kind: 'kept', reason: input.reason, clocks: [...doneClocks(state.clocks, context), clock] },
    ],
    events: [concernKept.of(state.id, { reason: input.reason, dueAt: clock.dueAt }, context)],
    answer: answerFor(state),
  }
}

/**
 * Somebody already works with the child: the report goes to their open case, with the words of the person who knows it.
 * The person at the desk needs no sight of the case. They choose a child linked to the concern, or write the reference
 * of the case. The concern ends when the case has it, and comes back if no case does (reference 02, trap 10).
 */
export function giveToCase(
  state: ConcernState,
  input: { childId?: string | undefined; caseReference?: string | undefined; note: string },
  context: Context,
): Decided<EventOf<typeof concernGivenToCase>> {
  const over = whenOver(state)
  if (over) return over
  const { childId, caseReference } = input
  if (!childId && !caseReference) return missing('childId')
  if (childId && !state.persons.some((person) => person.childId === childId))
    return refuse('person-not-found', { status: 422, fields: [{ path: 'childId', code: 'not-possible' }] })
  const noteId = context.newId()
  return {
    changes: [
      { kind: 'message', id: noteId, side: 'note', author: context.actor.id, text: input.note },
      { kind: 'given', clocks: triagedClocks(state, context) },
    ],
    events: [
      concernGivenToCase.of(
        state.id,
        { ...(childId ? { childId } : { caseReference }), noteId, danger: state.danger },
        context,
      ),
    ],
    answer: answerFor(state),
  }
}

/**
 * The open case has the report, or somebody there has read it. In danger the second ends the concern, because then two
 * people have looked; else the first does.
 */
export function closeAsKnown(
  state: ConcernState,
  { read }: { read: boolean },
  context: Context,
): Decided<EventOf<typeof concernClosed>> {
  if (whenOver(state)) return { changes: [], events: [], answer: { id: state.id, version: state.version } }
  if (!read && isEndangered(state))
    return {
      changes: [{ kind: 'at-case', clocks: answeredClocks(state.clocks, context) }],
      events: [],
      answer: answerFor(state),
    }
  return {
    changes: [{ kind: 'closed', reason: 'already-known', note: undefined, clocks: doneClocks(state.clocks, context) }],
    events: [concernClosed.of(state.id, { reason: 'already-known' }, context)],
    answer: answerFor(state),
  }
}

/**
 * No case took the report, or the referral was taken back: the concern is before its desk again with a date, also if it
 * was closed. Does nothing while another referral goes on, or the desk owes its answer already.
 */
export function returnConcern(
  state: ConcernWithRules,
  { because, referralId }: { because: ReturnReason; referralId?: string | undefined },
  context: Context,
): Decided<never> {
  const owed = state.clocks.some(
    (clock) => isOpen(clock) && ['concern-triaged', 'concern-answered', 'agreed'].includes(clock.until),
  )
  const goesOn = state.referralIds.some((id) => id !== referralId)
  if (because === 'referral-withdrawn' && (goesOn || (owed && !whenOver(state))))
    return { changes: [], events: [], answer: { id: state.id, version: state.version } }
  const clock = owed ? undefined : startAgain(state, context)
  return {
    changes: [{ kind: 'returned', because, clocks: clock ? [...state.clocks, clock] : state.clocks }],
    events: [],
    answer: answerFor(state),
  }
}

/** Whoever has taken it owes an answer again; what is closed waits to be looked at. */
function startAgain({ profile, status, danger }: ConcernWithRules, context: Context): RunningClock | undefined {
  if (!profile) return undefined
  const duty =
    status === 'taken'
      ? { event: 'concern-taken', until: 'concern-answered' }
      : { event: 'concern-raised', until: 'concern-triaged' }
  const risk = danger === 'immediate' ? 'immediate' : 'unknown'
  return startClock(profile, context, { ...duty, risk, at: context.now.toISOString() })
}

function isEndangered({ danger, grave }: ConcernState): boolean {
  return danger === 'immediate' || grave
}

/** In danger a supervisor ends what somebody else has taken: never one person alone. */
function isReserved(state: ConcernState, { actor }: Context): boolean {
  if (!isEndangered(state)) return false
  return !actor.roles.includes('supervisor') || state.takenBy === null || state.takenBy === actor.id
}

function missing(path: string): Refusal {
  return refuse('reason-needed', { status: 422, fields: [{ path, code: 'reason-needed' }] })
}
