import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseAddress } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { packageRoot } from '#kernel/db/package-root'
import { roomFolders } from '#kernel/room-folders'
import { diceOf } from '#lib/dice'
import { databaseProcess, eventually, runNode } from '../platform/running-node.ts'
import { folderOfTests } from '../platform/temporary-folder.ts'
import { rooms } from '../../app/rooms.ts'

const PATIENCE = { timeout: 600_000 }
const nodeKey = randomBytes(32)
const server = JSON.parse(process.env['TENFOLD_TEST_PG'] as string) as {
  socketDir: string
  port: number
  superuser: string
}

const folder = folderOfTests()

async function on<Result>(address: DatabaseAddress, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(address)
  client.on('error', () => {})
  await client.connect()
  return work(client).finally(() => client.end())
}

async function freshDatabase(): Promise<DatabaseAddress> {
  const database = `cut_${randomBytes(6).toString('hex')}`
  const address = { host: server.socketDir, port: server.port, user: server.superuser, database: 'postgres' }
  await on(address, (client) => client.query(`create database ${database}`))
  after(() => on(address, (client) => client.query(`drop database ${database} with (force)`)))
  return { ...address, database }
}

/** Everything a start creates: tables with columns, indexes, policies, rights. */
async function shapeOf(address: DatabaseAddress): Promise<string[]> {
  return on(address, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select format('%s.%s %s %s', table_schema, table_name, column_name, data_type) as line from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')
      union all select indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
      union all select format('policy %s on %s.%s: %s', policyname, schemaname, tablename, qual) from pg_policies
      union all select format('%s may %s %s.%s', grantee, privilege_type, table_schema, table_name) from information_schema.role_table_grants where grantee like 'tenfold%'
      union all select 'ran ' || name from migrations.applied`)
    return rows.map(({ line }) => line.replaceAll(`_${address.database}`, '')).sort()
  })
}

/** The migrations of the package, with two more of an invented module. */
async function packageWith(last: string): Promise<string> {
  const root = join(folder.path, randomBytes(4).toString('hex'))
  for (const { name, folder: room } of roomFolders(packageRoot())) {
    const inside = `${room}/${name === 'kernel' ? 'db/migrations' : 'store/migrations'}`
    if (existsSync(join(packageRoot(), inside)))
      await cp(join(packageRoot(), inside), join(root, inside), { recursive: true })
  }
  await mkdir(join(root, 'src/zeal/store/migrations'), { recursive: true })
  await writeFile(
    join(root, 'src/zeal/store/migrations/2027-01-01-first.sql'),
    'create schema zeal; create table zeal.first (id uuid primary key);',
  )
  await writeFile(join(root, 'src/zeal/store/migrations/2027-01-02-last.sql'), last)
  return root
}

test(
  'a node killed at any point of its first start begins on what is there, and the next start finishes it',
  PATIENCE,
  async (t) => {
    const data = join(folder.path, 'data')
    const production = {
      TENFOLD_DATA: data,
      NODE_ENV: 'production',
      TENFOLD_MODE: 'production',
      TENFOLD_PUBLIC_URL: 'http://localhost',
    }
    await mkdir(data, { mode: 0o711 })
    await writeFile(join(data, 'node.key'), `${nodeKey.toString('base64')}\n`, { mode: 0o600 })
    const dice = diceOf(11)
    for (const stage of [
      'Creating the database',
      'Creating the database',
      'Database ready',
      'Database ready',
      'Migrations ready',
    ]) {
      const node = await runNode(production)
      await node.said(new RegExp(`${stage}|Database ready`))
      // The process dies at any moment of the stage: the wait is the test.
      await sleep(dice() * 250)
      if (dice() < 0.5)
        await databaseProcess(data).then(
          (pid) => process.kill(pid, 'SIGKILL'),
          () => {},
        )
      node.child.kill('SIGKILL')
      await node.ended()
    }
    const node = await runNode(production)
    t.after(async () => {
      node.child.kill('SIGTERM')
      await node.ended()
    })
    await node.address()
    const whole = await freshDatabase()
    await migrate(whole, nodeKey, rooms)
    const address = { host: join(data, 'postgres/socket'), port: 5432, user: 'postgres', database: 'tenfold' }
    assert.deepEqual(await shapeOf(address), await shapeOf(whole))
  },
)

test(
  'a migration whose connection dies half way leaves nothing, and the next start makes it whole',
  PATIENCE,
  async () => {
    const address = await freshDatabase()
    const root = await packageWith(
      'create table zeal.second (id uuid primary key); insert into zeal.second select gen_random_uuid() from generate_series(1, 1000); select pg_sleep(case when pg_sleep(0) is null then 0 else 600 end);',
    )
    const cut = assert.rejects(migrate(address, nodeKey, rooms, { root }), /2027-01-02-last\.sql failed and was undone/)
    await eventually(
      () =>
        on(
          address,
          async (client) =>
            (
              await client.query<{ ended: boolean }>(
                `select pg_terminate_backend(pid) as ended from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
              )
            ).rowCount,
        ),
      (count) => count === 1,
    )
    await cut
    assert.ok(!(await shapeOf(address)).some((line) => line.includes('zeal.second')))
    const mended = await packageWith('create table zeal.second (id uuid primary key);')
    assert.deepEqual((await migrate(address, nodeKey, rooms, { root: mended })).applied, ['zeal/2027-01-02-last.sql'])
    assert.ok((await shapeOf(address)).some((line) => line.includes('zeal.second')))
  },
)

test(
  'a migration that fails in the middle stays away as a whole, says what stays and what to do, and goes on from there',
  PATIENCE,
  async () => {
    const address = await freshDatabase()
    await migrate(address, nodeKey, rooms)
    const before = await shapeOf(address)
    const broken = await packageWith(
      'create table zeal.second (id uuid primary key); create table nowhere.third (id uuid);',
    )
    await assert.rejects(migrate(address, nodeKey, rooms, { root: broken }), (error: Error) => {
      assert.match(
        error.message,
        /zeal\/2027-01-02-last\.sql failed and was undone: .*Nothing of it stays; before it zeal\/2027-01-01-first\.sql were made and stay\. Remove the cause and start again/,
      )
      return !error.message.includes('\n')
    })
    const between = await shapeOf(address)
    assert.ok(
      between.every(
        (line) => before.includes(line) || line.includes('zeal.first') || line.includes('2027-01-01-first'),
      ),
      between.filter((line) => !before.includes(line)).join('\n'),
    )
    await migrate(address, nodeKey, rooms, {
      root: await packageWith('create table zeal.second (id uuid primary key);'),
    })
    assert.ok((await shapeOf(address)).some((line) => line.includes('zeal.second')))
  },
)

test(
  'two starts that prepare one database at the same time do it once, and the second says that it waits',
  PATIENCE,
  async () => {
    const address = await freshDatabase()
    const root = await packageWith('create table zeal.second (id uuid primary key); select pg_sleep(1);')
    const said: string[] = []
    const reports = await Promise.all(
      [1, 2].map(() => migrate(address, nodeKey, rooms, { root, say: (line) => void said.push(line) })),
    )
    assert.deepEqual(reports.map(({ applied }) => applied.includes('zeal/2027-01-02-last.sql')).sort(), [false, true])
    assert.equal(said.length, 1)
    assert.match(said[0]!, /Another start is preparing this database/)
  },
)
