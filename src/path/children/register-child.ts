import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { childhoodOf } from './age.ts'
import { toChildRow } from './child-row.ts'
import { type Change, fold } from './fold.ts'
import type { RegisterInput } from './model.ts'
import { childRegistered } from './events.ts'

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

const hoursASearchHolds = 24

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
  const changes = changesOf(input, context)
  const agencyId = context.actor.agencyId ?? null
  const childhood = childhoodOf(toChildRow(fold(changes)), input.time.slice(0, 10))
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
  { newId, actor }: Context,
): Change[] {
  const listed = [
    ...facts.names.map((value) => [`name:${newId()}`, value] as const),
    ...facts.languages.map((code) => [`language:${code}`, { code }] as const),
    ...facts.phones.map((value) => [`phone:${newId()}`, value] as const),
    ...facts.documents.map((value) => [`document:${newId()}`, value] as const),
    ...facts.identifiers.map((value) => [`identifier:${newId()}`, value] as const),
    ...(facts.note ? [[`note:${newId()}`, { text: facts.note }] as const] : []),
  ]
  const single = [
    ['sex', facts.sex === 'unknown' ? undefined : facts.sex],
    ['birth', facts.birth],
    ['age-at-exploitation', facts.ageAtExploitation],
    ['age-at-entry', facts.ageAtEntry],
    ['age-at-registration', facts.ageAtRegistration && { on: time.slice(0, 10), ...facts.ageAtRegistration }],
  ] as const
  const known = single.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]))
  return [...known, ...listed].map(([field, value]) => ({
    id: newId(),
    field,
    baseVersion: [],
    value,
    author: actor.id,
    device,
    time,
  }))
}
