import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { raise } from '../../src/signals/api.ts'
import { desktop, openBrowser, phone } from '../../tests/browser.ts'
import { testNode } from '../../tests/node.ts'
import { buildServer } from '../server/http.ts'
import { showBuiltApp } from './build/testing/built-app.ts'
import { violationsOn } from './build/testing/violations.ts'

const node = await testNode({ start: new Date().toISOString() })
const server = await buildServer({
  node,
  config: { mode: 'demonstration', publicUrl: undefined, logLevel: 'fatal' } as never,
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const browser = await openBrowser()
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Tamsin Arrol')
const nurse = await node.person('MER-SCHOOL', ['worker'], 'Amal Serrouf')
await node.database.updateTable('kernel.account').set({ language: 'ar' }).where('id', '=', nurse.id).execute()
const PASSWORD = 'correct horse'

async function device(options: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ...options, serviceWorkers: 'block', reducedMotion: 'reduce' })
  await showBuiltApp(context)
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

const ENGLISH = { email: 'Email', password: 'Password', button: 'Sign in' }
const ARABIC = { email: 'البريد الإلكتروني', password: 'كلمة المرور', button: 'تسجيل الدخول' }

test('a teacher signs in, is told what to do first and signs out again', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
  assert.deepEqual(await violationsOn(page), [])
  await page.getByRole('complementary', { name: 'Demonstration' }).waitFor()
  await signIn(page, ENGLISH)
  await page.getByRole('heading', { name: 'My day' }).waitFor()
  await page.getByText('Nothing is due').waitFor()
  await page.getByRole('link', { name: 'Raise a concern' }).first().waitFor()
  assert.equal(await page.title(), 'My day · Tenfold', 'the title says nothing to somebody beside the screen')
  assert.deepEqual(await violationsOn(page), [])
  assert.equal(
    await page.getByRole('navigation').getByRole('link', { name: 'Deadlines' }).count(),
    0,
    'only what the role does',
  )
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
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
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'alert')
  assert.deepEqual(await violationsOn(page), [])
  await context.close()
})

test('a link to a screen leads there after signing in, and another role’s screen says so', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/clocks`)
  await signIn(page, ENGLISH)
  await page.getByRole('heading', { name: 'You do not have access to this page' }).waitFor()
  assert.deepEqual(await violationsOn(page), [])
  await page.goto(`${address}/no/such/page`)
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
  await context.close()
})

test('the language is kept on the device and turns the page around', async () => {
  const { context, page } = await device(phone('en'))
  await page.goto(`${address}/`)
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
  await page.getByRole('heading', { name: ARABIC.button, level: 1 }).waitFor()
  assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl')
  await page.reload()
  await page.getByRole('heading', { name: ARABIC.button, level: 1 }).waitFor()
  await signIn(page, ARABIC)
  await page.getByRole('heading', { name: 'يومي' }).waitFor()
  const menu = page.getByRole('button', { name: 'القائمة' })
  await menu.tap()
  await page.getByRole('link', { name: 'حول' }).waitFor()
  assert.deepEqual(await violationsOn(page), [])
  await page.getByRole('link', { name: 'حول' }).tap()
  await page.getByRole('heading', { name: 'الأعمال العشرة' }).waitFor()
  assert.equal(await menu.getAttribute('aria-expanded'), 'false')
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'a screen reader says where one is')
  assert.deepEqual(await violationsOn(page), [])
  await context.close()
})

test('on a new device the screens wait for the language of the account', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
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
  await page.getByRole('heading', { name: 'يومي' }).waitFor()
  assert.ok(!spoken.includes('My day'), spoken.join(', '))
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
  await page.getByRole('link', { name: '5 of 27 shown' }).tap()
  await page.getByRole('heading', { name: 'Concerns you raised', level: 1 }).waitFor()
  assert.equal(await page.title(), 'My day · Tenfold', 'the title says nothing to somebody beside the screen')
  const rows = page.getByRole('list', { name: 'Concerns you raised' }).getByRole('listitem')
  assert.deepEqual(await violationsOn(page), [])
  assert.equal(await rows.count(), 25)
  await page.getByRole('button', { name: 'Show more' }).tap()
  await rows.nth(26).waitFor()
  await page.goto(`${address}/lists/of-somebody-else`)
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
  await context.close()
})

test('the keyboard goes past the navigation to the content', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/about`)
  await page.getByRole('heading', { name: 'The ten actions' }).waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to main content')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
  await context.close()
})

test('a session that ended elsewhere leads to the sign-in screen', async () => {
  const { context, page } = await device(desktop('en'))
  await page.goto(`${address}/`)
  await signIn(page, ENGLISH)
  await page.getByRole('heading', { name: 'My day' }).waitFor()
  await context.clearCookies()
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
  await context.close()
})
