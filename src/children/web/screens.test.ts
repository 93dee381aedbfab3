import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { buildServer } from '../../../app/server/http.ts'
import { desktop, openBrowser, phone } from '../../../tests/browser.ts'
import { testNode } from '../../../tests/node.ts'
import { violationsOn } from '../../../tests/screens.ts'
import { notePath, register, search } from '../api.ts'

const web = process.env['TENFOLD_TEST_WEB'] ?? join(process.cwd(), 'dist/web')
const shots = process.env['TENFOLD_TEST_SHOTS']
const node = await testNode({ start: new Date().toISOString() })
const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
const address = await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const browser = await openBrowser()
const supervisor = await node.person('MER-SCHOOL', ['supervisor', 'worker'], 'Quin Avara')
const nurse = await node.person('MER-CLINIC', ['worker'], 'Pell Imsa')
const time = new Date().toISOString()
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  woff2: 'font/woff2',
  json: 'application/json',
  svg: 'image/svg+xml',
}

async function have(actor: Actor, facts: object): Promise<string> {
  const [searchId, id] = [newId(), newId()]
  const found = await search.run(node, { searchId, facts }, { actor })
  assert.ok(!isRefusal(found))
  const followed = { kind: 'search', searchId, rejected: found.candidates.map(({ number }) => number) }
  assert.ok(!isRefusal(await register.run(node, { id, facts, followed, time }, { actor, commandId: newId() })))
  return id
}

/** The last build of the app, with this test's own server. */
async function signedIn(context: BrowserContext): Promise<Page> {
  await context.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.startsWith('/api/')) return route.continue()
    const file = join(web, pathname)
    const found = pathname !== '/' && existsSync(file) ? file : join(web, 'index.html')
    return route.fulfill({
      body: readFileSync(found),
      contentType: types[found.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    })
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  await page.goto(`${address}/sign-in`)
  const body = JSON.stringify({ email: `${supervisor.id}@example.org`, password: 'correct horse' })
  const status = await page.evaluate(
    async (text) =>
      (await fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: text }))
        .status,
    body,
  )
  assert.equal(status, 200)
  return page
}

/** Asserts: no violation, nothing wider than the screen, nothing about the child in the title or the address. */
async function assertGood(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(axe.source)
  // Exclude react-aria's announcer, which for some seconds contains text without a label.
  const violations = await violationsOn(page)
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]),
    [],
    what,
  )
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${what}: wider than the screen`)
  for (const place of [await page.title(), decodeURIComponent(page.url())])
    assert.ok(!/Tarek|طارق|Tarik/.test(place), `${what}: ${place}`)
  if (shots) await page.screenshot({ path: join(shots, `${what}.png`), fullPage: true })
}

async function story(): Promise<string> {
  const id = await have(supervisor, {
    names: [{ text: 'Tarek Zephyrin' }, { text: 'طارق زفيرين', kind: 'on-document' }, { text: 'Taro', kind: 'called' }],
    sex: 'male',
    ageAtRegistration: { age: { about: 13 }, howKnown: 'told-by-child' },
    languages: ['ti', 'ar'],
    phones: [{ number: '070 555 11 22', whose: 'family' }],
    note: 'He draws boats. He says he came over the lake with two others.',
  })
  await have(supervisor, {
    names: [{ text: 'Tarik Zefirin' }],
    sex: 'male',
    ageAtRegistration: { age: { exact: 14 }, howKnown: 'document' },
    ageAtEntry: { age: { exact: 12 } },
    documents: [{ number: 'MR-20418' }],
  })
  await have(nurse, { names: [{ text: 'Tarek Zephirin' }], ageAtRegistration: { age: { from: 12, to: 14 } } })
  for (const [kind, subject] of [
    ['ChildLinkedToConcern', 'concern'],
    ['ScreeningStarted', 'screening'],
    ['ReferralSent', 'referral'],
  ] as const) {
    await notePath.run(
      node,
      { childId: id, eventId: newId(), at: time, kind, subject: { kind: subject, id: newId() } },
      { actor: nodeActor, commandId: newId() },
    )
  }
  return id
}

for (const [screen, options] of [
  ['360', phone],
  ['1280', desktop],
] as const) {
  for (const language of ['en', 'ar']) {
    const how = `${language}-${screen}`
    test(`a worker looks before registering, reads the page, compares, merges and takes apart (${how})`, async () => {
      const child = await story()
      const context = await browser.newContext({ ...options(language), serviceWorkers: 'block' })
      await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
      const page = await signedIn(context)
      await page.goto(`${address}/children`)
      await page.locator('h1').waitFor()
      assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
      await assertGood(page, `children-search-${how}`)
      await page.locator('form input.input').first().fill('طارق زفيرين')
      await page.locator('form fieldset input.input').first().fill('13')
      await page.locator('form details summary').first().click()
      await page.locator('form button[type=submit]').click()
      await page.locator('.card').first().waitFor()
      assert.ok(await page.locator('.card').last().isVisible())
      await assertGood(page, `children-found-${how}`)
      for (const box of await page.locator('.card input[type=checkbox]').all()) await box.check()
      await page.locator('button[data-kind=primary]').last().click()
      await page.locator('textarea').waitFor()
      await assertGood(page, `children-register-${how}`)
      await page.locator('textarea').fill('Came with a cousin.')
      await page.locator('button[data-kind=primary]').last().click()
      await page.waitForURL(/children\/[0-9a-f-]{36}$/)

      await page.goto(`${address}/children/${child}`)
      await page.locator('.timeline li').first().waitFor()
      await assertGood(page, `children-page-${how}`)
      await page.locator('aside.lrp-panel button').first().click()
      await page.locator('a[href*=compare]').first().click()
      await page.locator('table').waitFor()
      await assertGood(page, `children-compare-${how}`)
      await page.locator('button[data-kind=primary]').click()
      await page.locator('[role=alertdialog] textarea').fill('Same child, same story.')
      await assertGood(page, `children-merge-${how}`)
      await page.locator('[role=alertdialog] button[data-kind=primary]').click()
      await page.waitForURL(/children\/[0-9a-f-]{36}$/)
      await page.locator('.timeline').waitFor()
      await page.locator('aside.lrp-panel ul button').last().click()
      await page.locator('[role=alertdialog] textarea').fill('Two children after all.')
      await assertGood(page, `children-take-apart-${how}`)
      await page.locator('[role=alertdialog] button[data-kind=primary]').click()
      await page.locator('[role=alertdialog]').waitFor({ state: 'detached' })
      await assertGood(page, `children-apart-${how}`)
      await context.close()
    })
  }
}

test('a record that is not in sight, and a page without a network, say so and what to do', async () => {
  const hidden = await have(nurse, { names: [{ text: 'Ilvane Orso' }] })
  const context = await browser.newContext({ ...phone('en'), serviceWorkers: 'block' })
  const page = await signedIn(context)
  await page.goto(`${address}/children/${hidden}`)
  await page.locator('[role=alert], .notice').first().waitFor()
  await assertGood(page, 'children-not-in-sight')
  assert.ok(!(await page.locator('body').innerText()).includes('Ilvane'))
  await page.goto(`${address}/children`)
  await page.locator('form').waitFor()
  await context.setOffline(true)
  await page.locator('.empty').first().waitFor()
  await assertGood(page, 'children-offline')
  await context.close()
})
