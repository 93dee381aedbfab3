import type { RefusedField } from '#kernel/refusal'
import { mayRecordAge, maySettleAge as maySettle } from '#standards/age'
import { isBirth, isDayOfRecord } from './age.ts'
import { type AnyField, fields, isList, nameOf } from './fields.ts'
import type { AgeFact, BirthValue } from './values.ts'

/** Facts about a child that no day of this country allows: born later than today or too long ago, or an age of tomorrow. */
export function impossibleFacts(facts: Readonly<Record<string, unknown>>, today: string): RefusedField[] {
  return fields.flatMap((field) => {
    const value = isList(field) ? undefined : facts[nameOf(field)]
    // A registration has no place for the reason that such a field always needs.
    if (isReserved(field, value)) return [{ path: `facts.${nameOf(field)}`, code: 'reason-needed' }]
    return value === undefined || isPossible(field, value, today)
      ? []
      : [{ path: `facts.${nameOf(field)}`, code: 'day-not-possible' }]
  })
}

/** Whether a value of a field may be true on that day. Its shape was checked before. */
export function isPossible(field: AnyField, value: unknown, today: string): boolean {
  if (field.kind === 'date') return isBirth(value as BirthValue, today)
  if (field.kind === 'age') return isDayOfRecord((value as AgeFact).on ?? today, today)
  return true
}

/** Whether this value of a reserved field needs nobody's duty: it says only that nobody knows. */
function isReserved(field: AnyField, value: unknown): boolean {
  return field.reserved === true && value !== undefined && value !== 'unknown'
}

/**
 * Whether this person may write this value. An examined document or a finished assessment that makes somebody an adult
 * is recorded by a role with that duty, because it takes the protection of a child away.
 */
export function mayWrite(
  actor: { readonly roles: readonly string[] },
  field: AnyField,
  value: unknown,
  today: string,
): boolean {
  if (isReserved(field, value)) return maySettle(actor)
  if (field.kind !== 'age') return true
  const { age, howKnown, on } = value as AgeFact
  return mayRecordAge(actor, { age, how: howKnown, ...(growsSince(field) && { on }) }, today)
}

/** The age at the time of the acts stays what it was (`saidAgesOf`). */
function growsSince({ key }: AnyField): boolean {
  return key !== 'age-at-exploitation'
}

/** The ages among the facts that this person may not record as they are. */
export function agesNotTheirs(
  facts: Readonly<Record<string, unknown>>,
  actor: { readonly roles: readonly string[] },
  today: string,
): RefusedField[] {
  return fields.flatMap((field) => {
    const value = isList(field) ? undefined : facts[nameOf(field)]
    return value === undefined || mayWrite(actor, field, value, today)
      ? []
      : [{ path: `facts.${nameOf(field)}`, code: 'adult-age-reserved' }]
  })
}
