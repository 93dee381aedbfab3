import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { buildServer } from '../../../app/server/http.ts'
import type { TestNode } from '../../../tests/node.ts'

export interface OpenApp {
  address: string
  /** A page of a signed-in person on their own device. */
  signIn(browser: Browser, person: { id: string }, language: string, device: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

const web = process.env['TENFOLD_TEST_WEB'] ?? join(process.cwd(), 'dist/web')
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  woff2: 'font/woff2',
  json: 'application/json',
  svg: 'image/svg+xml',
}

/** The last build of the app, with the test's own server. */
export async function openApp(node: TestNode): Promise<OpenApp> {
  const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  return { address, signIn, close: async () => void (await server.close()) }

  async function signIn(
    browser: Browser,
    person: { id: string },
    language: string,
    device: BrowserContextOptions,
  ): Promise<Page> {
    const context = await browser.newContext({ ...device, serviceWorkers: 'block' })
    await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
    await context.addCookies([{ name: 'language', value: language, url: address }])
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
    const body = JSON.stringify({ email: `${person.id}@example.org`, password: 'correct horse' })
    const status = await page.evaluate(
      async (text) =>
        (await fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: text }))
          .status,
      body,
    )
    assert.equal(status, 200)
    return page
  }
}
