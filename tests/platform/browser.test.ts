import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { desktop, openBrowser, phone } from '../browser.ts'

test('the browser of the journeys opens a page on a phone and a desktop and keeps its web security', async () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      request.url === '/secret'
        ? 'secret'
        : '<!doctype html><meta name="viewport" content="width=device-width"><title>A page</title><p>مرحبا</p>',
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => server.close())
  const port = (server.address() as AddressInfo).port
  const browser = await openBrowser()
  for (const [kind, width] of [
    [phone('ar'), 360],
    [desktop('en'), 1280],
  ] as const) {
    const context = await browser.newContext(kind)
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    assert.equal(await page.title(), 'A page')
    assert.equal(await page.evaluate('innerWidth'), width)
    const elsewhere = await page.evaluate(
      `fetch('http://localhost:${port}/secret').then((r) => r.text(), () => 'blocked')`,
    )
    assert.equal(elsewhere, 'blocked')
    await context.close()
  }
})
