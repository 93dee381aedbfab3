import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestOf } from '#kernel/sign-in/accounts'
import { openBrowser, phone } from '../../tests/browser.ts'
import { assertGoodScreen, openApp } from '../../tests/screens.ts'
import { testNode } from '../../tests/node.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address, server } = await openApp(node, 'production')
const browser = await openBrowser()

test('the first administrator sets a password with a link that works once', async () => {
  const token = 'one-time-token-for-a-test'
  const now = node.clock.now()
  await node.database
    .insertInto('kernel.one_time_link')
    .values({
      token_hash: digestOf(token),
      purpose: 'first-administrator',
      created_at: now,
      expires_at: new Date(now.getTime() + 3_600_000),
    })
    .execute()
  const page = await (await browser.newContext({ ...phone('en'), serviceWorkers: 'block' })).newPage()
  const fill = async (): Promise<void> => {
    await page.goto(`${address}/first-administrator#${token}`)
    await page.locator('input[autocomplete=organization]').fill('Ministry of Meridia')
    await page.locator('input[autocomplete=name]').fill('Orla Finch')
    await page.locator('input[type=email]').fill('orla@ministry.example')
    await page.locator('input[type=password]').fill('three calm words')
    await page.locator('button[data-kind=primary]').click()
  }
  await fill()
  await page.locator('.notice[data-kind=ok]').waitFor()
  await assertGoodScreen(page, 'first-administrator')
  assert.ok(!page.url().includes(token), 'the token leaves the address')
  const entered = await server.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { 'content-type': 'application/json' },
    payload: { email: 'orla@ministry.example', password: 'three calm words' },
  })
  assert.equal(entered.statusCode, 200)
  await page.reload()
  await fill()
  await page.locator('[role=alert], .notice').first().waitFor()
  assert.equal((await node.database.selectFrom('kernel.account').select('id').execute()).length, 1)
})
