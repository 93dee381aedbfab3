import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** Folder for screenshots: `TENFOLD_TEST_SHOTS=folder npm test -- tests/journeys`. */
const shots = process.env['TENFOLD_TEST_SHOTS']

/** Opens the app for a signed-in person, on their own device and in their own language. */
export async function signedIn(
  browser: Browser,
  address: string,
  who: { email: string; password: string },
  language: string,
  device: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ ...device, serviceWorkers: 'block' })
  await context.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
  await context.addCookies([{ name: 'language', value: language, url: address }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => assert.fail(error.message))
  await page.goto(`${address}/sign-in`)
  const status = await page.evaluate(
    async (body) =>
      (await fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
    JSON.stringify(who),
  )
  assert.equal(status, 200)
  return page
}

/**
 * Asserts the rules for every screen in every state: no accessibility violation (axe: WCAG 2.2 A and AA and best
 * practice), nothing wider than the screen, no message id instead of a text, no data about a child in the title or the
 * address. Takes a screenshot.
 */
export async function assertGoodScreen(page: Page, state: string, secrets: readonly string[] = []): Promise<void> {
  await page.waitForLoadState('networkidle')
  await picture(page, state)
  await page.evaluate(axe.source)
  const violations = await violationsOn(page)
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]),
    [],
    state,
  )
  assert.ok(
    await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
    `${state}: something is wider than the screen`,
  )
  const text = await page.locator('body').innerText()
  assert.doesNotMatch(
    text,
    /\b(ui|app|public|kernel|forms|standards|signals|children|identification|referral|case-management|accountability|about|refusal|why)\.[a-z][\w-]*\.?[\w-]*\b(?!\.example)/,
    `${state}: a message id instead of its text`,
  )
  for (const place of [await page.title(), decodeURIComponent(page.url())]) {
    for (const secret of secrets) assert.ok(!place.includes(secret), `${state}: ${place} tells of a child`)
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

/** Runs axe on the screen after all animations, because half a dialog has no meaningful contrast. */
export async function violationsOn(page: Page): Promise<axe.Result[]> {
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
  // Exclude react-aria's announcer, which for some seconds contains text without a label.
  const { violations } = (await page.evaluate(
    `axe.run({ exclude: [['[data-live-announcer]']] }, { resultTypes: ['violations'] })`,
  )) as axe.AxeResults
  return violations
}
