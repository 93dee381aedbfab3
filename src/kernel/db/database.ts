import { hkdfSync } from 'node:crypto'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { openPipelines } from './pipeline.ts'
import type { Tables } from './tables.ts'

/** The four compartments are separate login roles, because law demands it (architecture §2, wall 5). */
export const compartments = ['care', 'finance', 'participation', 'evidence'] as const
export type Compartment = (typeof compartments)[number]

/** Where a PostgreSQL listens and as whom the node may prepare it. `host` is a directory for a unix socket. */
export interface DatabaseAddress {
  host: string
  port: number
  database: string
  user: string
  password?: string
  /** TLS with a checked certificate and name; `ca` is the text of the certificates it must come from, the machine's own without. */
  tls?: { ca?: string }
}

/** What `pg` needs to reach an address. Without `tls` none is tried, whatever PGSSLMODE in the environment says. */
export function connectionTo({ tls, ...connection }: DatabaseAddress): pg.ClientConfig {
  // An address that is a number has no server name to send, so the name to check is said twice.
  return { ...connection, ssl: tls ? { rejectUnauthorized: true, host: connection.host, ...tls } : false }
}

export type Database = Kysely<Tables>

const int8 = 20
pg.types.setTypeParser(int8, Number)

/** The login role of a compartment, e.g. `tenfold_care`. One cluster may hold several nodes: `suffix` tells them apart. */
export function roleOf(compartment: Compartment | 'owner', database: string): string {
  const suffix = database === 'tenfold' ? '' : `_${database}`
  return `tenfold_${compartment}${suffix}`
}

/** Passwords of the login roles come from the node key, so that there is one secret to keep and none to store. */
export function rolePassword(nodeKey: Uint8Array, role: string): string {
  return Buffer.from(hkdfSync('sha256', nodeKey, '', `database-role:${role}`, 24)).toString('base64url')
}

/** A pool of connections as one compartment's login role. */
export function openPool(
  address: DatabaseAddress,
  compartment: Compartment,
  nodeKey: Uint8Array,
  max = 10,
  roleNamespace = address.database,
): pg.Pool {
  const user = roleOf(compartment, roleNamespace)
  const pool = new pg.Pool({
    ...connectionTo(address),
    user,
    password: rolePassword(nodeKey, user),
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'tenfold',
  })
  // A connection that dies, idle or at work, is replaced at the next use; without these listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * A connection of its own, not yet connected. When it dies, whoever asks next is told; unheard, its farewell ("the administrator ends this
 * connection", also while nobody asks) would end the process.
 */
export function openClient(config: pg.ClientConfig): pg.Client {
  const client = new pg.Client(config)
  client.on('error', () => {})
  return client
}

export function openDatabase(pool: pg.Pool): Database {
  return openPipelines(pool)
}
