/**
 * The only helper of tests that look at screens: it serves the built app, signs people in, waits, checks and takes screenshots.
 *
 *   const { address } = await openApp(node)
 *   for (const corner of corners)
 *     test(`a worker reads the list (${corner.name})`, async () => {
 *       const page = await signedIn(browser, address, accountOf(worker), corner.language, corner.device)
 *       await page.goto(`${address}/children`)
 *       await assertGoodScreen(page, 'children', { corner })
 *     })
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after } from 'node:test'
import type { AxeResults, Result } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { packageRoot } from '#kernel/db/package-root'
import type { Node } from '#kernel/node'
import { type Catalogue, readCatalogue } from '../app/server/catalogue.ts'
import { buildServer } from '../app/server/http.ts'
import { desktop, phone } from './browser.ts'

/** Folder for screenshots: `TENFOLD_TEST_SHOTS=folder npm test -- tests/journeys`. */
const shots = process.env['TENFOLD_TEST_SHOTS']

export interface Corner {
  readonly name: 'en-1280' | 'ar-360'
  readonly language: 'en' | 'ar'
  readonly small: boolean
  readonly device: BrowserContextOptions
}

/**
 * Language and width of the walks. Two corners cover both scripts, both directions and both widths.
 * tests/journeys/every-language.test.ts visits every screen in the other two and in the other languages.
 */
export const corners: readonly Corner[] = [
  { name: 'en-1280', language: 'en', small: false, device: desktop('en') },
  { name: 'ar-360', language: 'ar', small: true, device: phone('ar') },
]

/** Serves the built app on a free port until the test file ends. */
export async function openApp(
  node: Node,
  mode: 'demonstration' | 'production' = 'demonstration',
): Promise<{ address: string; server: Awaited<ReturnType<typeof buildServer>> }> {
  const server = await buildServer({ node, config: { mode, logLevel: 'fatal' } })
  after(() => server.close())
  return { address: await server.listen({ host: '127.0.0.1', port: 0 }), server }
}

/** The account of a person made by `node.person()`. */
export function accountOf(person: { id: string }): { email: string; password: string } {
  return { email: `${person.id}@example.org`, password: 'correct horse' }
}

/**
 * Opens a page for a signed-in person, on their own device and in their own language. With `sessions` a person signs in
 * once and keeps the session: one place may sign in twenty times a minute (app/server/session.ts).
 */
export async function signedIn(
  browser: Browser,
  address: string,
  who: { email: string; password: string },
  language: string,
  device: BrowserContextOptions,
  sessions?: Map<string, BrowserContextOptions['storageState']>,
): Promise<Page> {
  const session = sessions?.get(who.email)
  const context = await browser.newContext({
    ...device,
    serviceWorkers: 'block',
    ...(session && { storageState: session }),
  })
  await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
  await context.addCookies([{ name: 'language', value: language, url: address }])
  if (!session) {
    const answer = await context.request.post(`${address}/api/sign-in`, { data: who, headers: { origin: address } })
    assert.equal(answer.status(), 200)
    sessions?.set(who.email, await context.storageState())
  }
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => assert.fail(error.message))
  return page
}

/** Waits until the page has nothing under way and shows the results (see ui/under-way.ts). */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    // The public pages are not part of the app: once loaded they are settled.
    const still = () =>
      !document.getElementById('app') ||
      (document.documentElement.hasAttribute('data-settled') && document.querySelector('.loading') === null)
    const frame = () => new Promise((shown) => requestAnimationFrame(shown))
    if (!still()) return false
    await document.fonts.ready
    await frame()
    await frame()
    return still()
  })
}

/** Goes to another screen of the open app, as a link does. `path` is the screen's own: `/cases/:id`. */
export async function goTo(page: Page, address: string, path = address): Promise<void> {
  await page.evaluate((to) => history.pushState({}, '', to), address)
  await page.locator(`html[data-screen="${path}"]`).waitFor({ state: 'attached' })
  await settled(page)
}

/** Goes one step on in a form with one question a screen. Waits for the next question, a problem or the end of the form. */
export async function nextStep(page: Page): Promise<void> {
  const before = await page.locator('main').innerText()
  await page.locator('.steps-actions button[data-kind=primary]').click()
  await page.waitForFunction((shown) => document.querySelector('main')?.innerText !== shown, before)
  await settled(page)
}

interface Look {
  /** Given in a walk through the corners: axe judges each state only in the corner that comes first. */
  corner?: { readonly name: string }
  /** Texts that must not be in the title or the address. */
  secrets?: readonly string[]
  /** False leaves out axe. */
  judge?: boolean
  /** A page with scripts, used to judge a page without scripts. */
  reader?: Page
}

const judged = new Set<string>()

/**
 * Asserts the rules for every screen in every state: no accessibility violation (axe: WCAG 2.2 A and AA and best
 * practice), nothing wider than the screen, no message id instead of a text, no data about a child in the title or the
 * address. Takes a screenshot.
 */
export async function assertGoodScreen(page: Page, state: string, look: Look = {}): Promise<void> {
  const { corner, secrets = [], judge = true, reader } = look
  const name = corner ? `${corner.name}-${state}` : state
  if (!reader) await settled(page)
  await picture(page, name)
  if (judge && (!corner || !judged.has(state))) {
    await assertAccessible(page, name, reader)
    judged.add(state)
  }
  await assertFits(page, name)
  for (const place of [await page.title(), decodeURIComponent(page.url())]) {
    for (const secret of secrets) assert.ok(!place.includes(secret), `${name}: ${place} tells of a child`)
  }
}

/** The widths of a small phone and of a desk. The page ends at the desk's. */
const widths = [
  { width: 360, height: 740 },
  { width: 1280, height: 860 },
]

/**
 * As `assertGoodScreen`, at both widths. axe judges a desk in English and a phone in Arabic; with pictures, all four.
 */
export async function seenAtBothWidths(page: Page, state: string, secrets: readonly string[] = []): Promise<void> {
  const language = await page.locator('html').getAttribute('lang')
  for (const size of widths) {
    await page.setViewportSize(size)
    const place = `${language}-${size.width}`
    const judge = shots !== undefined || corners.some(({ name }) => name === place)
    await assertGoodScreen(page, `${state}-${place}`, { secrets, judge })
  }
}

/** Asserts what depends on language and width: every text is there, and nothing is wider than the screen. */
export async function assertFits(page: Page, state: string): Promise<void> {
  // A phone zooms out to show what is too wide: its innerWidth grows with it, its viewport does not.
  const { width } = page.viewportSize() ?? assert.fail('a page without a viewport')
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  assert.ok(wide <= width, `${state}: ${wide} px is wider than the screen of ${width} px`)
  assert.doesNotMatch(await page.locator('body').innerText(), messageId(), `${state}: a message id instead of its text`)
}

let idPattern: RegExp | undefined

/** Matches a message id: an area of the catalogue, then words with dots and hyphens. */
function messageId(): RegExp {
  if (idPattern) return idPattern
  const folder = join(packageRoot(), 'locales/en')
  const areas = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object
      return Array.isArray(texts) ? [] : Object.keys(texts).map((id) => id.split('.')[0]!)
    })
  idPattern = new RegExp(String.raw`\b(${[...new Set(areas)].join('|')})\.[a-z][\w-]*\.?[\w-]*\b(?!\.example)`)
  return idPattern
}

export async function assertAccessible(page: Page, state: string, reader?: Page): Promise<void> {
  if (reader) await layBefore(reader, page)
  const violations = await violationsOn(reader ?? page)
  assert.deepEqual(
    violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
    ]),
    [],
    state,
  )
}

/** axe cannot run in a page without scripts, so the same document is judged in a page with scripts. */
async function layBefore(reader: Page, page: Page): Promise<void> {
  const body = await page.content()
  await reader.setViewportSize(page.viewportSize()!)
  await reader.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body }))
  await reader.goto(page.url())
  await reader.unroute(page.url())
}

export async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

const axe = readFileSync(createRequire(join(packageRoot(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8')

/** Runs axe on the screen after all animations, because half a dialog has no meaningful contrast. */
async function violationsOn(page: Page): Promise<Result[]> {
  // On a phone a dialog stays hidden until the on-screen keyboard has settled.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.veil, .popover')].every((layer) => getComputedStyle(layer).opacity === '1'),
  )
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
  // axe is half a megabyte: a page gets it once, not at every check.
  if (!(await page.evaluate(() => 'axe' in window))) await inject(page)
  // Exclude react-aria's announcer, which for some seconds contains text without a label.
  const { violations } = (await page.evaluate(
    `axe.run({ exclude: [['[data-live-announcer]']] }, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })`,
  )) as AxeResults
  return violations
}

/** Without a detour through playwright's own `eval`, so that the browser compiles axe once for all pages of a site. */
async function inject(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe })
  await session.detach()
}

let catalogue: Catalogue | undefined

/** A text of the app by its id. Tests that use it do not break when the wording changes. */
export function say(language: string, id: string, values?: Record<string, string | number>): string {
  catalogue ??= readCatalogue()
  assert.ok(catalogue.has(language, id), `${id} has a text in ${language}`)
  return catalogue.say(language, id, values)
}
