import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { duties, type ToldParty, toldParty } from './codes.ts'
import { foundTold } from './events.ts'
import type { TellFoundInput } from './inputs.ts'
import {
  aboutMissing,
  answerOf,
  changed,
  met,
  type MissingAnswer,
  type MissingChange,
  type MissingContext,
  whenOtherCountry,
  withNote,
} from './missing-decision.ts'
import type { Found, MissingChild } from './model.ts'

/** Who found the child has not to be told. */
const foundItself: { readonly [By in Found['by']]?: ToldParty } = {
  police: 'police',
  'other-country': 'neighbour-country',
}

/** Who was told that the child is missing and does not know yet that the child is found: they still search. */
export function stillToTell({ notes, found }: Pick<MissingChild, 'notes' | 'found'>): ToldParty[] {
  if (!found) return []
  const itself = foundItself[found.by]
  return toldParty.values.filter((party) => {
    const about = notes.filter((note) => note.party === party && note.result === 'told')
    const asMissing = about.filter(({ kind }) => kind !== 'told-found').length
    if (asMissing === 0 || about.some(({ kind }) => kind === 'told-found')) return false
    // Of several countries that were told, only one found the child.
    return party !== itself || asMissing > 1
  })
}

/** Whether the talk after the return is still to come. With a listener in the room it is. */
export function owesTalk({ notes, found }: Pick<MissingChild, 'notes' | 'found'>): boolean {
  const held = notes.some(({ kind, result }) => kind === 'talk' && result !== 'not-alone')
  return found !== undefined && found.condition !== 'died' && !held
}

/** A search ends when the talk was held and everybody who searched knows that the child is found. */
export function stateAfterFound(missing: Pick<MissingChild, 'notes' | 'found'>): 'found' | 'over' {
  return owesTalk(missing) || stillToTell(missing).length > 0 ? 'found' : 'over'
}

/** Somebody who searches was told that the child is found, or could not be reached. */
export function tellFound(
  { missing }: MissingContext,
  { party, result, words, occurredAt }: TellFoundInput,
  context: Context,
): Decision<MissingChange, MissingAnswer, EventOf<typeof foundTold>> | Refusal {
  if (missing.state === 'missing') return refuse('child-not-found')
  if (missing.state === 'over') return refuse('return-talk-held')
  if (words === '') return refuse('reason-needed', { status: 422, fields: [{ path: 'words', code: 'reason-needed' }] })
  const other = whenOtherCountry(party, context)
  if (other) return other
  const at = toldTime(occurredAt, context.now, missing.foundAt)
  const notes = withNote(missing, { kind: 'told-found', at, party, result, words }, context)
  const noted = { ...missing, notes }
  const next = changed(missing, {
    notes,
    state: stateAfterFound(noted),
    clocks:
      stillToTell(noted).length === 0 ? met(missing.clocks, [duties.found], context.now.toISOString()) : missing.clocks,
  })
  return {
    changes: [{ change: 'keep-missing', missing: next }],
    events: result === 'told' ? [foundTold.of(next.id, { ...aboutMissing(next), party }, context, at)] : [],
    answer: answerOf(next),
  }
}
