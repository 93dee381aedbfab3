import type { ChildState } from './child-state.ts'
import { type AnyField, fields, isCoded } from './fields.ts'

/** A fact about the child that a referral may share: words, the id of a catalogue text, or an age. */
export interface IdentityFact {
  readonly item: string
  readonly text?: string
  readonly code?: string
  readonly age?: unknown
}

/** The facts of the register that say who the child is: the last value of each field with `share: 'identity'`. */
export function identityOf(child: ChildState, list: readonly AnyField[] = fields): IdentityFact[] {
  const shared = new Map(list.filter(({ share }) => share === 'identity').map((field) => [field.key, field]))
  return [...lastValues(child)].flatMap(([changed, value]) => {
    const field = shared.get(changed.split(':')[0]!)
    const fact = field && factOf(field, value)
    return fact ? [fact] : []
  })
}

/** The age at the time of the acts, else at registration. It decides the mandate. */
export function ageForMandate(child: ChildState): unknown {
  const values = lastValues(child)
  const fact = values.get('age-at-exploitation') ?? values.get('age-at-registration')
  return isRecord(fact) ? fact['age'] : undefined
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

function lastValues({ changes, absorbed }: ChildState): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const change of [...absorbed.flatMap((other) => other.changes), ...changes]) {
    if (change.value === null) values.delete(change.field)
    else values.set(change.field, change.value)
  }
  return values
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
