import { performance } from 'node:perf_hooks'
import type { Browser, BrowserContext } from 'playwright-core'
import { demonstrationAccounts } from '../app/demonstration/accounts.ts'
import { buildServer } from '../app/server/http.ts'
import { launchBrowser, phone } from '../tests/browser.ts'
import { machine, openCountry, waitsOf } from './country.ts'

/**
 * A slow phone on a slow connection, as in Lighthouse for mobile: 150 ms latency, 1.6 Mbit/s down, 750 kbit/s up, a
 * quarter of the processor.
 */
const line = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const slower = 4

/**
 * Measures how long a teacher who opens *Raise a concern* for the first time waits until the first question accepts
 * typing, with nothing cached on the device, and how much script is downloaded. Also measures the same phone on a fast
 * connection.
 *
 *   node scripts/bootstrap.mjs && node bench/run.mjs first-visit --children=100
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const rounds = Number(options['rounds'] ?? 5)
  const country = await openCountry({ children: '100', ...options })
  const server = await buildServer({ node: country.node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  const browser = await launchBrowser()
  try {
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const session = await signIn(browser, address)
    const result: Record<string, unknown> = {}
    for (const language of (options['languages'] ?? 'en,ar,fr,es').split(',')) {
      const slow = await visits(browser, address, session, language, rounds, true)
      const free = await visits(browser, address, session, language, rounds, false)
      result[language] = {
        'slowed phone and line': slow,
        'not slowed': free,
        ratio: Number((slow.milliseconds.p50 / free.milliseconds.p50).toFixed(1)),
      }
    }
    return { bench: 'first-visit', line: { ...line, processor: `1/${slower}` }, ...machine(), ...result }
  } finally {
    await browser.close()
    await server.close()
    await country.close()
  }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Signs in once for all visits. Each visit gets the cookies and nothing else, like a new phone. */
async function signIn(browser: Browser, address: string): Promise<Cookies> {
  const context = await browser.newContext()
  const { email, password } = demonstrationAccounts()[0]!
  const answer = await context.request.post(`${address}/api/sign-in`, {
    data: { email, password },
    headers: { origin: address },
  })
  if (!answer.ok()) throw new Error(`Nobody could sign in: ${answer.status()}`)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

async function visits(
  browser: Browser,
  address: string,
  session: Cookies,
  language: string,
  rounds: number,
  slow: boolean,
) {
  const times: number[] = []
  let script = 0
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext(phone(language))
    await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
    await context.addCookies(session)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    script = 0
    const scripts = new Set<string>()
    devtools.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
    devtools.on(
      'Network.loadingFinished',
      ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && (script += encodedDataLength)),
    )
    if (slow) {
      await devtools.send('Network.emulateNetworkConditions', line)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    }
    const began = performance.now()
    await page.goto(`${address}/concerns/new`, { waitUntil: 'commit' })
    await page.locator('main textarea').first().fill('The child works at night.')
    times.push(performance.now() - began)
    await context.close()
  }
  return { milliseconds: waitsOf(times), 'script over the line, KiB': Math.round(script / 1024) }
}
