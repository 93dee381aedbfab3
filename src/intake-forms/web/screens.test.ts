import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { writeWorkbook } from '../../../lib/forms/xlsform/write-workbook.ts'
import { buildServer } from '../../../app/server/http.ts'
import { desktop, openBrowser, phone } from '../../../tests/browser.ts'
import { testNode } from '../../../tests/node.ts'
import { violationsOn } from '../../../tests/screens.ts'
import { importForm } from '../api.ts'

const web = process.env['TENFOLD_TEST_WEB'] ?? join(process.cwd(), 'dist/web')
const shots = process.env['TENFOLD_TEST_SHOTS']
const node = await testNode({ start: new Date().toISOString() })
const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
const address = await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const browser = await openBrowser()
const administrator = await node.person('MER-SCHOOL', ['administrator', 'caseworker'])
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  woff2: 'font/woff2',
  json: 'application/json',
  svg: 'image/svg+xml',
}

const survey = join(process.cwd(), '../shared/data/htcds/htcds_xlsform.xlsx')
const ownForm = writeWorkbook({
  survey: [
    [
      'type',
      'name',
      'label::en',
      'label::ar',
      'hint::en',
      'hint::ar',
      'required',
      'relevant',
      'constraint',
      'constraint_message::en',
      'constraint_message::ar',
    ],
    ['text', 'prs_FirstName', 'What is the first name?', 'ما الاسم الأول؟', '', '', 'yes', '', '', '', ''],
    [
      'integer',
      'vic_AgeWhenTrafficked',
      'How old was the person then?',
      'كم كان العمر حينها؟',
      'A guess is fine.',
      'التقدير مقبول.',
      '',
      '',
      '. < 130',
      'Nobody is that old.',
      'لا أحد بهذا العمر.',
    ],
    [
      'select_multiple kinds',
      'vic_TypeOfExploitation',
      'What was the person made to do?',
      'على ماذا أُجبر الشخص؟',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ],
    [
      'text',
      'said',
      'What did ${prs_FirstName} say?',
      'ماذا قال ${prs_FirstName}؟',
      '',
      '',
      '',
      "selected(${vic_TypeOfExploitation}, 'Other')",
      '',
      '',
      '',
    ],
    ['geopoint', 'where', 'Where', 'أين', '', '', '', '', '', '', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::en', 'label::ar'],
    ['kinds', 'ForcedBegging', 'Begging', 'التسول'],
    ['kinds', 'Other', 'Something else', 'شيء آخر'],
  ],
  settings: [
    ['form_id', 'form_title', 'version', 'default_language'],
    ['meridia intake', 'Intake of Meridia', '3', 'en'],
  ],
})

async function bring(bytes: Uint8Array, fileName: string): Promise<string> {
  const answer = await importForm.run(
    node,
    { fileName, workbook: Buffer.from(bytes).toString('base64') },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer.id
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
  const body = JSON.stringify({ email: `${administrator.id}@example.org`, password: 'correct horse' })
  const status = await page.evaluate(
    async (text) =>
      (await fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: text }))
        .status,
    body,
  )
  assert.equal(status, 200)
  return page
}

async function assertGood(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(axe.source)
  const violations = await violationsOn(page)
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]),
    [],
    what,
  )
  assert.ok(
    await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
    `${what}: nothing is wider than the screen`,
  )
  assert.doesNotMatch(await page.title(), /Lirrin|Intake/)
  assert.doesNotMatch(decodeURIComponent(page.url()), /Lirrin/)
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${what}.png`), fullPage: true })
}

const next = (page: Page) => page.locator('button[data-kind=primary]').last().click()
const formId = await bring(ownForm, 'intake.xlsx')

for (const [screen, options] of [
  ['360', phone],
  ['1280', desktop],
] as const) {
  for (const language of ['en', 'ar']) {
    const name = `${language}-${screen}`
    test(`an imported form is filled, and its row says what it cannot carry (${name})`, async () => {
      const context = await browser.newContext({ ...options(language), serviceWorkers: 'block' })
      await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
      const page = await signedIn(context)
      await page.goto(`${address}/forms`)
      await page.locator(`a[href="/forms/${encodeURIComponent(formId)}"]`).click()
      await page.locator('h1').waitFor()
      await page.locator('input[type=text], input:not([type])').first().waitFor()
      await assertGood(page, `forms-fill-${name}`)

      if (screen === '1280') {
        await page.locator('input').first().fill('Lirrin')
        await page.locator('input[inputmode=numeric]').fill('13')
        for (const box of await page.locator('input[type=checkbox]').all()) await box.check()
        await page.locator('main input, main textarea').last().fill('We carried bags.')
        await assertGood(page, `forms-filled-in-${name}`)
        await next(page)
      } else {
        await page.locator('main input').first().fill('Lirrin')
        await next(page)
        await page.locator('main input').first().fill('300')
        await next(page)
        await page
          .getByText(language === 'en' ? 'Nobody is that old.' : 'لا أحد بهذا العمر.')
          .first()
          .waitFor()
        await assertGood(page, `forms-problem-${name}`)
        await page.locator('main input').first().fill('13')
        await next(page)
        await page.locator('main input[type=checkbox]').first().waitFor()
        for (const box of await page.locator('main input[type=checkbox]').all()) await box.check()
        await next(page)
        await page.getByText('Lirrin').first().waitFor()
        await page.locator('main input, main textarea').first().fill('We carried bags.')
        await next(page)
        await next(page)
        await assertGood(page, `forms-check-${name}`)
        await next(page)
      }
      await page.waitForURL(/forms\/[^/]+\/[0-9a-f-]{36}$/)
      await page.getByText('We carried bags.').waitFor()
      await assertGood(page, `forms-read-${name}`)
      await page.getByRole('button', { name: language === 'en' ? 'Create HTCDS row' : 'إنشاء الصف' }).click()
      await page.getByText('prs_FirstName').waitFor()
      assert.ok(
        await page.getByText(language === 'en' ? 'Forced to commit offences' : 'إجبار على ارتكاب جرائم').count(),
      )
      await assertGood(page, `forms-row-${name}`)
      const download = page.waitForEvent('download')
      await next(page)
      assert.equal((await download).suggestedFilename(), 'form.csv')
      await page.goto(`${address}/forms`)
      await page.locator('a[href*="/forms/meridia"]').nth(1).waitFor()
      await assertGood(page, `forms-list-${name}`)
      await context.close()
    })
  }
}

test('the published HTCDS survey form opens on a phone', {
  skip: existsSync(survey) ? false : `no HTCDS survey form in ${survey}`,
}, async () => {
  const id = await bring(readFileSync(survey), 'htcds_xlsform.xlsx')
  const context = await browser.newContext({ ...desktop('en'), serviceWorkers: 'block' })
  const page = await signedIn(context)
  await page.goto(`${address}/forms/${id}`)
  await page.getByText('Referring Primary Case Worker').waitFor()
  await assertGood(page, 'forms-htcds-en-1280')
  await context.close()
})
