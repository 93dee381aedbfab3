import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { desktop, openBrowser } from '../../tests/browser.ts'
import { testNode } from '../../tests/node.ts'
import { openApp, say } from '../../tests/screens.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
// Not names of the demonstration, because the sign-in screen shows those.
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Vela Ostrander')
const nurse = await node.person('MER-SCHOOL', ['worker'], 'Nerida Quell')

const en = (id: string) => say('en', id)

async function signIn(page: Page, who: { id: string }): Promise<void> {
  await page.getByLabel(en('app.sign-in.email')).fill(`${who.id}@example.org`)
  await page.getByLabel(en('app.sign-in.password')).fill('correct horse')
  await page.getByRole('button', { name: en('app.sign-in.button'), exact: true }).click()
  await page.getByRole('heading', { name: en('app.my-day.title') }).waitFor()
}

/** The teacher, signed in in a browser at her school. */
async function atWork(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ...desktop('en'), serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(`${address}/`)
  await signIn(page, teacher)
  return { context, page }
}

/** The same with a second window. */
async function twoWindows(): Promise<{ context: BrowserContext; page: Page; other: Page }> {
  const { context, page } = await atWork()
  const other = await context.newPage()
  await other.goto(`${address}/`)
  await other.getByText('Vela Ostrander').first().waitFor({ state: 'attached' })
  return { context, page, other }
}

test('who signs out in one window leaves nothing on the screen of another', async () => {
  const { context, page, other } = await twoWindows()
  const asked = other.waitForResponse(/\/api\/session$/)
  // The other window asks who is signed in before the node knows that she signed out.
  await page.route('**/api/sign-out', async (route) => {
    await asked
    await route.continue()
  })
  await page.getByRole('button', { name: en('app.sign-out') }).click()
  await other.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  assert.equal(await other.getByRole('button', { name: en('app.sign-out') }).count(), 0)
  await context.close()
})

test('the window of one person shows nothing of theirs when another signs in beside it', async () => {
  const { context, page, other } = await twoWindows()
  // Her session expires, as after half an hour. Nobody signed out.
  await node.database.updateTable('kernel.session').set({ ended_at: node.clock.now() }).execute()
  await page.reload()
  await signIn(page, nurse)
  await other.getByText('Nerida Quell').first().waitFor({ state: 'attached' })
  assert.equal(await other.getByText('Vela Ostrander').count(), 0)
  await context.close()
})

test('the next person does not get back with the back button to what the last one saw', async () => {
  const { context, page } = await atWork()
  // A browser that cached the page shows it again without loading it.
  await page.evaluate(() => localStorage.removeItem('tenfold.session'))
  await node.database.updateTable('kernel.session').set({ ended_at: node.clock.now() }).execute()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await page.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  assert.equal(await page.getByRole('button', { name: en('app.sign-out') }).count(), 0)
  await context.close()
})

test('who signs out without a network is signed out when it is back, before anybody sees their work', async () => {
  const { context, page } = await atWork()
  await context.setOffline(true)
  await page.getByRole('button', { name: en('app.sign-out') }).click()
  await page.waitForFunction(() => !document.querySelector('h1'))
  await context.setOffline(false)
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  assert.equal(await page.getByText('Vela Ostrander').count(), 0)
  await signIn(page, nurse)
  await context.close()
})
