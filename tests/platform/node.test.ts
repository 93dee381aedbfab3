import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, test } from 'node:test'
import pg from 'pg'
import { reachable } from '#lib/local-postgres'
import {
  builtServer,
  databaseProcess,
  eventually,
  processesIn,
  runNode,
  type NodeProcess,
  type Settings,
} from './running-node.ts'
import { folderOfTests, temporaryFolder } from './temporary-folder.ts'

/** Stops a hanging test. Long enough for a machine under load. */
const PATIENCE = { timeout: 600_000 }

describe('a node on one data folder', () => {
  const folder = folderOfTests()
  const running: NodeProcess[] = []
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGTERM')
      await ended()
    }
  })

  async function asSuperuser(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ host: join(folder.path, 'postgres/socket'), user: 'postgres', database: 'tenfold' })
    await client.connect()
    return client
      .query(sql)
      .then(
        ({ rows }) => rows,
        () => [],
      )
      .finally(() => client.end())
  }

  async function start(settings: Settings = {}): Promise<NodeProcess> {
    const node = await runNode({ TENFOLD_DATA: folder.path, ...settings })
    running.push(node)
    return node
  }

  test('it says where it listens and who can sign in, and signs them in', PATIENCE, async () => {
    const node = await start()
    const address = await node.address()
    assert.match(node.printed(), /tamsin@sch\.meridia\.example +worker +/)
    assert.match(node.printed(), /fictional country/)
    assert.ok(await signIn(address))
    const key = await stat(join(folder.path, 'node.key'))
    assert.equal(key.mode & 0o777, 0o600)
    assert.deepEqual(
      await asSuperuser(`select current_setting('synchronous_commit') as waits, current_setting('fsync') as syncs`),
      [{ waits: 'on', syncs: 'on' }],
    )
  })

  test('a second start on the same folder is refused in one line and harms nothing', PATIENCE, async () => {
    const first = await start()
    const address = await first.address()
    const second = await start()
    assert.equal(await second.ended(), 1)
    assert.match(second.printed(), /^Tenfold is already running on [^\n]+\n$/)
    assert.ok(await signIn(address))
  })

  test('of two starts at the same moment one runs', PATIENCE, async () => {
    const both = await Promise.all([start(), start()])
    const results = await Promise.allSettled(both.map((node) => node.address()))
    assert.deepEqual(
      results.map(({ status }) => status).sort(),
      ['fulfilled', 'rejected'],
      both.map((node) => node.printed()).join('\n'),
    )
  })

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`${signal} stops it and leaves no process behind`, PATIENCE, async () => {
      const node = await start()
      await node.address()
      assert.notDeepEqual(await processesIn(folder.path), [])
      node.child.kill(signal)
      assert.equal(await node.ended(), 0, node.printed())
      assert.deepEqual(await processesIn(folder.path), [])
      assert.ok(!existsSync(join(folder.path, 'node.lock')))
    })
  }

  test('after kill -9 of the server everything it had answered for is still there', PATIENCE, async () => {
    const killed = await start()
    const address = await killed.address()
    const sessions: string[] = []
    const working = assert.rejects(async () => {
      for (;;) sessions.push(await signIn(address))
    })
    await eventually(
      () => Promise.resolve(sessions.length),
      (count) => count >= 4,
    )
    killed.child.kill('SIGKILL')
    await working
    assert.equal(await killed.ended(), 'SIGKILL')
    const node = await start()
    const again = await node.address()
    assert.match(node.printed(), /ended without stopping/)
    for (const cookie of sessions) assert.ok(await isSignedIn(again, cookie), 'an acknowledged session is lost')
  })

  test('after kill -9 of server and database at once the next start works', PATIENCE, async () => {
    const killed = await start()
    const cookie = await signIn(await killed.address())
    const database = await databaseProcess(folder.path)
    killed.child.kill('SIGKILL')
    process.kill(database, 'SIGKILL')
    await killed.ended()
    const node = await start()
    assert.ok(await isSignedIn(await node.address(), cookie))
  })

  test('when the database dies under it, it answers 503 until the database is back', PATIENCE, async () => {
    const node = await start()
    const address = await node.address()
    const cookie = await signIn(address)
    process.kill(await databaseProcess(folder.path), 'SIGKILL')
    const seen = new Set<number>()
    const ready = new Set<number>()
    await eventually(
      async () => {
        const response = await fetch(`${address}/api/session`, { headers: { cookie } })
        seen.add(response.status)
        assert.equal((await fetch(`${address}/healthz`)).status, 200)
        ready.add((await fetch(`${address}/readyz`)).status)
        if (response.status === 503)
          assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
        return response.status === 200 && /The database is back/.test(node.printed())
      },
      (back) => back,
    )
    assert.deepEqual(
      [...seen, ...ready].filter((status) => status !== 200 && status !== 503),
      [],
    )
    assert.ok(await isSignedIn(address, cookie))
    assert.ok(await signIn(address))
  })

  test('commands beside a running node work on its database', PATIENCE, async () => {
    const node = await start()
    await node.address()
    const command = await runNode({ TENFOLD_DATA: folder.path }, { entry: 'cli', words: ['verify-ledger', '--rows'] })
    assert.equal(await command.ended(), 0, command.printed())
    assert.match(command.printed(), /\d+ lines in \d+ chains.* and the mark beside it\.\n.*All \d+ rows/)
  })

  test('production refuses the folder, because everyone knows its passwords', PATIENCE, async () => {
    const production = await start(await productionIn(folder.path))
    assert.equal(await production.ended(), 1)
    assert.match(production.printed(), /TENFOLD_DATA: this was a demonstration, and everyone knows its passwords/)
  })
})

test('a wrong setting stops the start with its name, before anything is made', PATIENCE, async (t) => {
  const { path, remove } = await temporaryFolder()
  t.after(remove)
  const dataDir = join(path, 'data')
  const node = await runNode({ TENFOLD_DATA: dataDir, PORT: 'eighty', TENFOLD_LOG_LEVEL: 'all' })
  assert.equal(await node.ended(), 1)
  assert.match(
    node.printed(),
    /^PORT is not right\. Allowed: [^\n]+\nTENFOLD_LOG_LEVEL is not right\. Allowed: [^\n]+\n$/,
  )
  assert.ok(!existsSync(dataDir))
})

test(
  'a demonstration refuses to run with NODE_ENV=production, and production refuses to begin without its key',
  PATIENCE,
  async (t) => {
    const { path, remove } = await temporaryFolder()
    t.after(remove)
    const demonstration = await runNode({ TENFOLD_DATA: path, NODE_ENV: 'production' })
    assert.equal(await demonstration.ended(), 1)
    assert.match(demonstration.printed(), /^TENFOLD_MODE /)
    const production: Settings = {
      TENFOLD_DATA: path,
      NODE_ENV: 'production',
      TENFOLD_MODE: 'production',
      TENFOLD_PUBLIC_URL: 'https://protect.example.org',
    }
    const keyless = await runNode(production)
    assert.equal(await keyless.ended(), 1)
    assert.match(keyless.printed(), /TENFOLD_NODE_KEY_FILE/)
    const made = await runNode(production, { entry: 'cli', words: ['new-node-key'] })
    assert.equal(await made.ended(), 0, made.printed())
    const node = await runNode(production)
    await eventually(
      () => Promise.resolve(node.printed()),
      (text) => text.includes('new-admin-link') || node.child.exitCode !== null,
    )
    assert.doesNotMatch(node.printed(), /meridia/)
    const link = await runNode(production, { entry: 'cli', words: ['new-admin-link'] })
    assert.equal(await link.ended(), 0, link.printed())
    assert.match(link.printed(), /https:\/\/protect\.example\.org\/first-administrator#[\w-]{32,}/)
    node.child.kill('SIGTERM')
    assert.equal(await node.ended(), 0, node.printed())
  },
)

test(
  'it works on a given PostgreSQL, and says which setting is wrong when that one is not there',
  PATIENCE,
  async (t) => {
    const { path, remove } = await temporaryFolder()
    t.after(remove)
    const server = JSON.parse(process.env['TENFOLD_TEST_PG'] as string) as {
      socketDir: string
      port: number
      superuser: string
    }
    const client = new pg.Client({
      host: server.socketDir,
      port: server.port,
      user: server.superuser,
      database: 'postgres',
    })
    await client.connect()
    await client.query('create database given_node')
    const url = (database: string, socketDir: string): string =>
      `postgres://${server.superuser}@localhost:${server.port}/${database}?host=${encodeURIComponent(socketDir)}`
    const node = await runNode({ ...(await productionIn(path)), DATABASE_URL: url('given_node', server.socketDir) })
    assert.ok(await answers(await node.address()))
    assert.deepEqual(await processesIn(path), [])
    node.child.kill('SIGTERM')
    assert.equal(await node.ended(), 0, node.printed())
    await client.query('drop database given_node with (force)')
    await client.end()
    const nowhere = await runNode({
      ...(await productionIn(path)),
      DATABASE_URL: url('given_node', join(path, 'nowhere')),
    })
    assert.equal(await nowhere.ended(), 1)
    assert.match(nowhere.printed(), /DATABASE_URL: the database at [^\n]* cannot be used/)
  },
)

test('it runs as an ordinary user', PATIENCE, async (t) => {
  if (process.getuid?.() !== 0) return t.skip('the whole run is by an ordinary user already')
  if (!(await reachable(await builtServer()))) return t.skip('the checkout lies in a folder that only root may enter')
  const { path, remove } = await temporaryFolder()
  t.after(remove)
  const uid = 65_534
  const dataDir = join(path, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  await chown(dataDir, uid, uid)
  const settings = { ...(await productionIn(dataDir)), HOME: '/nonexistent' }
  await chown(join(dataDir, 'node.key'), uid, uid)
  const node = await runNode(settings, { uid })
  assert.ok(await answers(await node.address()))
  node.child.kill('SIGTERM')
  assert.equal(await node.ended(), 0, node.printed())
  assert.equal((await stat(join(dataDir, 'postgres'))).uid, uid)
  assert.deepEqual(await processesIn(dataDir), [])
})

/** Settings for production on this machine with an existing key. Such a node starts empty, which is fast. */
async function productionIn(dataDir: string): Promise<Settings> {
  const file = join(dataDir, 'node.key')
  if (!existsSync(file)) await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  return {
    TENFOLD_DATA: dataDir,
    NODE_ENV: 'production',
    TENFOLD_MODE: 'production',
    TENFOLD_PUBLIC_URL: 'http://localhost',
  }
}

async function answers(address: string): Promise<boolean> {
  return (await fetch(`${address}/api/session`)).status === 200
}

/** Signs in the first worker of the demonstration and returns the cookie, which proves an acknowledged write. */
async function signIn(address: string): Promise<string> {
  const response = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'tamsin@sch.meridia.example', password: 'meridia-demo' }),
  })
  assert.equal(response.status, 200, await response.clone().text())
  return (response.headers.getSetCookie()[0] as string).split(';')[0] as string
}

async function isSignedIn(address: string, cookie: string): Promise<boolean> {
  const response = await fetch(`${address}/api/session`, { headers: { cookie } })
  return ((await response.json()) as { signedIn: boolean }).signedIn
}
