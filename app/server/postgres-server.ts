/** The PostgreSQL of this node: one that it starts and keeps alive, or the one in DATABASE_URL. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { connectionTo, type DatabaseAddress, openClient } from '#kernel/db/database'
import { DatabaseMissing, findSocket, keepPostgresRunning, PostgresCannotRun } from '#lib/local-postgres'
import { checkpointFile } from './checkpoint-files.ts'
import type { Config } from './config.ts'
import { addressOf, whyNot } from './database-url.ts'

export interface DatabaseServer {
  address: DatabaseAddress
  /** Name of the server, for people. */
  name: string
  /**
   * Runs `work` without waiting for the disk at each commit. Only for work that is repeated after a crash. It has an
   * effect only on our own server, not on one in DATABASE_URL.
   */
  withoutFsync<Result>(work: () => Promise<Result>): Promise<Result>
  stop(): Promise<void>
}

const DATABASE = 'tenfold'

/** Starts the embedded PostgreSQL, or checks that the given one answers. Otherwise throws a message with what to do. */
export async function openDatabaseServer(config: Config, say: (line: string) => void): Promise<DatabaseServer> {
  if (config.databaseUrl !== undefined) return checkGiven(addressOf(config.databaseUrl))
  return startOwn(config, say)
}

async function startOwn(config: Config, say: (line: string) => void): Promise<DatabaseServer> {
  // There are checkpoints but no ledger. An empty database would look like a node that has lost everything.
  const kept = checkpointFile(config.dataDir)
  const own = await keepPostgresRunning(
    { dataDir: join(config.dataDir, 'postgres'), mustExist: existsSync(kept), onProgress: say },
    {
      onLost: (how) =>
        say(`The database ended (${how}) and is being started again; until then requests are answered with 503`),
      onFailure: (error) => say(error.message),
      onBack: () => say('The database is back'),
    },
  ).catch((error: Error) => {
    throw error instanceof DatabaseMissing
      ? new Error(`${error.message} To begin anew with an empty one, move ${kept} away too.`, { cause: error })
      : sayGivenOne(error)
  })
  const { socketDir, port, superuser, version } = own
  const server = { host: socketDir, port, user: superuser }
  try {
    await asAdministrator(server, createDatabase)
  } catch (error) {
    await own.stop()
    throw error
  }
  return {
    address: { ...server, database: DATABASE },
    name: `PostgreSQL ${version} in ${config.dataDir}`,
    async withoutFsync(work) {
      await asAdministrator(server, (client) => setDurable(client, false))
      return work().finally(() => asAdministrator(server, (client) => setDurable(client, true)))
    },
    stop: () => own.stop(),
  }
}

/** Adds the way out that only this program has: a database that somebody else runs. */
export function sayGivenOne(error: Error): Error {
  if (!(error instanceof PostgresCannotRun)) return error
  return new Error(`${error.message}, or set DATABASE_URL to one that is running.`, { cause: error })
}

async function asAdministrator(
  server: { host: string; port: number; user: string },
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = openClient(connectionTo({ ...server, database: 'postgres' }))
  await client.connect()
  await work(client).finally(() => client.end())
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  // An interrupted start may have left fsync off. Turn it on again.
  if (!(await isDurable(client))) await setDurable(client, true)
}

async function setDurable(client: pg.Client, durable: boolean): Promise<void> {
  await client.query(durable ? 'alter system reset synchronous_commit' : 'alter system set synchronous_commit = off')
  await client.query('select pg_reload_conf()')
  while ((await isDurable(client)) !== durable) await sleep(5)
}

async function isDurable(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ synchronous_commit: string }>('show synchronous_commit')
  return rows[0]?.synchronous_commit === 'on'
}

async function checkGiven(address: DatabaseAddress): Promise<DatabaseServer> {
  const client = openClient({ ...connectionTo(address), connectionTimeoutMillis: 5000 })
  const where = `${address.host}:${address.port}/${address.database}`
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    const major = Math.floor(Number(rows[0]?.version) / 10000)
    if (major < 15) throw new Error(`PostgreSQL ${major} is too old, 15 or newer is needed`)
    return {
      address,
      name: `PostgreSQL ${major} at ${where}${address.tls ? ' over TLS' : ''}`,
      withoutFsync: (work) => work(),
      stop: () => Promise.resolve(),
    }
  } catch (error) {
    throw new Error(`DATABASE_URL: the database at ${where} cannot be used: ${whyNot(error as Error)}`, {
      cause: error,
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The database of a running node, for commands; undefined if none runs. */
export async function findRunningDatabase(config: Config): Promise<DatabaseAddress | undefined> {
  if (config.databaseUrl !== undefined) return addressOf(config.databaseUrl)
  const socket = await findSocket(join(config.dataDir, 'postgres'))
  if (!socket) return undefined
  const address = { host: socket.socketDir, port: socket.port, user: socket.superuser, database: DATABASE }
  const client = openClient(connectionTo(address))
  const answers = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end().catch(() => undefined)
  return answers ? address : undefined
}
