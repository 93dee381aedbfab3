import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startPostgres } from '#lib/local-postgres'
import { desktop, openBrowser } from '../browser.ts'
import { databaseProcess, eventually, processesIn, runNode } from '../platform/running-node.ts'
import { signedIn } from '../screens.ts'
import { openCallers, type Callers } from './acknowledged.ts'
import { meridiaFolder, type DataFolder } from './meridia-folder.ts'
import { openSite, type Site } from './site.ts'

const PATIENCE = { timeout: 600_000 }
const teacher = { email: 'tamsin@sch.meridia.example', password: 'meridia-demo' }

let folder: DataFolder
let site: Site
let callers: Callers

before(async () => {
  folder = await meridiaFolder()
  site = await openSite(folder)
  await site.start('first')
  callers = openCallers(site.addresses)
})
after(async () => {
  callers.giveUp()
  await site.stop()
  await folder.remove()
})

/** Freezes the database: connections stay open, but nothing answers. */
async function freeze(): Promise<() => void> {
  const pids = await processesIn(join(folder.path, 'postgres'))
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  return () => pids.forEach((pid) => process.kill(pid, 'SIGCONT'))
}

async function signIn(base: string): Promise<string> {
  const response = await fetch(`${base}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(teacher),
  })
  assert.equal(response.status, 200)
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

interface Answered {
  status: number
  text: string
}

async function post(base: string, path: string, cookie: string, key: string, input: object): Promise<Answered> {
  const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': key, 'accept-language': 'ar' }
  const response = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(input) })
  return { status: response.status, text: await response.text() }
}

async function urgentReferrals(concernId: string): Promise<number> {
  return folder.asOwner(
    async (client) =>
      (
        await client.query<{ count: number }>(
          `select count(*)::int from referral.referral where signal_id = $1 and lead_id is null`,
          [concernId],
        )
      ).rows[0]!.count,
  )
}

async function concerns(): Promise<number> {
  return folder.asOwner(
    async (client) =>
      (await client.query<{ count: number }>('select count(*)::int from signals.signal')).rows[0]!.count,
  )
}

test(
  'while a frozen database answers nothing, people are told so in their language instead of waiting, and go on when it is back',
  PATIENCE,
  async () => {
    const [base] = site.addresses() as [string]
    const cookie = await signIn(base)
    const concern = {
      id: randomUUID(),
      words: 'A child sleeps behind the bakery.',
      danger: 'immediate',
      language: 'en',
    }
    const key = randomUUID()
    const thaw = await freeze()
    try {
      const waiting = await Promise.all(
        Array.from({ length: 15 }, () => post(base, '/api/concerns', cookie, key, concern)),
      )
      // The first requests detect the failure. Later ones need not wait.
      waiting.push(await post(base, '/api/concerns', cookie, key, concern))
      for (const { status, text } of waiting) {
        assert.equal(status, 503, text)
        const problem = JSON.parse(text) as { code: string; title: string }
        assert.equal(problem.code, 'database-away')
        assert.match(problem.title, /[\u0600-\u06ff]/)
      }
      for (const path of ['/', '/tell', '/concerns/new'])
        assert.equal((await fetch(base + path, { headers: { cookie } })).status, 200, path)
      const page = await fetch(`${base}/tell`, {
        method: 'POST',
        body: new URLSearchParams({ words: 'They lock the gate <at> night.', danger: 'not-now', seed: randomUUID() }),
      })
      assert.equal(page.status, 503)
      assert.match(await page.text(), /They lock the gate &lt;at&gt; night\./)
    } finally {
      thaw()
    }
    const done = await eventually(
      () => post(base, '/api/concerns', cookie, key, concern),
      ({ status }) => status !== 503,
    )
    assert.equal(done.status, 200, done.text)
    assert.deepEqual(await post(base, '/api/concerns', cookie, key, concern), done)
    // The consequence happens once: the authority on call gets it.
    assert.equal(
      await eventually(
        () => urgentReferrals(concern.id),
        (count) => count > 0,
      ),
      1,
    )
  },
)

test(
  'a teacher whose concern met a database that was away sees it wait, writes nothing again, and sees it arrive',
  PATIENCE,
  async () => {
    const [base] = site.addresses() as [string]
    const browser = await openBrowser()
    const page = await signedIn(browser, base, teacher, 'en', desktop('en'))
    await page.goto(`${base}/concerns/new`)
    await page.locator('textarea').first().fill('He carries bricks before school and hides his hands.')
    await page.locator('input[type=radio][value=not-now]').check()
    const before = await concerns()
    const thaw = await freeze()
    try {
      await page.locator('.form-page button[type=submit]').click()
      await page.locator('.notice[data-kind=due-soon]').waitFor()
    } finally {
      thaw()
    }
    await page.locator('.timeline').waitFor()
    assert.equal(await concerns(), before + 1)
    await page.context().close()
  },
)

test(
  'a database that cannot start for a while is tried again until it can, and never replaced by an empty one',
  PATIENCE,
  async () => {
    const [base] = site.addresses() as [string]
    const cookie = await signIn(base)
    const data = join(folder.path, 'postgres/data')
    const pid = await databaseProcess(folder.path)
    // Its disk is gone.
    await rename(data, `${data}.elsewhere`)
    process.kill(pid, 'SIGKILL')
    await eventually(
      () => Promise.resolve(site.printed()),
      (text) => /There is no database in \S+, though there was one\. Is its disk there\?/.test(text),
    )
    const key = randomUUID()
    const concern = { id: randomUUID(), words: 'Two girls never leave the house.', danger: 'not-now', language: 'en' }
    assert.equal((await post(base, '/api/concerns', cookie, key, concern)).status, 503)
    await rename(`${data}.elsewhere`, data)
    const done = await eventually(
      () => post(base, '/api/concerns', cookie, key, concern),
      ({ status }) => status !== 503,
    )
    assert.equal(done.status, 200)
    assert.match(site.printed(), /The database is back/)
    await site.stop()
    await rename(data, `${data}.elsewhere`)
    await assert.rejects(
      site.start('first'),
      /There is no database .* To begin anew with an empty one, move .*ledger-checkpoints\.jsonl away too/,
    )
    await rename(`${data}.elsewhere`, data)
    await site.start('first')
  },
)

test('a node on a given database goes on when that one was stopped and is started again', PATIENCE, async (t) => {
  const given = await meridiaFolder()
  t.after(() => given.remove())
  const start = () => startPostgres({ dataDir: join(given.path, 'postgres') })
  let database = await start()
  t.after(() => database.stop())
  const node = await runNode({
    TENFOLD_DATA: join(given.path, 'beside'),
    TENFOLD_NODE_KEY_FILE: join(given.path, 'node.key'),
    DATABASE_URL: `postgres://postgres@localhost:5432/tenfold?host=${encodeURIComponent(database.socketDir)}`,
  })
  t.after(async () => {
    node.child.kill('SIGTERM')
    await node.ended()
  })
  const base = await node.address()
  const cookie = await signIn(base)
  await database.stop()
  const key = randomUUID()
  const concern = { id: randomUUID(), words: 'Nobody fetches her from school.', danger: 'immediate', language: 'en' }
  assert.equal((await post(base, '/api/concerns', cookie, key, concern)).status, 503)
  database = await start()
  assert.equal(
    (
      await eventually(
        () => post(base, '/api/concerns', cookie, key, concern),
        ({ status }) => status !== 503,
      )
    ).status,
    200,
  )
  const heard = () =>
    given.asOwner(
      async (client) =>
        (
          await client.query<{ count: number }>(
            `select count(*)::int from referral.referral where signal_id = $1 and lead_id is null`,
            [concern.id],
          )
        ).rows[0]!.count,
    )
  assert.equal(await eventually(heard, (count) => count > 0), 1)
})
