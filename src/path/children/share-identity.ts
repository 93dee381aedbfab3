import type { SaidAges } from '#standards/age'
import { saidAgesOf } from './age.ts'
import { toChildRow, toRow, valuesInRow } from './child-row.ts'
import { allChanges, type ChildState } from './child-state.ts'
import { type CareArrangement, careNeedsGuardian } from './care-codes.ts'
import { type AnyField, fields, fieldsOf, isCoded } from './fields.ts'
import { fold } from './fold.ts'

/** A fact about the child that a referral may share: words, the id of a catalogue text, or an age. */
export interface IdentityFact {
  readonly group: NonNullable<AnyField['share']>
  readonly item: string
  readonly text?: string
  readonly code?: string
  readonly age?: unknown
}

/**
 * The facts of the register that a referral may share, each in the group of its field: the current values of each field
 * with `share`. While two values compete, both ages are shared and no code, as on the child's record.
 */
export function shareableFactsOf(child: ChildState, list: readonly AnyField[] = fields): IdentityFact[] {
  return factsOf(
    child,
    list.filter(({ share }) => share !== undefined),
  )
}

/** What a person reads before they meet the child: the language of the interpreter, how the child is understood. */
export function meetingFactsOf(child: ChildState): IdentityFact[] {
  return factsOf(child, fieldsOf('meeting'))
}

function factsOf(child: ChildState, list: readonly AnyField[]): IdentityFact[] {
  const row = toRow(list, fold(allChanges(child)))
  return list.flatMap((field) =>
    valuesInRow(field, row).flatMap((value) =>
      factsOfValue(field, value).map((fact) => ({ group: field.share ?? ('identity' as const), ...fact })),
    ),
  )
}

const meetingItems: readonly string[] = fieldsOf('meeting').map(({ key }) => key)

/** Those of the facts that a referral shared which say how to meet the child. */
export function onMeeting<Fact extends { readonly item: string }>(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ item }) => meetingItems.includes(item))
}

/** Whether nobody looks after the child, so that they need a guardian. While two people differ, the one who says so counts. */
export function needsGuardian(child: ChildState): boolean {
  const { care, conflicts } = toChildRow(fold(allChanges(child)))
  const differing = conflicts.filter(({ field }) => field === 'care').flatMap(({ competing }) => competing)
  return [care, ...differing.map(({ value }) => value as CareArrangement)].some(careNeedsGuardian)
}

/** What the register says about the ages of a child, for the mandate and for consent. */
export function agesOfChild(child: ChildState, today: string): SaidAges {
  return saidAgesOf(toChildRow(fold(allChanges(child))), today)
}

function factsOfValue(field: AnyField, value: unknown): Omit<IdentityFact, 'group'>[] {
  const { key, kind } = field
  if (isCoded(field))
    return typeof value === 'string' && value !== 'unknown' ? [{ item: key, code: `${field.words}.${value}` }] : []
  if (field.kind === 'codes')
    return (value as readonly string[]).map((code) => ({ item: key, code: `${field.words}.${code}` }))
  if (!isRecord(value)) return []
  if (kind === 'age') return [{ item: key, age: value['age'] }]
  const text = value['text'] ?? value['code'] ?? value['number'] ?? value['iso']
  return typeof text === 'string' ? [{ item: key, text }] : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
