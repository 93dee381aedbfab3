import type pg from 'pg'
import { dayIn } from '#lib/civil-time'
import { formatUuid } from '#kernel/ids'
import type { Node } from '#kernel/node'
import { type ChildFacts, type RowsOfChild, rowsOfChild, nothingKnown } from '#path/children'
import { recordAt, registeredIn, type RegisteredChild, truthOf } from './children.ts'
import { diceFor, pick } from './dice.ts'
import { findRegistrars, type Registrar } from './registrars.ts'
import { writeChildren } from './write-children.ts'

interface ChildrenToLoad {
  readonly children: number
  readonly seed: number
  onProgress(loaded: number): void
}

/** One child for the register, with the person who registers it. */
export interface LoadedChild {
  readonly index: number
  readonly rows: RowsOfChild
  readonly registrar: Registrar
  readonly at: Date
  /** An elder child of the same household with an earlier record, and the ids of the two links between them. */
  readonly sibling: { readonly id: string; readonly links: readonly [string, string] } | undefined
}

const batchSize = 1_000

/**
 * Writes the records of a country from `from` on. `client` must bypass row-level security, because it writes the
 * records of all people.
 */
export async function loadChildren(
  node: Node,
  client: pg.Client,
  { children, seed, onProgress }: ChildrenToLoad,
  from: number,
): Promise<void> {
  const registrars = await findRegistrars(node.database)
  const now = node.clock.now()
  let written: Promise<void> = Promise.resolve()
  for (let start = from; start < children; start += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, children - start) }, (_, offset) =>
      childToLoad(node, seed, start + offset, registrars, now),
    )
    // Make the next batch while the database writes this one.
    await written
    onProgress(start)
    written = writeChildren(client, batch, start + batch.length)
    written.catch(() => {})
  }
  await written
  onProgress(children)
}

function childToLoad(
  node: Node,
  seed: number,
  index: number,
  registrars: readonly Registrar[],
  now: Date,
): LoadedChild {
  const record = recordAt(seed, index)
  const dice = diceFor(seed, 'registered', index)
  const registrar = pick(dice, registrars)
  const at = new Date(now.getTime() - Math.floor(dice() * 700 * 86_400_000))
  const id = recordId(seed, index)
  let made = 0
  const rows = rowsOfChild(node.vaultKeys, {
    id,
    facts: factsOf(record, dayIn(node.timeZone, at)),
    registeredAt: at,
    timeZone: node.timeZone,
    registeredBy: registrar.actor,
    newId: () => idOf(seed, index, ++made),
  })
  const household = truthOf(seed, index) === index ? record.child.household : index
  const sibling =
    household < index
      ? { id: recordId(seed, household), links: [idOf(seed, index, ++made), idOf(seed, index, ++made)] as const }
      : undefined
  return { index, rows, registrar, at, sibling }
}

function factsOf(record: RegisteredChild, on: string): ChildFacts {
  return {
    ...nothingKnown,
    names: [
      { text: record.name, kind: 'full' },
      ...(record.calledName ? [{ text: record.calledName, kind: 'called' as const }] : []),
    ],
    sex: record.sexWritten,
    ...(record.born
      ? { birth: { iso: record.born } }
      : {
          ageAtRegistration: {
            age: { about: Math.max(0, record.ageAbout! - (registeredIn - Number(on.slice(0, 4)))) },
            howKnown: 'told-by-child',
            on,
          },
        }),
    languages: [record.child.language],
    phones: record.phone ? [{ number: record.phone, whose: 'family' }] : [],
  }
}

/** The id of record `index`. The same on every load, so that a test can find a certain child. */
export function recordId(seed: number, index: number): string {
  return idOf(seed, index, 0)
}

/**
 * An id from the seed, the record and the number of the id within the record (RFC 9562 version 8), scattered so that
 * ids show no order.
 */
export function idOf(seed: number, index: number, nth: number): string {
  const dice = diceFor(seed, 'id', index, nth)
  const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(dice() * 256))
  new DataView(bytes.buffer).setUint32(0, index)
  new DataView(bytes.buffer).setUint8(4, nth)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return formatUuid(bytes)
}
