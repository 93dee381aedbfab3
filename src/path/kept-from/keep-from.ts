import type { OpenedRecord } from '#kernel/tx'
import type { Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import type { z } from 'zod'
import type { keepFromInput, letSeeInput } from './model.ts'

export interface KeptRecord {
  record: OpenedRecord
}

export interface KeepingState extends KeptRecord {
  /** The numbers of those whom the person names. */
  whom: readonly number[]
  /** Whether somebody who can find a way would still see the record. */
  somebodyLeft: boolean
}

export interface Kept {
  change: 'keep' | 'let-see'
  record: OpenedRecord
  /** Numbers of `kernel.scope`. */
  whom: readonly number[]
  words: string | undefined
}

/** Keeps a record, and all that is about the same child, from people who may be part of what it tells. */
export function keepFrom(
  { record, whom, somebodyLeft }: KeepingState,
  { words }: Pick<z.output<typeof keepFromInput>, 'words'>,
): Decision<Kept, { id: string }> | Refusal {
  if (!somebodyLeft) return refuse('nobody-left', { status: 422, fields: [{ path: 'whom', code: 'not-possible' }] })
  const added = whom.filter((scope) => !record.barred.includes(scope))
  return decided({ change: 'keep', record, whom: added, words })
}

/**
 * An authority declined because somebody there may be part of it, so its people see the child's records no longer. Where
 * nobody would be left, nothing changes: the referral waits before a coordinator, who decides.
 */
export function keepAway({ record, whom, somebodyLeft }: KeepingState): Decision<Kept, { id: string }> {
  const added = somebodyLeft ? whom.filter((scope) => !record.barred.includes(scope)) : []
  return decided({ change: 'keep', record, whom: added, words: undefined })
}

/** Lets people see a record again. It was said for a reason, so this needs one too. */
export function letSee(
  { record }: KeptRecord,
  { numbers, words }: Pick<z.output<typeof letSeeInput>, 'numbers' | 'words'>,
): Decision<Kept, { id: string }> | Refusal {
  if (!/\p{L}/u.test(words)) return refuse('reason-needed', { fields: [{ path: 'words', code: 'required' }] })
  return decided({ change: 'let-see', record, whom: numbers.filter((scope) => record.barred.includes(scope)), words })
}

function decided(kept: Kept): Decision<Kept, { id: string }> {
  return { changes: kept.whom.length > 0 ? [kept] : [], events: [], answer: { id: kept.record.id } }
}
