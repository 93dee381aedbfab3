/**
 * node scripts/upgrade-fixture.mjs <commit> <version> [folder of PostgreSQL programs]: makes tests/upgrade/<version>/,
 * a small fictional database written by the code of that version. Every later version must migrate it without loss.
 * Needs the git history and the programs of a PostgreSQL server with pg_dump. Use the oldest PostgreSQL we support, so
 * that every newer one can read the dump.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'

const [commit, version, bin = '/usr/lib/postgresql/15/bin'] = process.argv.slice(2)
if (!version) {
  console.error('node scripts/upgrade-fixture.mjs <commit> <version> [folder of PostgreSQL programs]')
  process.exit(1)
}
mkdirSync(join(root, '.cache'), { recursive: true })
const folder = mkdtempSync(join(root, '.cache/fixture-'))
const old = join(folder, 'checkout')
mkdirSync(old)
execFileSync('tar', ['-x', '-C', old], {
  input: execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1e9 }),
})
symlinkSync(join(root, 'node_modules'), join(old, 'node_modules'))

await build({
  ...nodeBundle,
  entryPoints: ['lib/local-postgres/index.ts'],
  outfile: join(folder, 'dist/fixture/postgres.js'),
  sourcemap: false,
})
const { startPostgres } = await import(pathToFileURL(join(folder, 'dist/fixture/postgres.js')).href)
const server = await startPostgres({ dataDir: join(folder, 'postgres'), profile: 'test', bin })
try {
  // Bundle the old code with its own rules and its own root.
  const { nodeBundle: then } = await import(pathToFileURL(join(old, 'scripts/bundle.mjs')).href)
  await build({
    ...then,
    stdin: { contents: telling(), resolveDir: old, loader: 'ts', sourcefile: join(old, 'tell.ts') },
    outfile: join(old, 'dist/fixture/tell.js'),
    sourcemap: false,
  })
  const kept = execFileSync(process.execPath, [join(old, 'dist/fixture/tell.js')], {
    env: { ...process.env, AT: JSON.stringify(server) },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  const dump = spawnSync(
    join(bin, 'pg_dump'),
    [
      '-h',
      server.socketDir,
      '-p',
      String(server.port),
      '-U',
      server.superuser,
      '--no-owner',
      '--no-privileges',
      '--rows-per-insert=200',
      'tenfold',
    ],
    { encoding: 'utf8', maxBuffer: 1e9 },
  )
  if (dump.status !== 0) throw new Error(dump.stderr)
  const target = join(root, 'tests/upgrade', version)
  mkdirSync(target, { recursive: true })
  // Lines that begin with a backslash are for psql. The rest is SQL for any client.
  writeFileSync(join(target, 'database.sql.gz'), gzipSync(dump.stdout.replace(/^\\.*\n/gm, ''), { level: 9 }))
  writeFileSync(join(target, 'kept.json'), `${JSON.stringify(JSON.parse(kept), null, 2)}\n`)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Creates two children's cases and a waiting concern with the old version, and records what its people can read, to
 * compare.
 */
function telling() {
  return `
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { openNode } from '#kernel/node'
import { migrate } from '#kernel/db/migrate'
import { loadDemonstration } from './app/demonstration/index.ts'
import { storiesUntil } from './app/demonstration/stories/index.ts'
import { buildServer } from './app/server/http.ts'
import { duties } from './app/server/reactions.ts'
import { makeCheckpoint } from '#kernel/ledger/check'
const at = JSON.parse(process.env.AT)
const server = { host: at.socketDir, port: at.port, user: at.superuser }
const client = new pg.Client({ ...server, database: 'postgres' })
await client.connect()
await client.query('create database tenfold')
await client.end()
const nodeKey = Buffer.alloc(32, 7)
await migrate({ ...server, database: 'tenfold' }, nodeKey)
const node = openNode({ address: { ...server, database: 'tenfold' }, nodeKey })
const told = ['authorities', 'locked-kitchen']
const accounts = await loadDemonstration(node, duties, (end) => storiesUntil(end).filter((story, index) => told.includes(story.key) || index === 1))
const http = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
const cookieOf = async ({ email, password }) => {
  const [{ name, value }] = (await http.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })).cookies
  return name + '=' + value
}
// A concern nobody has looked at, whose events nobody has delivered and whose deadline is still to come.
const waiting = randomUUID()
const raised = await http.inject({
  method: 'POST',
  url: '/api/concerns',
  headers: { cookie: await cookieOf(accounts.find(({ roles }) => roles.includes('worker'))), 'idempotency-key': randomUUID() },
  payload: { id: waiting, words: 'He is locked in at night, and a car waits outside.', danger: 'immediate', place: { code: 'XM0201' }, children: [{ name: 'Pell Ostrander', sex: 'male' }], howKnown: 'observed' },
})
if (raised.statusCode !== 200) throw new Error(raised.body)
const owner = new pg.Client({ ...server, database: 'tenfold' })
await owner.connect()
const ids = async (sql) => (await owner.query(sql)).rows.map(({ id }) => id)
const wanted = [...(await ids('select id from children.child order by id')).map((id) => '/api/children/' + id), ...(await ids('select id from signals.signal order by id')).map((id) => '/api/concerns/' + id)]
const answers = []
for (const { email, password } of accounts.filter(({ roles }) => roles.some((role) => ['triage', 'supervisor'].includes(role)))) {
  const cookie = await cookieOf({ email, password })
  for (const path of wanted.filter((each) => !answers.some(({ path }) => path === each))) {
    const answer = await http.inject({ method: 'GET', url: path, headers: { cookie } })
    if (answer.statusCode === 200) answers.push({ path, email, answer: answer.json() })
  }
}
const checkpoint = await makeCheckpoint(node.database, nodeKey, new Date())
const { rows: [{ lines }] } = await owner.query('select count(*)::int as lines from kernel.ledger')
await owner.end()
await http.close()
await node.close()
console.log(JSON.stringify({ nodeKey: nodeKey.toString('base64'), lines, checkpoint, waiting, answers }))
process.exit(0)
`
}
