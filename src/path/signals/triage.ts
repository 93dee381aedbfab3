import type { DomainEvent, EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import {
  escalateClock,
  isOpen,
  type JurisdictionProfile,
  type MissedClock,
  type RunningClock,
  startClock,
} from '#standards'
import { moreUrgent } from './codes.ts'
import {
  answerFor,
  answeredClocks,
  endedClocks,
  joinedClocks,
  triagedClocks,
  type ConcernAnswer,
  type ConcernChange,
  type ConcernState,
  type ConcernStep,
  type Marks,
  whenOver,
} from './concern-state.ts'
import { childLinkedToConcern, concernAddedTo, concernMerged, concernPassedOn, concernTaken } from './events.ts'

type Decided<Event extends DomainEvent = never> = Decision<ConcernChange, ConcernAnswer, Event> | Refusal

/** A concern with the country's rules. Without them there is no date. */
export interface ConcernWithRules extends ConcernState {
  profile?: JurisdictionProfile | undefined
}

/**
 * A person at the desk takes this concern. Looking is not yet helping: from now the desk owes a referral, an outcome or
 * a reason to close, with a date. Taking it again changes nothing. Taking it over from a colleague is allowed and visible.
 * Taking a closed concern with a new addition opens it again. Taking one that a waiting concern was merged into ends the
 * wait of that one too.
 */
export function takeConcern(
  state: ConcernWithRules,
  _input: unknown,
  context: Context,
): Decided<EventOf<typeof concernTaken>> {
  const again = state.status === 'closed' && state.additionWaits
  const over = again ? undefined : whenOver(state)
  if (over) return over
  const waits = state.clocks.some((clock) => isOpen(clock) && clock.until === 'concern-triaged')
  const clocks = takenClocks(state, again, context)
  const owed = clocks.find((clock) => isOpen(clock) && clock.until === 'concern-answered')
  const told = { deskAgencyId: state.deskAgencyId, clockId: owed?.clockId, dueAt: owed?.dueAt }
  return {
    changes: [{ kind: 'taken', by: context.actor.id, clocks }],
    events: state.status === 'waiting' || again || waits ? [concernTaken.of(state.id, told, context)] : [],
    answer: answerFor(state),
  }
}

/** The look is done; the answer is owed, if it was not given and is not owed already. */
function takenClocks(state: ConcernWithRules, again: boolean, context: Context): RunningClock[] {
  const clocks = triagedClocks(state, context)
  const owed = clocks.some((clock) => isOpen(clock) && clock.until === 'concern-answered')
  if (!state.profile || owed || (state.answered && !again)) return clocks
  const start = startClock(state.profile, context, {
    event: 'concern-taken',
    until: 'concern-answered',
    risk: state.danger === 'immediate' ? 'immediate' : 'unknown',
    at: context.now.toISOString(),
  })
  return start ? [...clocks, start] : clocks
}

/**
 * Writes to the person who raised the concern, or adds a note for the desk only. A system that sent one reads only how
 * far it is, so nothing is written to it; nor does anybody from whom the concern is kept read it.
 */
export function writeAtDesk(
  state: ConcernState,
  input: { text: string; side: 'desk' | 'note' },
  context: Context,
): Decided<EventOf<typeof concernAddedTo>> {
  if (input.side === 'desk' && state.channel === 'agency-key') return refuse('sender-unreachable')
  if (input.side === 'desk' && state.raiserKeptAway) return refuse('raiser-kept-away')
  return {
    changes: [{ kind: 'message', id: context.newId(), side: input.side, author: context.actor.id, text: input.text }],
    events: input.side === 'desk' ? [concernAddedTo.of(state.id, { side: 'desk' }, context)] : [],
    answer: answerFor(state),
  }
}

/** A concern with the one that stands for it, if it was merged. */
export interface ConcernToAddTo extends ConcernState {
  standing?: ConcernState | undefined
}

/**
 * The person who raised the concern adds something. This is never refused. After the concern was closed it waits before
 * the desk; after it was merged it waits at the concern that stands.
 */
export function addToConcern(
  state: ConcernToAddTo,
  input: { text: string },
  context: Context,
): Decided<EventOf<typeof concernAddedTo>> {
  const author = context.actor.kind === 'account' ? context.actor.id : null
  return {
    changes: addedWords(state, { author, text: input.text }, context),
    events: [concernAddedTo.of(state.id, { side: 'reporter' }, context)],
    answer: answerFor(state),
  }
}

/** The person who raised the concern has the desk's reply on the screen: it no longer waits in their list. */
export function seeReply(state: ConcernState, _input: unknown, { actor }: Context): Decided {
  const answer = { id: state.id, version: state.version }
  return { changes: state.raisedBy === actor.id ? [{ kind: 'reply-seen' }] : [], events: [], answer }
}

/** The words that were added, and a copy for the desk of the concern that stands. */
export function addedWords(
  { standing }: ConcernToAddTo,
  added: Omit<Extract<ConcernChange, { kind: 'message' }>, 'kind' | 'id' | 'side'>,
  { newId }: Context,
): ConcernChange[] {
  const { children: _, ...copied } = added
  return [
    { kind: 'message', id: newId(), side: 'reporter', ...added },
    ...(standing ? [{ kind: 'message', id: newId(), side: 'joined', ...copied } as const] : []),
  ]
}

/**
 * Merges two concerns about the same thing. Both keep their words and receipts. What was stricter on either side goes
 * on: the danger, the earlier deadline, an addition that nobody has seen. Only an open concern can take up another one,
 * so that none ends unseen.
 */
export function mergeConcerns(
  state: { from: ConcernState; into: ConcernState },
  { intoVersion }: { intoVersion?: number | undefined },
  context: Context,
): Decided<EventOf<typeof concernMerged>> {
  const { from, into } = state
  if (from.id === into.id) return refuse('concern-same')
  const over = whenOver(from) ?? (into.status === 'closed' ? refuse('other-concern-closed') : whenOver(into))
  if (over) return over
  if (intoVersion !== undefined && intoVersion !== into.version) return refuse('record-changed')
  return {
    changes: [
      { kind: 'merged', into: into.id, clocks: endedClocks(from, context) },
      {
        kind: 'absorbed',
        other: from.id,
        danger: moreUrgent(from.danger, into.danger),
        grave: from.grave,
        additionWaits: from.additionWaits || into.additionWaits,
        clocks: joinedClocks(into, from.clocks, context),
      },
    ],
    events: [concernMerged.of(from.id, { into: into.id }, context)],
    answer: answerFor(from),
  }
}

/** A concern with the triage desks of this node where somebody works. */
export interface PassOnState extends ConcernState {
  desks: readonly { agencyId: string; name: Readonly<Record<string, string>> }[]
}

/**
 * Passes the concern to the desk of another agency. The deadline stays, because it belongs to the child, not to the
 * desk.
 */
export function passOnConcern(
  state: PassOnState,
  input: { toAgencyId: string; reason: string },
  context: Context,
): Decided<EventOf<typeof concernPassedOn>> {
  const over = whenOver(state)
  if (over) return over
  if (input.toAgencyId === state.deskAgencyId) return refuse('desk-unchanged')
  if (!state.desks.some(({ agencyId }) => agencyId === input.toAgencyId)) {
    const { language = 'en' } = context.actor
    const others = state.desks.filter(({ agencyId }) => agencyId !== state.deskAgencyId)
    return refuse('desk-unattended', {
      status: 422,
      params: { count: others.length, agencies: others.map(({ name }) => name[language] ?? name['en']).join(', ') },
      fields: [{ path: 'toAgencyId', code: 'not-possible' }],
    })
  }
  return {
    changes: [
      // The reason may be about a child, so it is stored sealed, as a note between the desks.
      { kind: 'message', id: context.newId(), side: 'note', author: context.actor.id, text: input.reason },
      { kind: 'passed-on', toAgencyId: input.toAgencyId },
    ],
    events: [concernPassedOn.of(state.id, { fromAgencyId: state.deskAgencyId, toAgencyId: input.toAgencyId }, context)],
    answer: answerFor(state),
  }
}

export function linkChild(
  state: ConcernState,
  input: { person: number; childId: string },
  context: Context,
): Decided<EventOf<typeof childLinkedToConcern>> {
  const person = state.persons.find((candidate) => candidate.number === input.person)
  if (!person) return refuse('person-not-found', { status: 422 })
  if (person.childId === input.childId)
    return { changes: [], events: [], answer: { id: state.id, version: state.version } }
  return {
    changes: [{ kind: 'child-linked', person: input.person, childId: input.childId }],
    events: [childLinkedToConcern.of(state.id, { childId: input.childId, person: input.person }, context)],
    answer: answerFor(state),
  }
}

/**
 * Adds a later step of the path to the concern, so that the desk and the person who raised it see progress. `answers`:
 * the step is what the desk owed after it had taken the concern.
 */
export function noteProgress(
  state: ConcernState,
  {
    step,
    subject,
    forDesk,
    answers,
    refers,
    childId,
    grave,
  }: { step: string; answers: boolean } & Marks & Pick<ConcernStep, 'subject' | 'forDesk'>,
  context: Context,
): Decided {
  return {
    changes: [
      { kind: 'progress', step, subject, forDesk, refers, childId, grave },
      ...(answers ? [{ kind: 'answered', clocks: answeredClocks(state.clocks, context) } as const] : []),
    ],
    events: [],
    answer: answerFor(state),
  }
}

/**
 * A deadline of the desk was missed: informs its supervisors, then the national coordinator, as the country's rule says.
 * Does nothing if the desk acted in the meantime.
 */
export function escalateConcern(state: ConcernWithRules, input: MissedClock, context: Context): Decided {
  const escalation = state.profile && escalateClock(state.profile, state, input, context)
  if (!escalation) return { changes: [], events: [], answer: { id: state.id, version: state.version } }
  const { reached, escalatedTo, clocks } = escalation
  return { changes: [{ kind: 'overdue', reached, escalatedTo, clocks }], events: [], answer: answerFor(state) }
}

/** An open concern, and whether its people are still there. */
export interface LeftState extends ConcernState {
  /** An active person works at the desk. */
  deskThere: boolean
  /** The person who took it still works at the desk. */
  takerThere: boolean
}

/**
 * The people who had the concern have left. It waits for their colleagues again, or is before the coordinators if nobody
 * works at the desk.
 */
export function handOverConcern(state: LeftState): Decided {
  const open = state.status === 'waiting' || state.status === 'taken' || state.additionWaits
  const free = state.status === 'taken' && !state.takerThere
  if (!open) return { changes: [], events: [], answer: { id: state.id, version: state.version } }
  return {
    changes: [{ kind: 'handed-over', left: free || !state.deskThere, free }],
    events: [],
    answer: answerFor(state),
  }
}
