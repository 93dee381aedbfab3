import type pg from 'pg'
import { type Access, openAccess } from './access/access.ts'
import { type Policies, readPolicies } from './access/policies.ts'
import { type Clock, systemClock } from './clock.ts'
import { type OpenCompartment, openCompartment } from './db/compartment.ts'
import { type Compartment, compartments, type Database, type DatabaseAddress, openPool } from './db/database.ts'
import type { DomainEvent } from './event.ts'
import { watchPool } from './db/watchdog.ts'
import type { Refusal } from './refusal.ts'
import type { Room, Work } from './room.ts'
import { type NodeKey } from './vault/node-key.ts'
import { vaultKeys } from './vault/vault.ts'

/** One node: one country, one operation or one agency network, with its database, its key and its policies. */
export interface Node {
  /** The database as the role of the compartment care, where people, sessions and the path are. */
  readonly database: Database
  readonly pool: pg.Pool
  /** The compartments that have rooms, care first. */
  readonly compartments: readonly Compartment[]
  /** Throws if no room of this node is in that compartment. */
  compartment(name: Compartment): OpenCompartment
  readonly clock: Clock
  readonly access: Access
  readonly nodeKey: NodeKey
  readonly vaultKeys: ReturnType<typeof vaultKeys>
  /** Prefix of references, two to four letters, e.g. `MER`. */
  readonly prefix: string
  /** ISO 3166 code of the country whose rules and deadlines apply; `XM` is the fictional Meridia. */
  readonly country: string
  /** IANA name of the country's time zone: its days begin there at midnight, wherever this machine is. */
  readonly timeZone: string
  /** The table of a kind of record, which has its scopes. Throws if no room has this kind. */
  tableOf(kind: string): string
  /** Whether records of this kind have a table of their own with scopes. A task is only a root in lists. */
  hasTable(kind: string): boolean
  /** The column of that table with the record that a record was merged into; undefined if this kind is not merged. */
  mergeColumnOf(kind: string): string | undefined
  /** The kinds of record that are about a child. */
  readonly kindsAboutChildren: ReadonlySet<string>
  /** The names under which events have ids of such records. */
  readonly namesOfRecords: ReadonlySet<string>
  /** By kind of record: the events with which work on a child begins and ends. */
  readonly work: ReadonlyMap<string, Work>
  /** Tests set it: throws if an event is not as its declaration says. */
  checkEvent?(event: DomainEvent): void
  /** Tests set it: throws if a route refuses with a status that it does not declare. */
  checkRefusal?(route: string, refusal: Refusal): void
  /** Signals that events wait in the outbox, so that workers need not poll often. */
  wake(): void
  onWake(listener: () => void): void
  close(): Promise<void>
}

export function openNode(options: {
  address: DatabaseAddress
  nodeKey: NodeKey
  rooms: readonly Room[]
  timeZone: string
  clock?: Clock
  prefix?: string
  /** The most connections of each compartment. */
  connections?: number
  roleNamespace?: string
  country?: string
  policies?: Policies
}): Node {
  const { address, nodeKey, rooms, timeZone, clock = systemClock, prefix = 'MER', country = 'XM', policies } = options
  const { connections, roleNamespace } = options
  const inUse = compartments.filter((name) => name === 'care' || rooms.some(({ compartment }) => compartment === name))
  const open = inUse.map((name) =>
    openCompartment(name, openPool(address, name, nodeKey, connections, roleNamespace), { nodeKey, clock }),
  )
  const watchdogs = open.map(({ pool }) => watchPool(pool))
  const compartment = compartmentsOf(open)
  const { database, pool } = compartment('care')
  const kinds = new Map(rooms.flatMap(({ kinds = {} }) => Object.entries(kinds)))
  const rowsAbout = new Map(rooms.flatMap(({ rowsAbout = {} }) => Object.entries(rowsAbout)))
  const listeners = new Set<() => void>()
  return {
    database,
    pool,
    compartments: inUse,
    compartment,
    clock,
    access: openAccess(policies ?? readPolicies()),
    nodeKey,
    vaultKeys: vaultKeys(nodeKey),
    prefix,
    country,
    timeZone,
    hasTable: (kind) => kinds.has(kind) || rowsAbout.has(kind),
    tableOf(kind) {
      const table = kinds.get(kind)?.table ?? rowsAbout.get(kind)
      if (table === undefined) throw new Error(`No room has records of the kind ${kind}.`)
      return table
    },
    kindsAboutChildren: new Set(kinds.keys()),
    namesOfRecords: new Set([...kinds.values()].flatMap(({ named = [] }) => named)),
    work: new Map([...kinds].flatMap(([kind, { work }]) => (work ? [[kind, work]] : []))),
    mergeColumnOf: (kind) => kinds.get(kind)?.mergedInto,
    wake: () => listeners.forEach((listener) => listener()),
    onWake: (listener) => void listeners.add(listener),
    async close() {
      for (const watchdog of watchdogs) watchdog.stop()
      await Promise.all(open.map((each) => each.database.destroy()))
    },
  }
}

/** Finds an open compartment by its name. */
export function compartmentsOf(open: readonly OpenCompartment[]): Node['compartment'] {
  const byName = new Map(open.map((each) => [each.name, each]))
  return (name) => {
    const found = byName.get(name)
    if (!found) throw new Error(`No room of this node is in the compartment ${name}.`)
    return found
  }
}
