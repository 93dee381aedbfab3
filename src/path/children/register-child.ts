import type { EventOf } from '#kernel/event'
import { dayIn } from '#lib/civil-time'
import type { Json } from '#lib/ledger'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { toldTime } from '#kernel/told-time'
import { childhoodOf } from './age.ts'
import { toChildRow } from './child-row.ts'
import { type AnyField, fields, isList, isOfTheDay, nameOf } from './fields.ts'
import { type Change, fold } from './fold.ts'
import type { RegisterInput } from './model.ts'
import { childRegistered } from './events.ts'
import { agesNotTheirs, impossibleFacts } from './impossible-facts.ts'

/** The stored search before a registration. */
export interface SearchMade {
  readonly id: string
  readonly by: string
  readonly at: Date
  /** Numbers of the candidates shown as likely or possible. */
  readonly candidates: readonly number[]
  /** Whether the search included every name that is now registered. */
  readonly coversNames: boolean
}

export interface RegistrationState {
  readonly search: SearchMade | undefined
  readonly exists: boolean
  /** Access to the new child: the person, and the desks responsible for their work. */
  readonly scopes: readonly number[]
  /** Likely matches that the node found itself, for a registration without a network. */
  readonly likelyIds: readonly string[]
}

export type ChildChange =
  | {
      kind: 'register'
      id: string
      scopes: readonly number[]
      agencyId: string | null
      changes: readonly Change[]
      likelyIds: readonly string[]
    }
  | { kind: 'change'; changes: readonly Change[] }

/** A search that is older does not count, and is forgotten. */
export const hoursASearchHolds = 24

/**
 * Registers a child. A search always comes first: the command names it, and the worker has looked at every candidate.
 * Without a network the node searches on arrival and lists likely matches for a person.
 */
export function registerChild(
  state: RegistrationState,
  input: RegisterInput,
  context: Context,
): Decision<ChildChange, { id: string; version: number }, EventOf<typeof childRegistered>> | Refusal {
  if (state.exists) return refuse('child-registered')
  const refusal = input.followed.kind === 'search' && refusedSearch(state.search, input.followed.rejected, context)
  if (refusal) return refusal
  const today = dayIn(context.timeZone, context.now)
  const wrong = impossibleFacts(input.facts, today)
  if (wrong.length > 0) return refuse('answers-not-accepted', { status: 422, fields: wrong })
  const reserved = agesNotTheirs(input.facts, context.actor, today)
  if (reserved.length > 0) return refuse('adult-age-reserved', { status: 403, fields: reserved })
  const changes = changesOf({ ...input, time: toldTime(input.time, context.now) }, context)
  const agencyId = context.actor.agencyId ?? null
  const childhood = childhoodOf(toChildRow(fold(changes)), today)
  return {
    changes: [{ kind: 'register', id: input.id, scopes: state.scopes, agencyId, changes, likelyIds: state.likelyIds }],
    events: [
      childRegistered.of(input.id, { agencyId, childhood, searched: input.followed.kind === 'search' }, context),
    ],
    answer: { id: input.id, version: 1 },
  }
}

function refusedSearch(
  search: SearchMade | undefined,
  rejected: readonly number[],
  { now, actor }: Context,
): Refusal | undefined {
  if (!search || search.by !== actor.id) return refuse('search-missing', { status: 422 })
  if (now.getTime() - search.at.getTime() > hoursASearchHolds * 3_600_000)
    return refuse('search-outdated', { params: { hours: hoursASearchHolds } })
  const open = search.candidates.filter((number) => !rejected.includes(number))
  if (open.length > 0) return refuse('matches-undecided', { params: { count: open.length } })
  if (!search.coversNames) return refuse('search-name-different')
  return undefined
}

/** The first changes of the record: one for each known fact. */
export function changesOf(
  { facts, device, time }: Pick<RegisterInput, 'facts' | 'device' | 'time'>,
  { newId, actor, timeZone }: Context,
  list: readonly AnyField[] = fields,
): Change[] {
  const given: Readonly<Record<string, unknown>> = facts
  // Single fields first: the history shows a child's names after what is known about them.
  const inOrder = [...list.filter((field) => !isList(field)), ...list.filter(isList)]
  const known = inOrder.flatMap((field) => firstValues(field, given, dayIn(timeZone, time), newId))
  const all = facts.note ? [...known, [`note:${newId()}`, { text: facts.note }] as const] : known
  return all.map(([field, value]) => ({
    id: newId(),
    field,
    baseVersion: [],
    value: value as Json,
    author: actor.id,
    device,
    time,
  }))
}

/** The changes' fields and values for what is known about one field. An unknown code is no change. */
function firstValues(
  field: AnyField,
  given: Readonly<Record<string, unknown>>,
  on: string,
  newId: () => string,
): (readonly [string, unknown])[] {
  const value = given[nameOf(field)]
  if (value === undefined || value === 'unknown' || field.kind === 'note') return []
  if (field.kind === 'language')
    return (value as readonly string[]).map((code) => [`${field.key}:${code}`, { code }] as const)
  if (isList(field)) return (value as readonly unknown[]).map((one) => [`${field.key}:${newId()}`, one] as const)
  if (isOfTheDay(field)) return [[field.key, { on, ...(value as object) }]]
  return [[field.key, value]]
}
