import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { desktop, openBrowser } from '../../tests/browser.ts'
import { testNode } from '../../tests/node.ts'
import { buildServer } from '../server/http.ts'
import { showBuiltApp } from './build/testing/built-app.ts'

const node = await testNode({ start: new Date().toISOString() })
const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
const address = await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const browser = await openBrowser()
// Not names of the demonstration, because the sign-in screen shows those.
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Vela Ostrander')
const nurse = await node.person('MER-SCHOOL', ['worker'], 'Nerida Quell')

async function signIn(page: Page, who: { id: string }): Promise<void> {
  await page.getByLabel('Email').fill(`${who.id}@example.org`)
  await page.getByLabel('Password').fill('correct horse')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'My day' }).waitFor()
}

/** The teacher, signed in in a browser at her school. */
async function atWork(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ...desktop('en'), serviceWorkers: 'block' })
  await showBuiltApp(context)
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
  await page.getByRole('button', { name: 'Sign out' }).click()
  await other.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor({ timeout: 10_000 })
  assert.equal(await other.getByRole('button', { name: 'Sign out' }).count(), 0)
  await context.close()
})

test('the window of one person shows nothing of theirs when another signs in beside it', async () => {
  const { context, page, other } = await twoWindows()
  // Her session expires, as after half an hour. Nobody signed out.
  await node.database.updateTable('kernel.session').set({ ended_at: node.clock.now() }).execute()
  await page.reload()
  await signIn(page, nurse)
  await other.getByText('Nerida Quell').first().waitFor({ state: 'attached', timeout: 10_000 })
  assert.equal(await other.getByText('Vela Ostrander').count(), 0)
  await context.close()
})

test('the next person does not get back with the back button to what the last one saw', async () => {
  const { context, page } = await atWork()
  // A browser that cached the page shows it again without loading it.
  await page.evaluate(() => localStorage.removeItem('tenfold.session'))
  await node.database.updateTable('kernel.session').set({ ended_at: node.clock.now() }).execute()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor({ timeout: 10_000 })
  assert.equal(await page.getByRole('button', { name: 'Sign out' }).count(), 0)
  await context.close()
})
