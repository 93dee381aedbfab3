import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { isOpen } from '#standards'
import { duties, dutyOfParty } from './codes.ts'
import { searchLooked, searchTold } from './events.ts'
import type { FearInput, LookInput, TellInput } from './inputs.ts'
import {
  aboutMissing,
  answerOf,
  changed,
  type MissingAnswer,
  type MissingChange,
  type MissingContext,
  met,
  whenFound,
  whenOtherCountry,
  withClock,
  withNote,
} from './missing-decision.ts'

type Told = EventOf<typeof searchTold>

const wordsNeeded = refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })

/** Somebody was told, or could not be reached. Only reaching them meets the duty. */
export function tellOf(
  { missing }: MissingContext,
  input: TellInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, Told> | Refusal {
  const over = whenFound(missing)
  if (over) return over
  const { party, result, words } = input
  if (words === '') return wordsNeeded
  const other = whenOtherCountry(party, context)
  if (other) return other
  // Whether the neighbours hear of it is a decision with a name. The police always do.
  if (result === 'not-needed' && party !== 'neighbour-country')
    return refuse('telling-needed', { status: 422, fields: [{ path: 'result', code: 'not-possible' }] })
  const at = toldTime(input.occurredAt, context.now, missing.saidAt)
  const duty = result === 'not-reached' ? undefined : dutyOfParty[party]
  const next = changed(missing, {
    notes: withNote(missing, { kind: 'told', at, party, result, words }, context),
    clocks: duty ? met(missing.clocks, [duty], context.now.toISOString()) : missing.clocks,
  })
  return {
    changes: [{ change: 'keep-missing', missing: next }],
    events: result === 'not-reached' ? [] : [searchTold.of(next.id, { ...aboutMissing(next), party }, context, at)],
    answer: answerOf(next),
  }
}

/**
 * Somebody looked, and was not found yet. While the look is hourly, the next one is due an hour later. After a review
 * it waits for that day, unless there is something new.
 */
export function lookFor(
  { missing, profile }: MissingContext,
  input: LookInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, EventOf<typeof searchLooked> | Told> | Refusal {
  const over = whenFound(missing)
  if (over) return over
  if (input.words === '') return wordsNeeded
  const at = toldTime(input.occurredAt, context.now, missing.saidAt)
  const hourly = input.news || missing.clocks.some((clock) => clock.until === duties.look && isOpen(clock))
  const untils = [duties.look, ...(input.told && dutyOfParty[input.told] ? [dutyOfParty[input.told]!] : [])]
  const clocks = met(missing.clocks, untils, context.now.toISOString())
  const next = changed(missing, {
    notes: withNote(
      missing,
      { kind: 'look', at, ...(input.told && { party: input.told, result: 'told' }), words: input.words },
      context,
    ),
    clocks: hourly
      ? withClock({ clocks }, profile, { event: 'search-looked', until: duties.look, at }, context)
      : clocks,
  })
  const about = aboutMissing(next)
  return {
    changes: [{ change: 'keep-missing', missing: next }],
    events: [
      searchLooked.of(next.id, about, context, at),
      ...(input.told ? [searchTold.of(next.id, { ...about, party: input.told }, context, at)] : []),
    ],
    answer: answerOf(next),
  }
}

/** Who it is that there is reason to fear. Danger does not wait for these words: the search began without them. */
export function sayWhomToFear(
  { missing }: MissingContext,
  { words, occurredAt }: FearInput,
  context: Context,
): Decision<MissingChange, MissingAnswer> | Refusal {
  if (missing.state === 'over') return refuse('return-talk-held')
  if (words === '') return wordsNeeded
  const at = toldTime(occurredAt, context.now, missing.saidAt)
  const next = changed(missing, { notes: withNote(missing, { kind: 'fear', at, words }, context) })
  return { changes: [{ change: 'keep-missing', missing: next }], events: [], answer: answerOf(next) }
}
