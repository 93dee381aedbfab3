import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { findSocket, startPostgres, type Postgres } from '#lib/local-postgres'
import { eventually, ifThere } from '../eventually.ts'
import { folderOfTests } from './temporary-folder.ts'

const folder = folderOfTests()

async function ask<Row extends pg.QueryResultRow>(
  server: { socketDir: string; port: number; superuser: string },
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({
    host: server.socketDir,
    port: server.port,
    user: server.superuser,
    database: 'postgres',
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Waits until the process is gone, or only waits to be collected. */
async function gone(pid: number): Promise<void> {
  const state = async () => {
    const line = await ifThere(readFile(`/proc/${pid}/stat`, 'utf8'), undefined)
    return line?.slice(line.lastIndexOf(')') + 2)[0]
  }
  await eventually(state, (now) => now === undefined || now === 'Z')
}

test('it listens on no network, sorts and compares by code point, and is durable', async () => {
  const server = await startPostgres({ dataDir: join(folder.path, 'plain') })
  const settings = await ask<{ name: string; setting: string }>(
    server,
    `select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'full_page_writes', 'data_checksums') order by 1`,
  )
  assert.deepEqual(
    settings.map(({ setting }) => setting),
    ['on', 'on', 'on', ''],
  )
  const [row] = await ask<{ first: string; upper: string }>(
    server,
    `select upper('é') as upper, (select min(w) from unnest(array['b', 'B', 'a']) w) as first`,
  )
  assert.deepEqual(row, { upper: 'É', first: 'B' })
  await server.stop()
  await gone(server.pid)
})

test('a folder with spaces and a very long name still gets a socket that fits', async () => {
  const dataDir = join(folder.path, 'a long and winding name '.repeat(8), 'postgres')
  const server = await startPostgres({ dataDir, profile: 'test' })
  assert.ok(Buffer.byteLength(server.socketDir) < 100)
  assert.deepEqual(await ask(server, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})

test('a second start from another container, which cannot see the process of the first, leaves the database to it', async () => {
  const dataDir = join(folder.path, 'shared')
  const first = await startPostgres({ dataDir, profile: 'test' })
  const pidFile = join(dataDir, 'data/postmaster.pid')
  const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n')
  await writeFile(pidFile, ['4194303', ...rest].join('\n'))
  await assert.rejects(startPostgres({ dataDir, profile: 'test' }), /another container/)
  assert.deepEqual(await ask(first, 'select 1 as one'), [{ one: 1 }])
  await writeFile(pidFile, [String(first.pid), ...rest].join('\n'))
  await first.stop()
})

test('a server that was killed comes back with every acknowledged row', async () => {
  const dataDir = join(folder.path, 'killed')
  let lost = ''
  const first = await startPostgres({ dataDir, onLost: (how) => (lost = how) })
  await ask(first, 'create table kept (n int primary key)')
  let acknowledged = 0
  const writing = assert.rejects(async () => {
    for (let n = 1; ; n += 1) {
      await ask(first, `insert into kept values (${n})`)
      acknowledged = n
    }
  })
  await eventually(
    () => acknowledged,
    (count) => count >= 20,
  )
  process.kill(first.pid, 'SIGKILL')
  await writing
  const second = await startPostgres({ dataDir })
  assert.equal(lost, 'SIGKILL')
  const rows = await ask<{ n: number }>(second, 'select n from kept order by n')
  const found = new Set(rows.map(({ n }) => n))
  for (let n = 1; n <= acknowledged; n += 1) assert.ok(found.has(n), `row ${n} of ${acknowledged} is lost`)
  await second.stop()
})

test('a server that an earlier process left running is ended before a new one starts', async () => {
  const dataDir = join(folder.path, 'left')
  const left: Postgres = await startPostgres({ dataDir, profile: 'test' })
  await ask(left, 'create table kept (n int); insert into kept values (1)')
  const said: string[] = []
  const next = await startPostgres({ dataDir, profile: 'test', onProgress: (line) => said.push(line) })
  await gone(left.pid)
  assert.match(said.join('\n'), /left running/)
  assert.deepEqual(await ask(next, 'select n from kept'), [{ n: 1 }])
  assert.deepEqual((await findSocket(dataDir))?.socketDir, next.socketDir)
  await next.stop()
})

test('below a folder that only root may enter the database still works', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root starts the database as somebody else')
  const closed = join(folder.path, 'closed')
  await mkdir(closed)
  await chmod(closed, 0o700)
  const dataDir = join(closed, 'postgres')
  const said: string[] = []
  const server = await startPostgres({ dataDir, profile: 'test', onProgress: (line) => said.push(line) })
  assert.deepEqual(await ask(server, 'select 1 as one'), [{ one: 1 }])
  assert.match(said.join('\n'), /its files are in \/var\/lib\/tenfold\//)
  assert.equal((await findSocket(dataDir))?.socketDir, server.socketDir)
  await server.stop()
  const [home] = (await readFile(join(dataDir, 'MOVED'), 'utf8')).split('\n')
  assert.ok(home?.startsWith('/var/lib/tenfold/') && !existsSync(home))
})

test('what people type never gets into its log', async () => {
  const dataDir = join(folder.path, 'quiet')
  const server = await startPostgres({ dataDir, profile: 'test' })
  await ask(server, 'create table person (name text primary key)')
  const name = 'Amaranta Quillfeather'
  await ask(server, `insert into person values ('${name}')`)
  await assert.rejects(ask(server, `insert into person values ('${name}')`), /duplicate key/)
  await assert.rejects(ask(server, `select '${name}'::int`))
  await assert.rejects(ask(server, `select "${name}" from person`))
  await server.stop()
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8')
  assert.doesNotMatch(log, /Amaranta|Quillfeather|duplicate/)
})
