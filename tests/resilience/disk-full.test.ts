import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { diceOf } from '#lib/dice'
import { eventually, runNode } from '../platform/running-node.ts'
import { temporaryFolder } from '../platform/temporary-folder.ts'
import { openCallers } from './acknowledged.ts'
import { checkSite } from './checks.ts'
import { startLoad } from './load.ts'
import { meridiaFolder } from './meridia-folder.ts'
import { openSite, type Site } from './site.ts'

const run = promisify(execFile)
const PATIENCE = { timeout: 600_000 }

let disk = ''
let mounted = ''
let remove = (): Promise<void> => Promise.resolve()

/** A separate disk to fill without harm to the machine: a tmpfs, which only root may mount. */
before(async () => {
  const made = await temporaryFolder()
  remove = made.remove
  disk = join(made.path, 'disk')
  await mkdir(disk)
  mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=755', 'tmpfs', disk]).then(
    () => '',
    (error: Error) => error.message,
  )
})
after(async () => {
  if (mounted === '') await run('umount', [disk])
  await remove()
})

function fullOnly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOSPC') throw error
}

/** Fills the disk. The returned function removes the file again. */
async function fill(): Promise<() => Promise<void>> {
  const file = join(disk, 'somebody-else')
  for (let number = 0; ; number += 1) {
    const { bavail, bsize } = await statfs(disk)
    if (bavail === 0) break
    await writeFile(`${file}-${number}`, Buffer.alloc(Math.min(bavail * bsize, 1 << 24), 1)).catch(fullOnly)
    if (number > 200) throw new Error('The disk does not become full.')
  }
  return async () => {
    for (let number = 0; number <= 200; number += 1) await rm(`${file}-${number}`, { force: true })
  }
}

test(
  'on a full disk nothing is said to be saved that is not, people read what to do, and all goes on when there is room',
  PATIENCE,
  async (t) => {
    if (mounted !== '') return t.skip(`no small disk can be mounted here: ${mounted}`)
    await chmod(disk, 0o755)
    const folder = await meridiaFolder(disk)
    const site = await openSite(folder)
    t.after(() => site.stop())
    await site.start('first')
    const callers = openCallers(site.addresses)
    const load = startLoad(callers, diceOf(5))
    t.after(() => callers.giveUp())
    await eventually(
      () => Promise.resolve(callers.acknowledged.length),
      (count) => count > 20,
    )
    const [base] = site.addresses() as [string]
    const cookie = await signIn(base)

    const giveBack = await fill()
    const seen = new Set<string>()
    await eventually(
      async () => {
        const { status, code } = await raise(base, cookie)
        seen.add(`${status} ${code}`)
        return status
      },
      (status) => status === 503,
    )
    const atFull = callers.acknowledged.length
    for (let again = 0; again < 20; again += 1) {
      const { status, code } = await raise(base, cookie)
      seen.add(`${status} ${code}`)
    }
    assert.match(site.printed(), /there is no room left on the disk of the database/)
    // Worse: no space for the write-ahead log. The database then stops, and restarts when there is space.
    await assert.rejects(
      folder.asOwner(async (client) => {
        for (;;) await client.query(`select pg_logical_emit_message(true, 'a', repeat('b', 100000)), pg_switch_wal()`)
      }),
    )
    seen.add(await raise(base, cookie).then(({ status, code }) => `${status} ${code}`))
    await giveBack()
    await eventually(
      () => Promise.resolve(callers.acknowledged.length),
      (count) => count > atFull + 30,
    )
    await load.finish()
    const findings = await checkSite(site, callers, { ...load, concerns: new Set([...load.concerns, ...mine]) })
    t.diagnostic(
      `${[...seen].join(', ')}; the node said: ${site
        .printed()
        .split('\n')
        .filter((line) => /room|ended|back|did not start/.test(line))
        .join(' / ')}`,
    )
    for (const one of seen) assert.match(one, /^(200 undefined|503 (storage-full|database-away))$/)
    assert.deepEqual(
      [findings.lost, findings.twice, findings.deadlines.wrong, load.failures, callers.wrong],
      [[], [], [], [], []],
    )
    assert.equal(findings.ledger, 'ok')
    await stopAndStart(site)
  },
)

const mine = new Set<string>()

async function raise(base: string, cookie: string): Promise<{ status: number; code?: string }> {
  const id = randomUUID()
  const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const response = await fetch(`${base}/api/concerns`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id, words: 'A child begs at the crossing.'.repeat(400), danger: 'not-now', language: 'en' }),
  })
  const { code } = (await response.json()) as { code?: string }
  if (response.status === 200) mine.add(id)
  return { status: response.status, ...(code && { code }) }
}

async function signIn(base: string): Promise<string> {
  const response = await fetch(`${base}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'tamsin@sch.meridia.example', password: 'meridia-demo' }),
  })
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

/** A start on the full disk reports the problem and damages nothing. With space it starts. */
async function stopAndStart(site: Site): Promise<void> {
  await site.stop()
  const giveBack = await fill()
  await assert.rejects(site.start('first'), /no room left|No space left|ENOSPC/)
  const key = { TENFOLD_DATA: disk, TENFOLD_NODE_KEY_FILE: join(disk, 'another.key') }
  const makeKey = async (): Promise<number | string> =>
    (await runNode(key, { entry: 'cli', words: ['new-node-key'] })).ended()
  assert.equal(await makeKey(), 1)
  await giveBack()
  assert.equal(await makeKey(), 0, 'no half key was left that would stand in the way')
  await site.start('first')
}
