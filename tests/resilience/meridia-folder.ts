/** Data folders of a node with the people and authorities of Meridia but no children, so that it starts quickly. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { DatabaseAddress } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { openNode } from '#kernel/node'
import { readNodeKey } from '#kernel/vault/node-key'
import { timeZoneOf } from '#standards'
import { loadDemonstration } from '../../app/demonstration/index.ts'
import { storiesUntil } from '../../app/demonstration/stories/index.ts'
import { startPostgres } from '#lib/local-postgres'
import { duties } from '../../app/server/reactions.ts'
import { madeOnce, removeWithTheRun } from '../made-once.ts'
import { temporaryFolder } from '../platform/temporary-folder.ts'
import { rooms } from '../../app/rooms.ts'

const run = promisify(execFile)

export interface DataFolder {
  path: string
  /** Address of its database for an administrator of the machine. */
  address: DatabaseAddress
  /** Runs `work` as the owner of the database, to read what is stored. Fails while the database is down. */
  asOwner<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result>
  remove(): Promise<void>
}

/** A new folder, copied from one that is made once. `at` places it outside the temporary folder. */
export async function meridiaFolder(at?: string): Promise<DataFolder> {
  const made = at === undefined ? await temporaryFolder() : { path: at, remove: async () => {} }
  const path = join(made.path, 'data')
  await run('cp', ['-a', await madeOnce('meridia', prepare), path])
  const address = { host: join(path, 'postgres/socket'), port: 5432, user: 'postgres', database: 'tenfold' }
  return {
    path,
    address,
    async asOwner(work) {
      const client = new pg.Client({ ...address, connectionTimeoutMillis: 5_000 })
      client.on('error', () => {})
      await client.connect()
      try {
        return await work(client)
      } finally {
        // What `work` says counts; a connection that a fault has ended cannot be ended again.
        await Promise.allSettled([client.end()])
      }
    },
    remove: made.remove,
  }
}

async function prepare(): Promise<string> {
  const made = await temporaryFolder()
  await removeWithTheRun(made.path)
  const path = join(made.path, 'template')
  await mkdir(path, { mode: 0o711 })
  await writeFile(join(path, 'node.key'), `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  const database = await startPostgres({ dataDir: join(path, 'postgres') })
  const server = { host: database.socketDir, port: database.port, user: database.superuser }
  try {
    const client = new pg.Client({ ...server, database: 'postgres' })
    await client.connect()
    await client.query('create database tenfold')
    await client.end()
    const address = { ...server, database: 'tenfold' }
    const nodeKey = readNodeKey(join(path, 'node.key'))
    await migrate(address, nodeKey, rooms)
    const node = openNode({ address, nodeKey, rooms, timeZone: timeZoneOf('XM') })
    await loadDemonstration(node, duties, (end) =>
      storiesUntil(end).filter(({ key }) => key === 'authorities'),
    ).finally(() => node.close())
  } finally {
    await database.stop()
  }
  return path
}
