import type { SaidAges } from '#standards/age'
import { saidAgesOf } from './age.ts'
import { toChildRow, toRow, valuesInRow } from './child-row.ts'
import { allChanges, type ChildState } from './child-state.ts'
import { type AnyField, fields, isCoded } from './fields.ts'
import { fold } from './fold.ts'

/** A fact about the child that a referral may share: words, the id of a catalogue text, or an age. */
export interface IdentityFact {
  readonly item: string
  readonly text?: string
  readonly code?: string
  readonly age?: unknown
}

/**
 * The facts of the register that say who the child is: the current values of each field with `share: 'identity'`. While
 * two values compete, both ages are shared and no code, as on the child's record.
 */
export function identityOf(child: ChildState, list: readonly AnyField[] = fields): IdentityFact[] {
  const row = toRow(list, fold(allChanges(child)))
  return list
    .filter(({ share }) => share === 'identity')
    .flatMap((field) => valuesInRow(field, row).flatMap((value) => factOf(field, value) ?? []))
}

/** What the register says about the ages of a child, for the mandate and for consent. */
export function agesOfChild(child: ChildState, today: string): SaidAges {
  return saidAgesOf(toChildRow(fold(allChanges(child))), today)
}

function factOf(field: AnyField, value: unknown): IdentityFact | undefined {
  const { key, kind } = field
  if (isCoded(field))
    return typeof value === 'string' && value !== 'unknown' ? { item: key, code: `${field.words}.${value}` } : undefined
  if (!isRecord(value)) return undefined
  if (kind === 'age') return { item: key, age: value['age'] }
  const text = value['text'] ?? value['code'] ?? value['number'] ?? value['iso']
  return typeof text === 'string' ? { item: key, text } : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
