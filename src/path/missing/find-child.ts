import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { meetClocks, stopClocks } from '#standards'
import { duties } from './codes.ts'
import { mayReview } from './roles.ts'
import { childFound, returnTalkHeld } from './events.ts'
import type { FoundInput, TalkInput } from './inputs.ts'
import {
  aboutMissing,
  answerOf,
  changed,
  type MissingAnswer,
  type MissingChange,
  type MissingContext,
  whenAhead,
  whenFound,
  withClock,
  withNote,
} from './missing-decision.ts'
import { owesTalk, stateAfterFound, stillToTell } from './tell-found.ts'

/**
 * The child is found. A talk is owed: safe, alone, by a person the child trusts, about why the child went and what must
 * change. Everybody who was told that the child is missing is to be told, too. The search ends after both. A duty to
 * tell that nobody met before stays missed.
 */
export function findChild(
  { missing, profile }: MissingContext,
  { occurredAt, when, by, condition, where, words }: FoundInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, EventOf<typeof childFound>> | Refusal {
  const over = whenFound(missing)
  if (over) return over
  const found = { when, by, condition, where, ...(words && { words }) }
  const ahead = whenAhead(when, 'when', context)
  if (ahead) return ahead
  const needsWords = found.condition === 'in-danger' || found.condition === 'died' || found.by === 'other'
  if (needsWords && !found.words)
    return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  // It ends every look and owes no talk, so nobody says it alone who is not to review the search (ours).
  if (found.condition === 'died' && !context.actor.roles.some((role) => mayReview.includes(role)))
    return refuse('death-not-by-worker', { status: 403 })
  const now = context.now.toISOString()
  const at = toldTime(occurredAt, context.now, missing.saidAt)
  // Finding the child is what the looks were for. What was not told is no longer to be told as missing.
  const looked = meetClocks(missing.clocks, ({ until }) => until === duties.look, now)
  const owed = { notes: missing.notes, found }
  const untils = [...(owesTalk(owed) ? [duties.talk] : []), ...(stillToTell(owed).length > 0 ? [duties.found] : [])]
  const next = changed(missing, {
    state: stateAfterFound(owed),
    found,
    foundAt: at,
    foundRecordedBy: context.actor.id,
    clocks: untils.reduce(
      (clocks, until) => withClock({ clocks }, profile, { event: 'child-found', until, at }, context),
      stopClocks(looked, now),
    ),
  })
  return {
    changes: [{ change: 'keep-missing', missing: next }],
    events: [childFound.of(next.id, { ...aboutMissing(next), condition: found.condition }, context, at)],
    answer: answerOf(next),
  }
}

/** The talk after the return. With a listener in the room it is on record, and still owed. */
export function holdTalk(
  { missing }: MissingContext,
  { result, words, occurredAt }: TalkInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, EventOf<typeof returnTalkHeld>> | Refusal {
  if (missing.state === 'missing') return refuse('child-not-found')
  if (!owesTalk(missing)) return refuse('return-talk-held')
  if (words === '') return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const at = toldTime(occurredAt, context.now, missing.foundAt)
  const notes = withNote(missing, { kind: 'talk', at, result, words }, context)
  const owed = result === 'not-alone'
  const next = changed(missing, {
    notes,
    ...(!owed && {
      state: stateAfterFound({ ...missing, notes }),
      clocks: meetClocks(missing.clocks, ({ until }) => until === duties.talk, context.now.toISOString()),
    }),
  })
  return {
    changes: [{ change: 'keep-missing', missing: next }],
    events: owed ? [] : [returnTalkHeld.of(next.id, { ...aboutMissing(next), result }, context, at)],
    answer: answerOf(next),
  }
}

/** Somebody printed the sheet for a neighbouring country. Paper with a child's name on it is on record. */
export function notePrint(
  { missing }: MissingContext,
  _input: unknown,
  context: Context,
): Decision<MissingChange, MissingAnswer> | Refusal {
  const over = whenFound(missing)
  if (over) return over
  const next = changed(missing, {
    notes: withNote(missing, { kind: 'printed', at: context.now.toISOString() }, context),
  })
  return { changes: [{ change: 'keep-missing', missing: next }], events: [], answer: answerOf(next) }
}
