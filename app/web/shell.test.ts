import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { raise } from '../../src/path/signals/api.ts'
import { desktop, openBrowser, phone } from '../../tests/browser.ts'
import { testNode } from '../../tests/node.ts'
import { assertGoodScreen, openApp, say } from '../../tests/screens.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Tamsin Arrol')
const nurse = await node.person('MER-SCHOOL', ['worker'], 'Amal Serrouf')
await node.database.updateTable('kernel.account').set({ language: 'ar' }).where('id', '=', nurse.id).execute()
const PASSWORD = 'correct horse'

async function device(options: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ...options, serviceWorkers: 'block' })
  return { context, page: await context.newPage() }
}

async function signIn(
  page: Page,
  words: { email: string; password: string; button: string },
  who = teacher,
): Promise<void> {
  await page.getByLabel(words.email).fill(`${who.id}@example.org`)
  await page.getByLabel(words.password).fill(PASSWORD)
  await page.getByRole('button', { name: words.button, exact: true }).click()
}

const wordsOf = (language: string) => ({
  email: say(language, 'app.sign-in.email'),
  password: say(language, 'app.sign-in.password'),
  button: say(language, 'app.sign-in.button'),
})
const ENGLISH = wordsOf('en')
const ARABIC = wordsOf('ar')
const en = (id: string, values?: Record<string, string | number>) => say('en', id, values)
const titleOfMyDay = `${en('app.my-day.title')} · ${en('app.name')}`

test('a teacher signs in, is told what to do first and signs out again', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  await assertGoodScreen(page, 'shell-sign-in')
  await page.getByRole('complementary', { name: en('ui.demonstration.title') }).waitFor()
  await signIn(page, ENGLISH)
  await page.getByRole('heading', { name: en('app.my-day.title') }).waitFor()
  await page.getByText(en('app.my-day.nothing-due')).waitFor()
  await page
    .getByRole('link', { name: en('app.my-day.raise') })
    .first()
    .waitFor()
  assert.equal(await page.title(), titleOfMyDay, 'the title says nothing to somebody beside the screen')
  await assertGoodScreen(page, 'shell-my-day-of-nobody')
  assert.equal(
    await page
      .getByRole('navigation')
      .getByRole('link', { name: en('accountability.nav') })
      .count(),
    0,
    'only what the role does',
  )
  await page.getByRole('button', { name: en('app.sign-out') }).click()
  await page.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('tenfold.session')), null)
  await context.close()
})

test('a wrong password is refused in the reader’s language, and the focus is on the refusal', async () => {
  const { context, page } = await device(phone('ar'))
  await page.goto(`${address}/sign-in`)
  await page.getByLabel(ARABIC.email).fill('nobody@example.org')
  await page.getByLabel(ARABIC.password).fill('not this one')
  await page.getByRole('button', { name: ARABIC.button, exact: true }).click()
  const refusal = page.getByRole('alert')
  await refusal.waitFor()
  assert.match((await refusal.textContent()) ?? '', /[\u0621-\u064a]{3}/)
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
  await assertGoodScreen(page, 'shell-sign-in-refused')
  await context.close()
})

test('a link to a screen leads there after signing in, and another role’s screen says so', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/clocks`)
  await signIn(page, ENGLISH)
  await page.getByRole('heading', { name: en('app.not-for-you.title') }).waitFor()
  await assertGoodScreen(page, 'shell-not-for-you')
  await page.goto(`${address}/no/such/page`)
  await page.getByRole('heading', { name: en('app.no-screen.title') }).waitFor()
  await context.close()
})

test('the language is kept on the device and turns the page around', async () => {
  const { context, page } = await device(phone('en'))
  await page.goto(`${address}/`)
  await page.getByRole('combobox', { name: en('ui.language.label') }).selectOption('ar')
  await page.getByRole('heading', { name: say('ar', 'app.sign-in.title'), level: 1 }).waitFor()
  assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl')
  await page.reload()
  await page.getByRole('heading', { name: say('ar', 'app.sign-in.title'), level: 1 }).waitFor()
  await signIn(page, ARABIC)
  await page.getByRole('heading', { name: say('ar', 'app.my-day.title') }).waitFor()
  const menu = page.getByRole('button', { name: say('ar', 'app.menu') })
  await menu.tap()
  await page.getByRole('link', { name: say('ar', 'about.nav') }).waitFor()
  await assertGoodScreen(page, 'shell-menu')
  await page.getByRole('link', { name: say('ar', 'about.nav') }).tap()
  await page.getByRole('heading', { name: say('ar', 'about.title') }).waitFor()
  assert.equal(await menu.getAttribute('aria-expanded'), 'false')
  // A screen reader says where one is.
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  await assertGoodScreen(page, 'shell-about')
  await context.close()
})

test('on a new device the screens wait for the language of the account', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  const spoken: string[] = []
  await page.exposeFunction('heard', (text: string) => spoken.push(text))
  await page.evaluate(() => {
    const tell = (window as unknown as { heard(text: string): void }).heard
    new MutationObserver(() => tell(document.querySelector('h1')?.textContent ?? '')).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  await signIn(page, ENGLISH, nurse)
  await page.getByRole('heading', { name: say('ar', 'app.my-day.title') }).waitFor()
  assert.ok(!spoken.includes(en('app.my-day.title')), spoken.join(', '))
  await context.close()
})

test('a teacher goes from My day to every concern they ever raised, page by page', async () => {
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-HOTLINE'), place_code: '' })
    .execute()
  const often = await node.person('MER-SCHOOL', ['worker'], 'Orla Tenning')
  for (let raised = 0; raised < 27; raised += 1) {
    const answer = await raise.run(
      node,
      { id: newId(), words: 'A boy carries bricks at night.', danger: 'unknown' },
      { actor: often, commandId: newId() },
    )
    assert.ok(!isRefusal(answer))
  }
  const { context, page } = await device(phone('en'))
  await page.goto(`${address}/`)
  await signIn(page, ENGLISH, often)
  await page.getByRole('link', { name: en('app.my-day.count', { count: 27, shown: 5 }) }).tap()
  await page.getByRole('heading', { name: en('signals.my-day.my-concerns'), level: 1 }).waitFor()
  assert.equal(await page.title(), titleOfMyDay, 'the title says nothing to somebody beside the screen')
  const rows = page.getByRole('list', { name: en('signals.my-day.my-concerns') }).getByRole('listitem')
  await assertGoodScreen(page, 'shell-my-concerns')
  assert.equal(await rows.count(), 25)
  await page.getByRole('button', { name: en('ui.list.more') }).tap()
  await rows.nth(26).waitFor()
  await page.goto(`${address}/lists/of-somebody-else`)
  await page.getByRole('heading', { name: en('app.no-screen.title') }).waitFor()
  await context.close()
})

test('the keyboard goes past the navigation to the content', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/about`)
  await page.getByRole('heading', { name: en('about.title') }).waitFor()
  await page.keyboard.press('Tab')
  await page.waitForFunction((skip) => document.activeElement?.textContent === skip, en('app.skip'))
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'main')
  await context.close()
})

test('a session that ended elsewhere leads to the sign-in screen', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/`)
  await signIn(page, ENGLISH)
  await page.getByRole('heading', { name: en('app.my-day.title') }).waitFor()
  await context.clearCookies()
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  await context.close()
})
