import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { nodeActor, type Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { storeAuthority } from '#referral'
import { loadPlaces } from '#standards/places'
import { buildServer } from '../../../app/server/http.ts'
import { duties } from '../../../app/server/reactions.ts'
import { desktop, openBrowser, phone } from '../../../tests/browser.ts'
import { testNode } from '../../../tests/node.ts'
import { violationsOn } from '../../../tests/screens.ts'
import { raise } from '../../signals/api.ts'
import { authorityOf } from '../example-situations.test-data.ts'

/** Folder of a build of the web app. Default: the one the server serves. */
const web = process.env['TENFOLD_TEST_WEB']
const shots = process.env['TENFOLD_TEST_SHOTS'] ?? join(process.env['TENFOLD_TEST_TMP'] ?? '.cache', 'referral-screens')
mkdirSync(shots, { recursive: true })
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
const node = await testNode({ start: new Date().toISOString() })
const server = await buildServer({
  node,
  config: { mode: 'demonstration', publicUrl: undefined, logLevel: 'fatal' } as never,
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const browser = await openBrowser()
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Pell Imsa')
const officer = await node.person('MER-WELFARE', ['authority'], 'Danu Orrin')
const boss = await node.person('MER-WELFARE', ['supervisor'], 'Quin Avara')
const caseworker = await node.person('MER-WELFARE', ['caseworker'], 'Lio Tessan')
const guardian = await node.person('MER-GUARD', ['guardian'], 'Mira Holt')
const coordinator = await node.person('MER-COORD', ['coordinator'], 'Sel Davin')
await openTx(node, nodeActor, async (tx) => {
  await loadPlaces(tx.db, '1', [
    { code: 'XM', ancestors: [], name: { en: 'Meridia', ar: 'ميريديا' } },
    { code: 'XM01', ancestors: ['XM'], name: { en: 'North Shore', ar: 'الساحل الشمالي' } },
    { code: 'XM0102', ancestors: ['XM01', 'XM'], name: { en: 'Old Harbour', ar: 'الميناء القديم' } },
  ])
  await tx.db
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-SCHOOL'), place_code: '' })
    .execute()
})
const welfare = authorityOf(await node.agencyId('MER-WELFARE'), {
  id: newId(),
  name: { en: 'Child Welfare North', ar: 'رعاية الطفل في الشمال' },
  onCall: everyDay,
  contact: { phone: '+000 10 20 30' },
})
await storeAuthority(node.database, welfare, node.clock.now())
await storeAuthority(
  node.database,
  authorityOf(await node.agencyId('MER-POLICE'), {
    id: newId(),
    name: { en: 'Child Desk of the Police', ar: 'مكتب الطفل في الشرطة' },
    kind: 'police',
    onCall: everyDay,
    mandates: [{ ...welfare.mandates[0]!, places: ['XM'] }],
  }),
  node.clock.now(),
)

async function concernOf(name: string, place?: string): Promise<string> {
  const id = newId()
  const answer = await raise.run(
    node,
    {
      id,
      words: 'He told me he works every night and may not leave the yard.',
      danger: 'not-now',
      place: place ? { code: place } : undefined,
      children: [{ name, age: { about: 13 }, sex: 'male' }],
      howKnown: 'told-by-child',
      replyWanted: false,
    },
    { actor: teacher, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return id
}

async function signedIn(context: BrowserContext, actor: Actor): Promise<Page> {
  if (web)
    await context.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.startsWith('/api/')) return route.continue()
      const types: Record<string, string> = {
        js: 'text/javascript',
        css: 'text/css',
        html: 'text/html',
        woff2: 'font/woff2',
        json: 'application/json',
        svg: 'image/svg+xml',
      }
      const file = pathname !== '/' && existsSync(join(web, pathname)) ? join(web, pathname) : join(web, 'index.html')
      return route.fulfill({
        body: readFileSync(file),
        contentType: types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      })
    })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
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
    `${actor.id}@example.org`,
  )
  assert.equal(status, 200)
  return page
}

/**
 * Asserts: no accessibility violation, nothing wider than the screen, nothing untranslated, no name in the title. Takes
 * a screenshot.
 */
async function check(page: Page, what: string, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(shots, `${what}-${name}.png`), fullPage: true })
  await page.evaluate(axe.source)
  const found = { violations: await violationsOn(page) }
  assert.deepEqual(
    found.violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html.slice(0, 160))]),
    [],
    what,
  )
  assert.ok(
    await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
    `${what}: something is wider than the screen`,
  )
  const text = await page.locator('main').innerText()
  assert.doesNotMatch(
    text,
    /\b(referral|case-management|accountability|signals|children)\.[a-z]/,
    `${what}: an id instead of a text`,
  )
  assert.doesNotMatch(await page.title(), /Tamo|Venn/, what)
}

/** On a phone each question has its own screen, so none can be skipped by accident. */
async function stepByStep(page: Page, name: string): Promise<void> {
  const next = page.locator('button[data-kind=primary]')
  await check(page, '1-new-who', name)
  await next.click()
  await page.locator('input[value=high]').waitFor()
  await next.click()
  await page.locator('[role=alert]').waitFor()
  await check(page, '1-new-risk', name)
  for (const answer of [
    'input[value=high]',
    'input[value=begging]',
    'input[value=assessment]',
    'input[value=unknown]',
    'input[value=identity]',
  ]) {
    await page.locator(answer).waitFor()
    await page.locator(answer).check()
    if (answer.includes('identity')) await check(page, '1-new-share', name)
    await next.click()
  }
}

async function worked(): Promise<void> {
  await workUntilQuiet(node, duties)
}

for (const [width, options] of [
  ['360', phone],
  ['1280', desktop],
] as const) {
  for (const language of ['en', 'ar']) {
    const name = `${language}-${width}`
    test(`a referral is written, answered, worked on, closed and counted by five people (${name})`, async () => {
      const context = async () => {
        const made = await browser.newContext({ ...options(language), serviceWorkers: 'block' })
        await made.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
        await made.addCookies([{ name: 'language', value: language, url: address }])
        return made
      }
      const concernId = await concernOf('Tamo Venn', 'XM0102')
      const asTeacher = await signedIn(await context(), teacher)
      await asTeacher.goto(`${address}/referrals/new?concern=${concernId}`)
      await asTeacher.locator('.why-button').first().waitFor()
      if (width === '360') await stepByStep(asTeacher, name)
      else {
        await check(asTeacher, '1-new', name)
        await asTeacher.locator('button[data-kind=primary]').click()
        await asTeacher.locator('[role=alert]').waitFor()
        await check(asTeacher, '1-new-errors', name)
        for (const answer of [
          '#risk input[value=high]',
          '#requests input[value=assessment]',
          '#caregiver input[value=unknown]',
          '#share input[value=identity]',
        ])
          await asTeacher.locator(answer).check()
        await asTeacher.locator('button[data-kind=primary]').click()
      }
      await asTeacher.waitForURL(/referrals\/[0-9a-f-]{36}$/)
      await asTeacher.locator('input[value=override]').check()
      await asTeacher.locator('input[value=statutory-duty]').check()
      await asTeacher.locator('textarea').fill('The Act obliges the school to tell.')
      await asTeacher.locator('input[value=told]').check()
      await check(asTeacher, '2-consent', name)
      await asTeacher
        .locator('.section:has(input[value=override]) button:not([data-kind=primary]):not(.why-button)')
        .click()
      await asTeacher.locator('button[data-kind=primary]:not([disabled])').waitFor()
      await check(asTeacher, '3-ready', name)
      await asTeacher.locator('button[data-kind=primary]').click()
      await asTeacher.locator('.timeline').waitFor()
      const id = asTeacher.url().split('/').at(-1)!
      await worked()

      const asOfficer = await signedIn(await context(), officer)
      await asOfficer.goto(`${address}/referrals`)
      await asOfficer.locator('a.work').first().waitFor()
      await check(asOfficer, '4-inbox', name)
      await asOfficer.goto(`${address}/referrals/${id}`)
      await asOfficer.locator('button[data-kind=primary]').first().waitFor()
      await asOfficer.locator('button.why-button').first().click()
      await asOfficer.locator('.popover').waitFor()
      await check(asOfficer, '5-why', name)
      await asOfficer.keyboard.press('Escape')
      await asOfficer.locator('button[data-kind=primary]').first().click()
      await asOfficer.waitForFunction(
        (least) => document.querySelectorAll('.clock[data-state^=met]').length >= least,
        2,
      )
      await asOfficer.locator('textarea').last().fill('Thank you. Is he at school today?')
      await asOfficer.locator('.page > .section').last().locator('button').click()
      await asOfficer.locator('.section .said').last().waitFor()
      await check(asOfficer, '6-record', name)
      await asOfficer.locator('.page button[data-kind=secondary]').first().click()
      await asOfficer.locator('[role=dialog]').waitFor()
      await check(asOfficer, '7-decline', name)
      await asOfficer.keyboard.press('Escape')
      await asOfficer.locator('.page button[data-kind=primary]').first().click()
      await asOfficer.waitForFunction(
        (least) => document.querySelectorAll('.clock[data-state^=met]').length >= least,
        3,
      )
      await worked()

      const asBoss = await signedIn(await context(), boss)
      await asBoss.goto(`${address}/cases`)
      await asBoss.locator('a.work').first().click()
      await asBoss.locator('button[data-kind=primary]').first().click()
      await asBoss.locator('[role=dialog] select').first().selectOption(caseworker.id)
      await asBoss.locator('[role=dialog] select').last().selectOption(guardian.id)
      await check(asBoss, '8-assign', name)
      await asBoss.locator('[role=dialog] button[data-kind=primary]').click()
      await asBoss.locator('.page button[aria-label]:not(.why-button)').first().waitFor()
      const caseId = asBoss.url().split('/').at(-1)!
      await worked()

      const asWorker = await signedIn(await context(), caseworker)
      await asWorker.goto(`${address}/cases/${caseId}`)
      await asWorker.locator('.page button[aria-label]:not(.why-button)').first().waitFor()
      await check(asWorker, '9-case', name)
      await asWorker.locator('.section-head button').first().click()
      await asWorker.locator('[role=dialog] select').first().selectOption('other')
      await asWorker.locator('[role=dialog] textarea').fill('Ask the aunt about a bed.')
      await check(asWorker, '10-task', name)
      await asWorker.locator('[role=dialog] button[data-kind=primary]').click()
      await asWorker.waitForFunction(
        (count) => document.querySelectorAll('.page button[aria-label]:not(.why-button)').length === count,
        3,
      )
      for (let left = 3; left > 0; left -= 1) {
        await asWorker.locator('.page button[aria-label]:not(.why-button)').first().click()
        await asWorker.locator('[role=dialog] input[value=done]').check()
        await asWorker.locator('[role=dialog] button[data-kind=primary]').click()
        await asWorker.waitForFunction(
          (count) => document.querySelectorAll('.page button[aria-label]:not(.why-button)').length === count,
          left - 1,
        )
      }
      await asWorker.locator('.page > .section').last().locator('button').click()
      await asWorker.locator('[role=dialog] input[value=with-family-safely]').check()
      await asWorker.locator('[role=dialog] textarea').fill('He lives with his aunt and goes to school.')
      await check(asWorker, '11-close', name)
      await asWorker.locator('[role=dialog] button[data-kind=primary]').click()
      await asWorker.locator('.notice[data-kind=ok]').waitFor()
      await check(asWorker, '12-closed', name)
      await worked()

      await concernOf('Tamo Venn')
      const asCoordinator = await signedIn(await context(), coordinator)
      await asCoordinator.goto(`${address}/clocks`)
      await asCoordinator.locator('.chart').waitFor()
      await check(asCoordinator, '13-clocks', name)
      await asCoordinator.goto(`${address}/referrals`)
      await asCoordinator.locator('.empty').first().waitFor()
      await check(asCoordinator, '14-nothing-parked', name)
      await asTeacher.reload()
      await asTeacher.locator('.timeline').waitFor()
      await check(asTeacher, '15-sent', name)
      for (const page of [asTeacher, asOfficer, asBoss, asWorker, asCoordinator]) await page.context().close()
    })
  }
}

test('a referral that cannot be fetched without a connection says so', async () => {
  const made = await browser.newContext({ ...phone('en'), serviceWorkers: 'block' })
  await made.addInitScript(`localStorage.setItem('tenfold.language', 'en')`)
  const page = await signedIn(made, officer)
  await page.goto(`${address}/referrals`)
  await page.locator('a.work, .empty').first().waitFor()
  await made.route('**/api/referrals/**', (route) => route.abort())
  await page.goto(`${address}/referrals/${newId()}`)
  await page.locator('.empty[role=status], .notice').first().waitFor()
  await check(page, '16-offline', 'en-360')
  await made.close()
})
