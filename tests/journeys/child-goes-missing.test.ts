import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { desktop, openBrowser } from '../browser.ts'
import { timeZoneOf } from '#standards'
import { openMeridia } from '../meridia-site.ts'
import { assertGoodScreen, corners, say, settled, signedIn } from '../screens.ts'

const site = await openMeridia()
const browser = await openBrowser()
/** Stops a wait for something that does not come. */
const PATIENCE = { timeout: 300_000 }

function account(name: string): { email: string; password: string } {
  const found = site.accounts.find((one) => one.email.startsWith(`${name}@`))
  assert.ok(found, name)
  return found
}

/** Answers one question of the search: what to choose, what to write. */
async function answer(
  page: Page,
  button: string,
  { selects = [], radios = [], words = '' }: { selects?: string[]; radios?: string[]; words?: string },
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.locator('[role=dialog]')
  await dialog.waitFor()
  for (const [index, value] of selects.entries()) await dialog.locator('select').nth(index).selectOption(value)
  for (const value of radios) await dialog.locator(`input[type=radio][value=${value}]`).first().check()
  await dialog.locator('textarea').first().fill(words)
  await dialog.locator('button[data-kind=primary]').click()
  await dialog.waitFor({ state: 'detached' })
}

/** A different case in each corner: a child who is missing cannot go missing again. */
const workers = { 'en-1280': ['signe', 'nadia'], 'ar-360': ['khalil', 'odile'] } as const

for (const corner of corners) {
  test(
    `a child goes missing from a shelter, the police and a neighbouring country are told, a talk follows the return, and a second person closes the case (${corner.name})`,
    PATIENCE,
    async () => {
      const { language } = corner
      const [workerName, supervisorName] = workers[corner.name]
      const as = (who: string): Promise<Page> => signedIn(browser, site.address, account(who), language, corner.device)
      const good = (page: Page, state: string) =>
        assertGoodScreen(page, state, { corner, secrets: ['Harbour', 'scar'] })

      const worker = await as(workerName)
      await worker.goto(`${site.address}/cases`)
      const caseAddress = await worker.locator('a.work').last().getAttribute('href')
      await worker.goto(`${site.address}${caseAddress}`)
      await worker.getByRole('button', { name: say(language, 'missing.say'), exact: true }).click()
      const asking = worker.locator('[role=alertdialog]')
      await asking.locator('button[data-kind=primary]').click()
      await asking.locator('.field[data-invalid]').nth(3).waitFor()
      const focused = await asking
        .locator('.field[data-invalid] input')
        .first()
        .evaluate((one) => one.matches(':focus'))
      assert.ok(focused, 'the button says at the first field what is missing')
      await asking.locator('input[type=radio][value=not-known]').check()
      await asking.locator('select').nth(0).selectOption('shelter')
      await asking.locator('select').nth(1).selectOption('alone')
      await asking.locator('textarea').nth(0).fill('A green coat and brown boots.')
      await asking.locator('textarea').nth(1).fill('A scar on the left hand.')
      await asking.locator('input[type=radio][value=yes]').check()
      await good(worker, 'missing-1-saying')
      await asking.locator('button[data-kind=primary]').click()
      await worker.waitForURL(/missing\/[0-9a-f-]{36}$/)
      await worker.locator('.clock').nth(2).waitFor()
      // The search did not wait for the words about whom the child fears.
      await worker.getByText(say(language, 'missing.fear-unsaid'), { exact: true }).waitFor()
      await good(worker, 'missing-2-search')
      const search = new URL(worker.url()).pathname
      await answer(worker, say(language, 'missing.do.fear'), { words: 'A man with a van.' })
      await worker.getByText(say(language, 'missing.fear-unsaid'), { exact: true }).waitFor({ state: 'detached' })

      await answer(worker, say(language, 'missing.do.tell'), {
        selects: ['police'],
        radios: ['told'],
        words: 'Harbour station, report 12.',
      })
      // On a slow line the next act is written before the page is read again.
      let readAgain = (): void => {}
      const held = new Promise<void>((resolve) => (readAgain = resolve))
      const reading = (address: URL): boolean => address.pathname === `/api${search}`
      await worker.route(reading, async (route) => {
        await held
        await route.continue().catch(() => {}) // the page asked again meanwhile
      })
      await answer(worker, say(language, 'missing.do.look'), { words: 'The market. Nobody has seen the child.' })
      await answer(worker, say(language, 'missing.do.look'), { words: 'The bus station. Nobody has seen the child.' })
      readAgain()
      await worker.unroute(reading)
      await worker.locator('.timeline li').nth(3).waitFor()
      await good(worker, 'missing-3-looked')

      const coordinator = await as('yunis')
      await coordinator.goto(`${site.address}/`)
      await coordinator.locator(`a.work[href="${search}"]`).waitFor()
      await good(coordinator, 'missing-4-coordinator')
      await coordinator.goto(`${site.address}${search}/sheet`)
      await coordinator.locator('.not-printed select').selectOption('fr')
      await coordinator.getByText(say('fr', 'missing.sheet.title'), { exact: true }).waitFor()
      assert.equal(await coordinator.getByText(say('fr', 'missing.ask.fear')).count(), 0, 'fear is not on paper')
      // The country's rules have no telephone of the office, so there is a line to write it on.
      await coordinator.locator('.sheet .blank-line').waitFor()
      await coordinator.getByText(say('fr', 'missing.sheet.fill-in'), { exact: true }).waitFor()
      const made = await coordinator.locator('.sheet p').last().textContent()
      assert.match(made ?? '', /^\u2068.+\u2069 · \u2068.+\u2069 · \u2068.+\u2069$/, 'each part keeps its direction')
      await good(coordinator, 'missing-5-sheet')
      await coordinator.emulateMedia({ media: 'print' })
      assert.equal(await coordinator.locator('.shell-side').isVisible(), false)
      assert.equal(await coordinator.getByText(say('fr', 'missing.sheet.title'), { exact: true }).isVisible(), true)
      await coordinator.emulateMedia({ media: 'screen' })
      await coordinator.goto(`${site.address}${search}`)
      await answer(coordinator, say(language, 'missing.do.tell'), {
        selects: ['neighbour-country'],
        radios: ['told'],
        words: 'Central authority of Sundale. The sheet was sent.',
      })

      const supervisor = await as(supervisorName)
      await supervisor.goto(`${site.address}${caseAddress}`)
      await supervisor.locator('.notice[data-kind=danger]').waitFor()
      await good(supervisor, 'missing-6-case')

      await worker.reload()
      await worker.getByRole('button', { name: say(language, 'missing.do.found'), exact: true }).click()
      const finding = worker.locator('[role=dialog]')
      await finding.locator('input[type=radio][value=not-known]').check()
      await finding.locator('select').nth(0).selectOption('came-back')
      await finding.locator('input[type=radio][value=frightened]').check()
      await finding.locator('select').nth(1).selectOption('shelter')
      await good(worker, 'missing-7-finding')
      await finding.locator('button[data-kind=primary]').click()
      await finding.waitFor({ state: 'detached' })
      await worker.locator('.notice[data-kind=ok]').waitFor()
      await good(worker, 'missing-8-found')
      await answer(worker, say(language, 'missing.do.talk'), {
        radios: ['held'],
        words: 'Wants to call a sister, and did not dare to ask.',
      })
      // The police and the neighbours still search, so the search goes on until they know.
      await worker.getByText(say(language, 'missing.do.talk'), { exact: true }).waitFor({ state: 'detached' })
      await worker.getByText(say(language, 'missing.state.found.says')).waitFor()
      await answer(worker, say(language, 'missing.do.tell-found'), {
        selects: ['police'],
        radios: ['told'],
        words: 'Harbour station, report 12.',
      })
      await coordinator.goto(`${site.address}${search}`)
      await answer(coordinator, say(language, 'missing.do.tell-found'), {
        selects: ['neighbour-country'],
        radios: ['told'],
        words: 'Central authority of Sundale.',
      })
      await worker.reload()
      await worker.getByText(say(language, 'missing.state.over.says')).waitFor()
      await good(worker, 'missing-9-talk')
      await supervisor.reload()
      await supervisor.locator('.page h1').waitFor()
      assert.equal(await supervisor.locator('.notice[data-kind=danger]').count(), 0)

      await worker.goto(`${site.address}${caseAddress}`)
      await worker.getByRole('button', { name: say(language, 'case-management.end.button'), exact: true }).click()
      const closing = worker.locator('[role=dialog]')
      await closing.locator('input[value=moved-to-other-authority]').check()
      await closing.locator('select').selectOption('outside')
      await good(worker, 'missing-10-who-takes-over')
      await closing.locator('input[value=safe-and-supported]').check()
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: timeZoneOf('XM') }).format(new Date())
      await closing.locator('input[type=date]').fill(today)
      await closing.locator('textarea').fill('Goes to school, and knows whom to call.')
      await closing.locator('button[data-kind=primary]').click()
      await closing.waitFor({ state: 'detached' })
      await supervisor.reload()
      await supervisor.getByRole('button', { name: say(language, 'case-management.end.agree') }).waitFor()
      await good(supervisor, 'missing-11-second-person')
      await supervisor.getByRole('button', { name: say(language, 'case-management.end.agree') }).click()
      await supervisor.locator('.notice[data-kind=ok]').waitFor()
      for (const page of [worker, coordinator, supervisor]) await page.context().close()
    },
  )
}

test('a search that waits for its review does not say that nobody needs to look for the child', PATIENCE, async () => {
  const page = await signedIn(browser, site.address, account('brigida'), 'en', desktop('en'))
  await page.goto(`${site.address}/missing`)
  await page.locator('a.work', { hasText: 'Yarim Coldanek' }).click()
  await page.locator('.lrp-record').getByText(say('en', 'missing.review'), { exact: true }).waitFor()
  await settled(page)
  assert.equal(await page.locator('.lrp-record').getByText(say('en', 'ui.clock.stopped')).count(), 0)
  await page.context().close()
})

test('the sheet for another country is dark on light paper, also for a reader by night', PATIENCE, async () => {
  const night = { ...desktop('en'), colorScheme: 'dark' } as const
  const page = await signedIn(browser, site.address, account('brigida'), 'en', night)
  await page.goto(`${site.address}/missing`)
  const search = await page.locator('a.work', { hasText: 'Yarim Coldanek' }).getAttribute('href')
  await page.goto(`${site.address}${search}/sheet`)
  await settled(page)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const ink = await page
    .locator('main h2')
    .first()
    .evaluate((title) => getComputedStyle(title).color)
  assert.equal(ink, 'rgb(22, 35, 46)')
  await page.context().close()
})
