import type { Answers } from '#lib/forms'
import { dropKept, type InputOf, type Kept, keepToSend, nodeNow, useKept } from '#ui/data'
import type { Concern } from '../model.ts'
import { raiseConcern } from './routes.ts'

/** A finished concern with the answers of its form, for correcting what the node refuses. */
export interface Written {
  answers: Answers
  body: InputOf<typeof raiseConcern>
}

export type Outgoing = Kept<Written>

const what = 'signals.kept.concern'
export const page = '/concerns/new'

/** Concerns that this person finished here and has not put away, sent or not. */
export function useOutgoing(): readonly Outgoing[] {
  return useKept<Written>(what)
}

/**
 * Sends a finished concern now, or as soon as it can be. Id and time are made here, so it arrives once and its deadline
 * counts from now.
 */
export function sendConcern(values: Answers, answers: Answers, language: string): string {
  const id = crypto.randomUUID()
  // The form is made from the input of this route (`raiseForm`), so its answers are one.
  const body = { ...(values as unknown as Concern), id, raisedAt: nodeNow().toISOString(), language }
  keepToSend({ id, what, about: '', page, data: { answers, body }, send: { address: raiseConcern.path, body } })
  return id
}

/** Drops a concern that arrived, or one that was refused and is in the form again. */
export const putAway = dropKept
