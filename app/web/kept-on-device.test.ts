import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { deviceStoreKey } from '#kernel/vault/device-store-key'
import type { BrowserContext, Page } from 'playwright-core'
import { desktop, openBrowser, openProfile } from '../../tests/browser.ts'
import { eventually } from '../../tests/eventually.ts'
import { testNode } from '../../tests/node.ts'
import { openApp, say, seenAtBothWidths } from '../../tests/screens.ts'

const node = await testNode({ start: new Date().toISOString() })
const agency_id = await node.agencyId('MER-LINE')
await node.database.insertInto('signals.triage_desk').values({ agency_id, place_code: '' }).execute()
const { address } = await openApp(node)
const browser = await openBrowser()
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Vela Ostrander')
const nurse = await node.person('MER-SCHOOL', ['worker'], 'Nerida Quell')
const words = 'Quillonby waits behind the mill with a man.'

const en = (id: string, values?: Record<string, number>) => say('en', id, values)
const device = { ...desktop('en'), serviceWorkers: 'block' } as const

async function signIn(page: Page, who: { id: string }): Promise<void> {
  await page.getByLabel(en('app.sign-in.email')).fill(`${who.id}@example.org`)
  await page.getByLabel(en('app.sign-in.password')).fill('correct horse')
  await page.getByRole('button', { name: en('app.sign-in.button'), exact: true }).click()
  await page.getByRole('heading', { name: en('app.my-day.title') }).waitFor()
}

async function atWork(context: BrowserContext): Promise<Page> {
  await readable(context)
  const page = await context.newPage()
  await page.goto(`${address}/`)
  await signIn(page, teacher)
  return page
}

/** The teacher on a device of her own. */
async function onHerDevice(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(device)
  return { context, page: await atWork(context) }
}

async function begin(page: Page, text = words): Promise<void> {
  await page.goto(`${address}/concerns/new`)
  await page.locator('textarea').first().fill(text)
  await onDevice(page, 1)
}

/** Waits until so much is sealed on the device. */
async function onDevice(page: Page, count: number): Promise<void> {
  await eventually(
    () => page.evaluate(async () => (await rowsOf('rows')).length),
    (length) => length === count,
  )
}

interface Row {
  account: string
  sealed?: Uint8Array
  publicKey?: CryptoKey
}
declare function rowsOf(store: string): Promise<Row[]>

/** Reads the store of the device as a thief would. */
async function readable(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.assign(globalThis, {
      rowsOf: (store: string) =>
        new Promise((resolve) => {
          const opening = indexedDB.open('tenfold')
          opening.onsuccess = () => {
            const { result: db } = opening
            if (!db.objectStoreNames.contains(store)) return resolve([])
            const asking = db.transaction(store).objectStore(store).getAll()
            asking.onsuccess = () => {
              db.close()
              resolve(asking.result)
            }
          }
        }),
    })
  })
}

async function concerns(): Promise<number> {
  const { rows } = await node.asOwner((owner) => owner.query('select from signals.signal'))
  return rows.length
}

test('a teacher whose phone closed the page goes on with what she began, from My day', async () => {
  const { context, page } = await onHerDevice()
  await begin(page)
  await page.close()
  const again = await context.newPage()
  await again.goto(`${address}/`)
  await again.getByRole('link', { name: en('signals.kept.begun') }).click()
  await again.getByText(words).waitFor()
  assert.equal(await again.locator('textarea').first().inputValue(), words)
  await context.close()
})

test('a concern that was finished without a connection goes out by itself after the page was closed, once', async () => {
  const { context, page } = await onHerDevice()
  await begin(page)
  const before = await concerns()
  await page.route('**/api/concerns', (route) => route.abort())
  await page.locator('input[type=radio][value=immediate]').check()
  await page.locator('.form-page button[type=submit]').click()
  await page.getByText(en('ui.kept.device')).waitFor()
  await onDevice(page, 1)
  await page.close()
  assert.equal(await concerns(), before)
  const again = await context.newPage()
  await again.goto(`${address}/`)
  await onDevice(again, 0)
  assert.equal(await concerns(), before + 1)
  await context.close()
})

test('who wrote before signing out finds it at the next sign-in, and the next person finds a number only', async () => {
  const { context, page } = await onHerDevice()
  await begin(page)
  await page.getByRole('button', { name: en('app.sign-out') }).click()
  await page.getByText(en('app.sign-in.unsent', { count: 1 })).waitFor()
  await seenAtBothWidths(page, 'kept-signed-out', [words])
  await signIn(page, nurse)
  assert.equal(await page.getByRole('heading', { name: en('app.my-day.begun') }).count(), 0)
  await page.goto(`${address}/concerns/new`)
  assert.equal(await page.locator('textarea').first().inputValue(), '')
  await page.getByRole('button', { name: en('app.sign-out') }).click()
  await page.getByLabel(en('app.sign-in.email')).waitFor()
  await signIn(page, teacher)
  await page.getByRole('link', { name: en('signals.kept.begun') }).click()
  await page.getByText(words).waitFor()
  await context.close()
})

test('what was typed to register one child is there again for that child, and never for the next', async () => {
  const { context, page } = await onHerDevice()
  const note = page.getByLabel(en('children.note'))
  const registers = async (name: string): Promise<void> => {
    await page.getByRole('textbox').first().fill(name)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: en('children.found.register') }).click()
    await note.waitFor()
  }
  await page.goto(`${address}/children`)
  await registers('Sorrel Quay')
  await note.fill('She limps.')
  await onDevice(page, 1)
  await page.goto(`${address}/children`)
  assert.equal(await page.getByRole('textbox').first().inputValue(), '', 'a search begins with nothing')
  await registers('Tarn Willow')
  assert.equal(await note.inputValue(), '')
  await page.goto(`${address}/`)
  await page.getByRole('link', { name: en('children.kept.register') }).click()
  await page.getByText(en('children.search.title')).first().waitFor()
  assert.equal(await page.getByRole('textbox').first().inputValue(), 'Sorrel Quay')
  await page.getByRole('textbox').first().press('Enter')
  await page.getByRole('button', { name: en('children.found.register') }).click()
  assert.equal(await note.inputValue(), 'She limps.')
  await page.getByRole('button', { name: en('children.register.button') }).click()
  await onDevice(page, 0)
  await context.close()
})

test('who comes back to a concern they began is told so, and may begin anew', async () => {
  const { context, page } = await onHerDevice()
  await begin(page)
  await page.goto(`${address}/concerns/new`)
  await page.getByText(en('signals.kept.begun')).waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), words)
  await page.getByRole('button', { name: en('ui.kept.throw-away') }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: en('ui.kept.throw-away') })
    .click()
  await onDevice(page, 0)
  assert.equal(await page.locator('textarea').first().inputValue(), '')
  assert.equal(await page.getByText(en('signals.kept.begun')).count(), 0)
  await context.close()
})

test('a browser that cannot keep anything says so, and does not say that the page may be closed', async () => {
  const context = await browser.newContext(device)
  await context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }))
  const page = await context.newPage()
  await page.goto(`${address}/`)
  await signIn(page, teacher)
  await page.goto(`${address}/concerns/new`)
  await page.route('**/api/concerns', (route) => route.abort())
  await page.locator('textarea').first().fill(words)
  await page.locator('input[type=radio][value=immediate]').check()
  await page.locator('.form-page button[type=submit]').click()
  await page.getByText(en('ui.kept.page')).waitFor()
  assert.equal(await page.getByText(en('ui.kept.device')).count(), 0)
  const before = await concerns()
  await page.unroute('**/api/concerns')
  await page.getByRole('button', { name: en('signals.waiting.again') }).click()
  await page.getByText(en('signals.sent.reference')).waitFor()
  assert.equal(await concerns(), before + 1)
  await context.close()
})

test('of two concerns that waited, one that is refused holds back neither the other nor its own words', async () => {
  const { context, page } = await onHerDevice()
  await page.route('**/api/concerns', (route) => route.abort())
  for (const [text, count] of [
    ['The first, which the node refuses.', 1],
    ['The second.', 2],
  ] as const) {
    await page.goto(`${address}/concerns/new`)
    if (count === 2) await page.getByRole('button', { name: en('signals.sent.another') }).click()
    await page.locator('textarea').first().fill(text)
    await page.locator('input[type=radio][value=not-now]').check()
    await page.locator('.form-page button[type=submit]').click()
    await page.getByText(en('ui.kept.device')).waitFor()
    await onDevice(page, count)
  }
  const before = await concerns()
  await page.unroute('**/api/concerns')
  const sent: string[] = []
  await page.route('**/api/concerns', async (route) => {
    sent.push((route.request().postDataJSON() as { words: string }).words)
    const refused = { status: 422, contentType: 'application/problem+json', body: '{"code":"not-now"}' }
    await (sent.length === 1 ? route.fulfill(refused) : route.continue())
  })
  await page.goto(`${address}/`)
  await page.getByText(en('ui.kept.state.refused')).waitFor()
  await onDevice(page, 1)
  await seenAtBothWidths(page, 'kept-refused', ['The first'])
  await page.evaluate(() => localStorage.setItem('tenfold.language', 'ar'))
  await page.reload()
  await page.getByText(say('ar', 'ui.kept.state.refused')).waitFor()
  await seenAtBothWidths(page, 'kept-refused', ['The first'])
  await page.getByRole('button', { name: say('ar', 'ui.kept.throw-away') }).click()
  await page.getByRole('alertdialog').waitFor()
  await seenAtBothWidths(page, 'kept-throw-away', ['The first'])
  await page.getByRole('button', { name: say('ar', 'ui.kept.keep') }).click()
  await page.evaluate(() => localStorage.setItem('tenfold.language', 'en'))
  await page.reload()
  assert.deepEqual(sent, ['The first, which the node refuses.', 'The second.'])
  assert.equal(await concerns(), before + 1)
  await page.getByRole('link', { name: en('signals.kept.concern') }).click()
  await page.getByText('The first, which the node refuses.').waitFor()
  await page.goto(`${address}/`)
  await page.getByRole('button', { name: en('ui.kept.throw-away') }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: en('ui.kept.throw-away') })
    .click()
  await onDevice(page, 0)
  await context.close()
})

test('a session that ends while somebody writes takes no word away', async () => {
  const { context, page } = await onHerDevice()
  await begin(page)
  await node.database.updateTable('kernel.session').set({ ended_at: node.clock.now() }).execute()
  await page.locator('input[type=radio][value=immediate]').check()
  await page.locator('.form-page button[type=submit]').click()
  await page.getByText(en('app.sign-in.unsent', { count: 1 })).waitFor()
  const before = await concerns()
  await page.getByLabel(en('app.sign-in.email')).fill(`${teacher.id}@example.org`)
  await page.getByLabel(en('app.sign-in.password')).fill('correct horse')
  await page.getByRole('button', { name: en('app.sign-in.button'), exact: true }).click()
  await onDevice(page, 0)
  assert.equal(await concerns(), before + 1)
  await context.close()
})

const folder = await mkdtemp(join(tmpdir(), 'tenfold-profile-'))
after(() => rm(folder, { recursive: true, force: true }))

/** The files of the profile with this text, as UTF-8 or UTF-16, or with these bytes. */
async function filesWith(text: string | Buffer): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    const forms = typeof text === 'string' ? [text, Buffer.from(text, 'utf16le')] : [text]
    if (forms.some((form) => bytes.includes(form))) found.push(entry.name)
  }
  return found
}

test('a copy of the browser’s profile shows no word and no usable key after sign-out', async () => {
  const context = await openProfile(folder, device)
  const page = await atWork(context)
  await begin(page)
  await page.getByRole('button', { name: en('app.sign-out') }).click()
  await page.getByText(en('app.sign-in.unsent', { count: 1 })).waitFor()
  const keys = await page.evaluate(async () => (await rowsOf('keys')).map(({ publicKey }) => publicKey?.type))
  assert.deepEqual(keys, ['public'])
  await context.close()
  assert.deepEqual(await filesWith('Quillonby'), [])
  const { d } = deviceStoreKey(node.nodeKey, teacher.id)
  assert.deepEqual([await filesWith(d), await filesWith(Buffer.from(d, 'base64url'))], [[], []])
  assert.notDeepEqual(await filesWith(teacher.id), [], 'the search of the files finds what is there')
})
