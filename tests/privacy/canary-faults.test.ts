/**
 * Takes a child with a unique name through every journey and every fault, then searches everything left behind for the
 * name.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { compartments, roleOf, rolePassword } from '#kernel/db/database'
import { readNodeKey } from '#kernel/vault/node-key'
import { diceOf } from '#lib/dice'
import { openProfile, desktop } from '../browser.ts'
import { eventually, ifThere } from '../eventually.ts'
import { runNode } from '../platform/running-node.ts'
import { openCallers, type Callers } from '../resilience/acknowledged.ts'
import { checkSite } from '../resilience/checks.ts'
import { type Child, startLoad, type Load } from '../resilience/load.ts'
import { meridiaFolder, type DataFolder } from '../resilience/meridia-folder.ts'
import { openSite, type Site } from '../resilience/site.ts'
import { say, settled } from '../screens.ts'
import { dumpOf } from './dump.ts'
import { leaksIn, leaksInFile, leaksInFolder, tracesOf } from './traces.ts'

const PATIENCE = { timeout: 900_000 }
const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

const secret = {
  given: 'Zyphandra',
  family: 'Quellbrook',
  arabic: ['زيفندرا', 'كويلبروق'],
  phone: '+999 555 731 8842',
  digits: '9995557318842',
  document: 'QZ7731908X',
  word: 'xylophantine',
}
const traces = tracesOf([
  secret.given,
  secret.family,
  ...secret.arabic,
  secret.phone,
  secret.digits,
  secret.document,
  secret.word,
])
const canaries: Child[] = [
  {
    name: `${secret.given} ${secret.family}`,
    words: `She says her name is ${secret.given} and shows a ${secret.word} lantern; call ${secret.phone}.`,
    phone: secret.phone,
    document: secret.document,
  },
  {
    name: secret.arabic.join(' '),
    words: `اسمها ${secret.arabic[0]} ${secret.arabic[1]}، هاتفها ${secret.digits}`,
    phone: secret.digits,
    document: secret.document,
  },
]

let folder: DataFolder
let site: Site
let callers: Callers
let load: Load
const began = Date.now()
/** Texts that others could see: addresses, titles, problems, statements shown by the database. */
const overheard: { where: string; text: string }[] = []

before(async () => {
  folder = await meridiaFolder()
  const temporary = join(folder.path, '../temporary')
  await mkdir(temporary, { mode: 0o777 })
  site = await openSite(folder, { speed: 300, settings: { TENFOLD_LOG_LEVEL: 'debug', TMPDIR: temporary } })
  await site.start('first')
  await site.start('second')
  callers = openCallers(site.addresses)
})
after(async () => {
  callers.giveUp()
  await site.stop()
  await folder.remove()
})

function assertNone(leaks: readonly string[]): void {
  assert.deepEqual([...new Set(leaks)].slice(0, 20), [])
}

test('the search itself finds a name in each of its forms', () => {
  const name = secret.given
  const forms = [
    name,
    name.toLowerCase(),
    'zYPHANDRA',
    encodeURIComponent(secret.arabic[0]!),
    Buffer.from(name).toString('hex'),
    JSON.stringify({ a: name }),
    Buffer.from(`x${name}y`).toString('base64'),
    Buffer.from(`xy${name}`).toString('base64url'),
    Buffer.from(name, 'utf16le'),
  ]
  for (const form of forms) assert.notDeepEqual(leaksIn('here', form, traces), [], String(form))
  assertNone(leaksIn('here', 'A child like any other, +999 555 000 0000', traces))
})

test(
  'her name goes through the journeys while server, worker, database and connections are killed',
  PATIENCE,
  async () => {
    const dice = diceOf(3)
    let number = 0
    load = startLoad(callers, dice, { child: () => canaries[(number += 1) % canaries.length]! })
    const after = (more: number): Promise<number> => {
      const from = callers.acknowledged.length
      return eventually(
        () => Promise.resolve(callers.acknowledged.length),
        (count) => count >= from + more || load.failures.length > 0,
      )
    }
    for (const fault of [
      () => site.killConnection(dice),
      () => site.killDatabase(),
      killAndStart,
      () => site.kill('second').then(() => site.start('second')),
    ]) {
      await after(25)
      const statements = await folder.asOwner(
        async (client) => (await client.query<{ query: string }>('select query from pg_stat_activity')).rows,
      )
      overheard.push(...statements.map(({ query }) => ({ where: 'a statement the database shows', text: query })))
      await fault()
    }
    await after(25)
    await mistakes()
    await load.finish()
    const findings = await checkSite(site, callers, load)
    assert.deepEqual([findings.lost, findings.twice, load.failures, callers.wrong], [[], [], [], []])
    overheard.push(
      ...callers.problems.map((text) => ({ where: 'a problem', text })),
      ...callers.acknowledged.map(({ path }) => ({ where: 'an address', text: path })),
    )
  },
)

async function killAndStart(): Promise<void> {
  await site.kill('first')
  await site.start('first')
}

/** Mistakes of people and programs, with her name in them. */
async function mistakes(): Promise<void> {
  const [base] = site.addresses() as [string]
  const signIn = await fetch(`${base}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ivo@line.meridia.example', password: 'meridia-demo' }),
  })
  const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!
  const [{ name, words }] = canaries as [Child, Child]
  const id = randomUUID()
  const tries: [string, string, string | undefined, string?][] = [
    ['POST', '/api/concerns', `{"words": "${name}", broken`],
    ['POST', '/api/concerns', JSON.stringify({ id, words, danger: name, children: [{ name, age: { about: name } }] })],
    [
      'POST',
      '/api/children',
      JSON.stringify({ id: name, facts: { names: [{ text: name, kind: name }] }, [name]: name }),
    ],
    [
      'POST',
      '/api/children/search',
      JSON.stringify({ searchId: id, facts: { names: Array.from({ length: 60 }, () => ({ text: name })) } }),
    ],
    ['POST', `/api/referrals/${id}/send`, JSON.stringify({ authorityId: name })],
    ['GET', `/api/children/${encodeURIComponent(name)}`, undefined],
    ['GET', `/api/worklists/${encodeURIComponent(name)}`, undefined],
    ['GET', `/api/referral-routes?concerns=${encodeURIComponent(name)}&childId=${encodeURIComponent(name)}`, undefined],
    ['GET', `/api/${encodeURIComponent(name)}?${encodeURIComponent(name)}=${encodeURIComponent(name)}`, undefined],
    ['PUT', `/api/concerns/${encodeURIComponent(name)}`, JSON.stringify({ name })],
    ['POST', '/api/sign-in', JSON.stringify({ email: `${secret.given}@example.org`, password: name })],
    ['POST', '/api/concerns', 'x'.repeat(1_100_000) + name],
    ['POST', '/api/concerns', words, 'text/plain'],
    ...['/metrics', '/api/metrics', '/health', '/api/health', '/status', '/api/session', '/api/mission'].map(
      (path): [string, string, undefined] => ['GET', path, undefined],
    ),
  ]
  for (const [method, path, body, type = 'application/json'] of tries) {
    const headers = { cookie, 'content-type': type, 'idempotency-key': randomUUID(), [`x-${method}`]: 'y' }
    try {
      const response = await fetch(base + path, { method, headers, ...(body !== undefined && { body }) })
      overheard.push({
        where: `the answer to ${method} ${path.replace(/[%\w]{20,}/g, '…')}`,
        text: await response.text(),
      })
      overheard.push({ where: 'a header of an answer', text: JSON.stringify([...response.headers]) })
    } catch (error) {
      // The node may close the line on a body that is too long, before it has read it all.
      if ((body?.length ?? 0) < 1_000_000) throw error
    }
  }
}

test('a shared computer keeps nothing of her once the worker has signed out', PATIENCE, async () => {
  const [base] = site.addresses() as [string]
  const profile = join(folder.path, '../profile')
  const context = await openProfile(profile, { ...desktop('en'), serviceWorkers: 'allow' })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(30_000)
  context.on('request', (request) => overheard.push({ where: 'an address the browser asked for', text: request.url() }))
  page.on('console', (message) => overheard.push({ where: 'the console of the browser', text: message.text() }))
  page.on(
    'framenavigated',
    () =>
      void page.title().then(
        (title) => overheard.push({ where: 'a title', text: title }),
        () => {},
      ),
  )
  const signIn = async (email: string): Promise<void> => {
    await page.goto(`${base}/sign-in`)
    await page.getByLabel(say('en', 'app.sign-in.email')).fill(email)
    await page.getByLabel(say('en', 'app.sign-in.password')).fill('meridia-demo')
    await page.getByRole('button', { name: say('en', 'app.sign-in.button'), exact: true }).click()
    await page.getByRole('button', { name: say('en', 'app.sign-out') }).waitFor()
  }
  const leave = async (): Promise<void> => {
    await page.getByRole('button', { name: say('en', 'app.sign-out') }).click()
    await page.getByLabel(say('en', 'app.sign-in.password')).waitFor()
  }
  const see = async (path: string): Promise<void> => {
    await page.goto(`${base}${path}`)
    await page
      .getByText(new RegExp(`${secret.given}|${secret.arabic[0]}`))
      .first()
      .waitFor()
    overheard.push({ where: 'a title', text: await page.title() }, { where: 'an address', text: page.url() })
  }

  await signIn('tamsin@sch.meridia.example')
  await page.goto(`${base}/concerns/new`)
  await page.locator('textarea').first().fill(canaries[0]!.words)
  await page.locator('input[type=radio][value=not-now]').check()
  await page.locator('.form-page button[type=submit]').click()
  await page.locator('.timeline').waitFor()
  await leave()

  await signIn('ivo@line.meridia.example')
  await see('/triage')
  await see(`/concerns/${[...load.concerns].at(-1)}`)
  await see(`/children/${[...load.children].at(-1)}`)
  await page.goto(`${base}/children`)
  await page.locator('input').first().fill(canaries[0]!.name)
  await page.keyboard.press('Enter')
  await page.getByText(secret.family).first().waitFor()
  await leave()

  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const caches_ = await Promise.all(
      (await caches.keys()).map(async (key) => (await (await caches.open(key)).keys()).map(({ url }) => url)),
    )
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases,
      caches_,
      state: history.state as unknown,
      name: window.name,
      cookies: document.cookie,
    })
  })
  overheard.push({ where: 'the storage of the browser', text: kept })
  await page.goBack()
  await settled(page)
  const body = await page.locator('body').innerText()
  assert.ok(
    !body.includes(secret.given) && !body.includes(secret.arabic[0]!),
    'the way back shows a child to whoever comes next',
  )
  await context.close()
  const { leaks, files } = await leaksInFolder(profile, traces)
  assert.ok(files > 20)
  assertNone(leaks)
})

/** A compartment may read no table of another: that is no failure. */
function deniedOnly(error: Error & { code?: string }): undefined {
  if (error.code !== '42501') throw error
}

test('an error nobody foresaw ends the node without quoting her', PATIENCE, async () => {
  const second = join(folder.path, '../third')
  await mkdir(second)
  const node = await runNode(
    {
      TENFOLD_DATA: second,
      TENFOLD_NODE_KEY_FILE: join(folder.path, 'node.key'),
      TENFOLD_LOG_LEVEL: 'debug',
      TENFOLD_TEST_TYPED: canaries[0]!.words,
      DATABASE_URL: `postgres://postgres@localhost:5432/tenfold?host=${encodeURIComponent(folder.address.host)}`,
    },
    { before: fileURLToPath(new URL('crash.mjs', import.meta.url)) },
  )
  await node.address()
  node.child.kill('SIGUSR2')
  assert.equal(await node.ended(), 1)
  assert.match(node.printed(), /ended by a mistake of its own/)
  overheard.push({ where: 'what the node printed as it ended', text: node.printed() })
})

test('no log, error, address, title or statement has her name', () => {
  overheard.push({ where: 'what the nodes printed', text: site.printed() })
  assert.ok(overheard.length > 300)
  assert.match(site.printed(), /"level":/)
  assertNone(overheard.flatMap(({ where, text }) => leaksIn(where, text, traces)))
})

test('no dump has her name, neither one by the owner nor what each compartment may read', PATIENCE, async () => {
  const dump = await dumpOf(folder.address)
  const [child] = load.children
  assert.ok(dump.text.includes(child!), 'the dump holds the journeys')
  assertNone(leaksIn(`the dump (${dump.by})`, dump.text, traces))
  const nodeKey = readNodeKey(join(folder.path, 'node.key'))
  for (const compartment of compartments) {
    const user = roleOf(compartment, 'tenfold')
    const client = new pg.Client({ ...folder.address, user, password: rolePassword(nodeKey, user) })
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    let [seen, text] = [0, '']
    for (const { name } of rows) {
      const read = await client.query<{ row: string }>(`select t::text as row from ${name} t`).catch(deniedOnly)
      if (!read) continue
      seen += 1
      text += read.rows.map(({ row }) => row).join('\n')
    }
    await client.end()
    assert.ok(compartment === 'evidence' || seen > 0)
    assertNone(leaksIn(`what ${compartment} may read`, text, traces))
    if (compartment !== 'care')
      for (const id of [...load.concerns, ...load.children])
        assert.ok(!text.includes(id), `${compartment} reads a record of care`)
  }
})

test(
  'no file has her name: database, journal, logs, temporary files, shared memory, what a crash leaves',
  PATIENCE,
  async () => {
    await folder.asOwner((client) => client.query('checkpoint'))
    const running = await leaksInFolder(join(folder.path, '..'), traces)
    await site.stop()
    const stopped = await leaksInFolder(join(folder.path, '..'), traces)
    assert.ok(running.files > 1_000 && stopped.files > 1_000)
    const elsewhere: string[] = []
    for (const place of [tmpdir(), '/tmp', '/var/tmp', '/dev/shm', projectRoot, process.cwd()]) {
      for (const name of await ifThere(readdir(place), [])) {
        const found = await ifThere(stat(join(place, name)), undefined)
        if (!found?.isFile() || found.mtimeMs < began || found.size > 1 << 28) continue
        elsewhere.push(...leaksIn(place, name, traces), ...(await leaksInFile(join(place, name), traces)))
      }
    }
    assertNone([...running.leaks, ...stopped.leaks, ...elsewhere])
  },
)
