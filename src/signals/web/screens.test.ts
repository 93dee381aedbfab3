import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#standards/places'
import { places } from '../../../app/demonstration/places.ts'
import { buildServer } from '../../../app/server/http.ts'
import { desktop, openBrowser, phone } from '../../../tests/browser.ts'
import { testNode } from '../../../tests/node.ts'
import { violationsOn } from '../../../tests/screens.ts'
import { addToConcern, raise, take, viewConcern, writeOnConcern } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
await loadPlaces(node.database, '2026-11', places)
for (const [code, place] of [
  ['MER-LINE', ''],
  ['MER-PORT', 'XM02'],
] as const) {
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId(code), place_code: place })
    .execute()
}
const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
const address = await server.listen({ port: 0, host: '127.0.0.1' })
after(() => server.close())
const browser = await openBrowser()
const desk = await node.person('MER-LINE', ['triage'], 'Ilse Doran')
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Noor Kessim')

/** Folder of another build than dist/web. */
const web = process.env['TENFOLD_TEST_WEB']
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
}

async function signedIn(person: typeof desk, language: string, options: ReturnType<typeof phone>): Promise<Page> {
  const context = await browser.newContext({ ...options, serviceWorkers: 'block' })
  await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
  await context.addCookies([{ name: 'language', value: language, url: address }])
  if (web) {
    await context.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.startsWith('/api/')) return route.continue()
      const file = join(web, pathname)
      const found = pathname !== '/' && existsSync(file) ? file : join(web, 'index.html')
      return route.fulfill({
        body: readFileSync(found),
        contentType: types[found.split('.').at(-1)!] ?? 'application/octet-stream',
      })
    })
  }
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${address}/sign-in`)
  const status = await page.evaluate(
    async (email) =>
      (
        await fetch('/api/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email, password: 'correct horse' }),
        })
      ).status,
    `${person.id}@example.org`,
  )
  assert.equal(status, 200)
  return page
}

async function accessible(page: Page, state: string): Promise<void> {
  await page.evaluate(axe.source)
  const result = { violations: await violationsOn(page) }
  assert.deepEqual(
    result.violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html.slice(0, 160))]),
    [],
    state,
  )
  assert.ok(
    await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
    `${state}: nothing is wider than the screen`,
  )
}

async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env['TENFOLD_TEST_SHOTS']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}

async function raised(words: string, more: object = {}): Promise<string> {
  const id = newId()
  const answer = await raise.run(
    node,
    { id, words, danger: 'unknown', howKnown: 'observed', language: 'en', ...more },
    { actor: teacher, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return id
}

async function waiting(): Promise<string[]> {
  return (
    await openTx(node, desk, (tx) => readWorklist(tx.db, tx.vault, { list: 'triage', scopes: desk.scopes }))
  ).rows.map((row) => row.recordId)
}

await raised('Two brothers sort waste at the yard behind the market, also at night.', {
  children: [
    { age: { about: 9 }, sex: 'male' },
    { age: { about: 11 }, sex: 'male' },
  ],
  place: { code: 'XM0301' },
})
const urgent = await raised('He says they will drive him over the pass tonight.', {
  danger: 'immediate',
  children: [{ name: 'Orrin Telve', age: { exact: 14 }, sex: 'male', language: 'ti' }],
  place: { code: 'XM0402', text: 'the bus yard' },
  happened: { iso: '2026-11-20', precision: 'day' },
  replyWanted: true,
  reply: 'Only by telephone, after school.',
})

for (const [screen, options] of [
  ['360', phone],
  ['1280', desktop],
] as const) {
  for (const language of ['en', 'ar']) {
    const how = `${language}-${screen}`
    test(`a teacher raises a concern and sees its reference and what happens next (${how})`, async () => {
      const page = await signedIn(teacher, language, options(language))
      await page.goto(`${address}/concerns/new`)
      await page.locator('textarea').first().waitFor()
      await accessible(page, 'writing')
      await picture(page, `raise-${how}`)
      const before = await waiting()
      if (screen === '360') await byTelephone(page)
      else {
        await page.locator('textarea').first().fill('She falls asleep in class and hides her hands.')
        await page.locator('input[type=radio][value=not-now]').check()
        await picture(page, `raise-filled-${how}`)
        await page.locator('.form-page button[type=submit]').click()
      }
      await page.locator('.timeline').waitFor()
      await page.locator('strong.numeric').waitFor()
      await accessible(page, 'sent')
      await picture(page, `raise-sent-${how}`)
      assert.ok(!(await page.title()).includes('She') && !page.url().includes('asleep'))
      assert.equal((await waiting()).filter((id) => !before.includes(id)).length, 1)
      await page.context().close()
    })

    test(`the desk reads, takes, writes and joins what belongs together (${how})`, async () => {
      const first = await raised('A woman collects the pay of three girls at the laundry.', {
        children: [{ name: 'Sanna Ruel', age: { about: 13 }, sex: 'female' }],
      })
      const second = await raised('Girls at the laundry hand over their money.', {
        children: [{ name: 'Sana', age: { about: 12 } }],
      })
      const page = await signedIn(desk, language, options(language))
      await page.goto(`${address}/triage`)
      await page.locator('.work').first().waitFor()
      await accessible(page, 'queue')
      await picture(page, `triage-${how}`)
      assert.match(
        (await page.locator('.work').first().getAttribute('href'))!,
        new RegExp(urgent),
        'danger comes first',
      )
      await page.locator(`a[href="/concerns/${first}"]`).click()
      await page.locator('.said').first().waitFor()
      await page.waitForLoadState('networkidle')
      await accessible(page, 'record')
      await picture(page, `concern-${how}`)
      assert.ok(!(await page.title()).includes('Sanna'))
      await page.locator('.lrp-record button[data-kind=primary]').click()
      await page.locator('.lrp-record a[data-kind=primary][href*="/referrals/new"]').waitFor()
      await page.locator('.lrp-record textarea').fill('Do you know what time they finish?')
      await page.locator('.lrp-record .section').last().locator('button').click()
      await page.locator('.lrp-record .section').last().locator('.said').waitFor()
      await page.locator('.lrp-record button[data-kind=quiet]').first().click()
      const dialog = page.locator('[role=dialog]')
      await dialog.locator('input').fill('Sana')
      await page
        .locator('[role=option]')
        .filter({ hasText: /^Sana(?!n)/ })
        .first()
        .click()
      await dialog.locator('table').waitFor()
      await accessible(page, 'side by side')
      assert.match(await dialog.locator('table').innerText(), language === 'ar' ? /Sana، / : /Sana, /)
      await picture(page, `merge-${how}`, false)
      await dialog.locator('button[data-kind=primary]').click()
      await page.waitForURL(new RegExp(second))
      await page
        .getByText(language === 'ar' ? 'بنت أم ولد: لم يُذكر' : 'sex not given')
        .first()
        .waitFor()
      const joined = await viewConcern.run(node, { id: first }, { actor: desk })
      assert.ok(!isRefusal(joined) && joined.mergedInto === second)
      await page.locator('.lrp-record button[data-kind=quiet]').nth(1).click()
      await page.locator('[role=dialog] textarea').waitFor()
      await accessible(page, 'pass on')
      await page.keyboard.press('Escape')
      await page.locator('.lrp-record button[data-kind=quiet]').nth(2).click()
      await page.locator('[role=dialog] input[value=already-known]').check()
      await accessible(page, 'close')
      await page.locator('[role=dialog] button[data-kind=primary]').click()
      await page.locator('[role=dialog]').waitFor({ state: 'detached' })
      await page.context().close()
    })

    test(`the teacher who raised it reads the answer and adds something (${how})`, async () => {
      const id = await raised('A boy is fetched from school by a stranger.')
      assert.ok(!isRefusal(await take.run(node, { id }, { actor: desk, commandId: newId() })))
      await writeOnConcern.run(
        node,
        { id, text: 'Which day was it?', side: 'desk' },
        { actor: desk, commandId: newId() },
      )
      await addToConcern.run(node, { id, text: 'It was Tuesday.' }, { actor: teacher, commandId: newId() })
      const page = await signedIn(teacher, language, options(language))
      await page.goto(`${address}/concerns/${id}`)
      await page.locator('.said').first().waitFor()
      await accessible(page, 'reporter')
      await picture(page, `reporter-${how}`)
      await page.locator('textarea').fill('And again on Friday.')
      await page.locator('.lrp-record .section').last().locator('button').click()
      await page.getByText('And again on Friday.', { exact: true }).and(page.locator('.said')).waitFor()
      await page.context().close()
    })
  }
}

/** One question a screen: answers the two required ones and skips the rest. */
async function byTelephone(page: Page): Promise<void> {
  await page.locator('textarea').first().fill('She falls asleep in class and hides her hands.')
  await page.locator('.steps-actions button[data-kind=primary]').click()
  await page.locator('input[type=radio][value=not-now]').check()
  const forward = page.locator('.steps-actions button[data-kind=primary], .form-page button[type=submit]').last()
  const arrived = page.locator('.timeline')
  while ((await arrived.count()) === 0) {
    const now = await page.locator('main').innerText()
    await forward.click({ timeout: 2_000 }).catch(() => undefined)
    // Wait for the next question, or for the page that says it arrived.
    await page.waitForFunction((before) => document.querySelector('main')?.innerText !== before, now)
  }
}

test('a nurse at a bus station without network loses nothing, and the concern goes out when it is back', async () => {
  const page = await signedIn(teacher, 'en', desktop('en'))
  await page.goto(`${address}/concerns/new`)
  await page.locator('textarea').first().fill('A child sleeps in the ticket hall and waits for a man.')
  const before = await waiting()
  await page.context().setOffline(true)
  await page.locator('input[type=radio][value=immediate]').check()
  await page.locator('.form-page button[type=submit]').click()
  await page.locator('.notice[data-kind=due-soon]').waitFor()
  await accessible(page, 'kept')
  await picture(page, 'raise-kept')
  await page.context().setOffline(false)
  await page.locator('.timeline').waitFor()
  const [id, ...others] = (await waiting()).filter((candidate) => !before.includes(candidate))
  assert.ok(id && others.length === 0)
  await page.context().close()
})

test('an empty queue says what comes next', async () => {
  const page = await signedIn(await node.person('MER-EMPTY', ['triage']), 'en', desktop('en'))
  await page.goto(`${address}/triage`)
  await page.locator('.empty').waitFor()
  await accessible(page, 'nothing waits')
  await picture(page, 'triage-empty')
  await page.context().close()
})

test('what a teacher began to write is not seen by whoever signs in after her on the same device', async () => {
  const page = await signedIn(teacher, 'en', desktop('en'))
  const nurse = await node.person('MER-CLINIC', ['worker'])
  const link = page.getByRole('link', { name: 'Raise a concern' }).first()
  await page.goto(`${address}/concerns/new`)
  await page.locator('textarea').first().fill('Only I should read this.')
  await page.getByRole('link', { name: 'What is it about?' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await link.click()
  assert.equal(
    await page.locator('textarea').first().inputValue(),
    'Only I should read this.',
    'her own words wait for her',
  )
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.locator('input[type=password]').fill('correct horse')
  await page.getByLabel('Email').fill(`${nurse.id}@example.org`)
  await page.locator('form button[type=submit]').click()
  await link.click()
  assert.equal(await page.locator('textarea').first().inputValue(), '')
  await page.context().close()
})
