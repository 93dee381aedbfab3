import type pg from 'pg'
import { type Access, openAccess } from './access/access.ts'
import { readPolicies } from './access/policies.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Database, type DatabaseAddress, openDatabase, openPool } from './db/database.ts'
import type { DomainEvent } from './event.ts'
import type { Room } from './room.ts'
import { watchPool } from './db/watchdog.ts'
import { type NodeKey } from './vault/node-key.ts'
import { vaultKeys } from './vault/vault.ts'

/** One node: one country, one operation or one agency network, with its database, its key and its policies. */
export interface Node {
  readonly database: Database
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly access: Access
  readonly nodeKey: NodeKey
  readonly vaultKeys: ReturnType<typeof vaultKeys>
  /** Prefix of references, two to four letters, e.g. `MER`. */
  readonly prefix: string
  /** ISO 3166 code of the country whose rules and deadlines apply; `XM` is the fictional Meridia. */
  readonly country: string
  /** The table of a kind of record, which has its scopes. Throws if no room has this kind. */
  tableOf(kind: string): string
  /** Tests set it: throws if an event is not as its declaration says. */
  checkEvent?(event: DomainEvent): void
  /** Signals that events wait in the outbox, so that workers need not poll often. */
  wake(): void
  onWake(listener: () => void): void
  close(): Promise<void>
}

export function openNode(options: {
  address: DatabaseAddress
  nodeKey: NodeKey
  rooms: readonly Room[]
  clock?: Clock
  prefix?: string
  connections?: number
  roleNamespace?: string
  country?: string
}): Node {
  const { address, nodeKey, rooms, clock = systemClock, prefix = 'MER', country = 'XM' } = options
  const { connections, roleNamespace } = options
  const pool = openPool(address, 'care', nodeKey, connections, roleNamespace)
  const watchdog = watchPool(pool)
  const database = openDatabase(pool)
  const tables = new Map(
    rooms.flatMap(({ kinds = {} }) => Object.entries(kinds)).map(([kind, { table }]) => [kind, table]),
  )
  const listeners = new Set<() => void>()
  return {
    database,
    pool,
    clock,
    access: openAccess(readPolicies(), `tenfold-${prefix}`),
    nodeKey,
    vaultKeys: vaultKeys(nodeKey),
    prefix,
    country,
    tableOf(kind) {
      const table = tables.get(kind)
      if (table === undefined) throw new Error(`No room has records of the kind ${kind}.`)
      return table
    },
    wake: () => listeners.forEach((listener) => listener()),
    onWake: (listener) => void listeners.add(listener),
    async close() {
      watchdog.stop()
      await database.destroy()
    },
  }
}
