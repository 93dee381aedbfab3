import { dayIn } from '#lib/civil-time'
import type { Actor } from '#kernel/actor'
import type { VaultKeys } from '#kernel/vault/vault'
import { newSubjectKey, tokenOf } from '#kernel/vault/subject-key'
import { ageBandOf } from '../age.ts'
import { toChildRow } from '../child-row.ts'
import { fold } from '../fold.ts'
import { changesOf } from '../register-child.ts'
import type { ChildFacts } from '../values.ts'
import { changePlace, fieldsPlace, firstName } from './child-store.ts'
import { tokensOfChild } from './tokens.ts'

export interface ChildToWrite {
  readonly id: string
  readonly facts: ChildFacts
  readonly registeredAt: Date
  readonly timeZone: string
  readonly registeredBy: Actor
  newId(): string
}

/** All rows of one newly registered child, sealed, for writing many at once. */
export interface RowsOfChild {
  readonly id: string
  readonly wrappedKey: Buffer
  readonly sealedFields: Buffer
  readonly changes: readonly { readonly id: string; readonly sealed: Buffer }[]
  readonly tokens: readonly Buffer[]
  /** The name for lists. `seal` binds it to its row. */
  readonly title: string | undefined
  readonly ageBand: string
  seal(place: string, text: string): Buffer
}

/** The rows that registering a child writes, made without a database. The facts must be checked already. */
export function rowsOfChild(
  keys: VaultKeys,
  { id, facts, registeredAt, timeZone, registeredBy, newId }: ChildToWrite,
): RowsOfChild {
  const changes = changesOf(
    { facts, device: 'load', time: registeredAt.toISOString() },
    { now: registeredAt, timeZone, newId, actor: registeredBy },
  )
  const on = dayIn(timeZone, registeredAt)
  const fields = fold(changes)
  const row = toChildRow(fields)
  const key = newSubjectKey(keys.wrap, id)
  return {
    id,
    wrappedKey: key.wrapped,
    sealedFields: key.seal(fieldsPlace(id), JSON.stringify(fields)),
    changes: changes.map((change) => ({
      id: change.id,
      sealed: key.seal(changePlace(id, change.id), JSON.stringify(change)),
    })),
    tokens: tokensOfChild({ token: (kind, word) => tokenOf(keys.index, kind, word) }, row, on),
    title: firstName(row),
    ageBand: ageBandOf(row, on),
    seal: key.seal,
  }
}
