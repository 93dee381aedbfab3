import { hkdfSync } from 'node:crypto'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { openPipelines } from './pipeline.ts'
import type { Tables } from './tables.ts'

/** The four compartments are separate login roles, because the law demands separation (docs/architecture.md). */
export const compartments = ['care', 'finance', 'participation', 'evidence'] as const
export type Compartment = (typeof compartments)[number]

/** Address of a PostgreSQL, with the user that prepares the database. For a unix socket `host` is a folder. */
export interface DatabaseAddress {
  host: string
  port: number
  database: string
  user: string
  password?: string
  /**
   * TLS with a checked certificate and name. `ca` is the PEM text of trusted authorities. Default: those of the
   * machine.
   */
  tls?: { ca?: string }
}

/** The `pg` configuration of an address. Without `tls` it never uses TLS, even if PGSSLMODE is set. */
export function connectionTo({ tls, ...connection }: DatabaseAddress): pg.ClientConfig {
  // For an IP address `pg` sends no server name, so pass the name to check explicitly.
  return { ...connection, ssl: tls ? { rejectUnauthorized: true, host: connection.host, ...tls } : false }
}

export type Database = Kysely<Tables>

const int8 = 20
pg.types.setTypeParser(int8, Number)

/** The login role of a compartment, e.g. `tenfold_care`. The suffix distinguishes several nodes in one cluster. */
export function roleOf(compartment: Compartment | 'owner', database: string): string {
  const suffix = database === 'tenfold' ? '' : `_${database}`
  return `tenfold_${compartment}${suffix}`
}

/** Derives the passwords of login roles from the node key, so that no password is stored. */
export function rolePassword(nodeKey: Uint8Array, role: string): string {
  return Buffer.from(hkdfSync('sha256', nodeKey, '', `database-role:${role}`, 24)).toString('base64url')
}

/** A pool of connections with the login role of one compartment. */
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
  // The next use replaces a broken connection. Without these listeners its error would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * A single connection outside a pool, not yet connected. If it breaks, the next query fails. Without the listener its
 * error event ("terminating connection due to administrator command") would end the process, even while idle.
 */
export function openClient(config: pg.ClientConfig): pg.Client {
  const client = new pg.Client(config)
  client.on('error', () => {})
  return client
}

export function openDatabase(pool: pg.Pool): Database {
  return openPipelines(pool)
}
