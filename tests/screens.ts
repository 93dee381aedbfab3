import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** Pictures go here when somebody wants to look: `TENFOLD_TEST_SHOTS=folder npm test -- tests/journeys`. */
const shots = process.env['TENFOLD_TEST_SHOTS']

/** Opens the app as somebody who is signed in, on their own device and in their own language. */
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
 * What holds for every screen in every state: no accessibility violation (WCAG 2.2 A and AA and best practice, by axe), nothing wider
 * than the screen, no message id where a text should be, nothing of a child in the title or the address. Takes a picture.
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

/** What axe finds wrong with the screen once whatever is just appearing has appeared: half of a dialog has no contrast to judge. */
export async function violationsOn(page: Page): Promise<axe.Result[]> {
  // On a phone a dialog stays unseen until the keyboard on the screen has settled.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.veil, .popover')].every((layer) => getComputedStyle(layer).opacity === '1'),
  )
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
  // Left out: where react-aria speaks to screen readers; for some seconds its words stand there without a label.
  const { violations } = (await page.evaluate(
    `axe.run({ exclude: [['[data-live-announcer]']] }, { resultTypes: ['violations'] })`,
  )) as axe.AxeResults
  return violations
}
