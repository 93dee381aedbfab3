import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { loadPlaces } from '#places'
import { places } from '../../../../app/demonstration/places.ts'
import { importPlaces } from '#places'
import { firstList, secondList } from '../../../places/places.test-data.ts'
import { desktop, openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import {
  accountOf,
  assertGoodScreen,
  corners,
  nextStep,
  openApp,
  say,
  settled,
  signedIn,
} from '../../../../tests/screens.ts'
import { raise } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
await loadPlaces(node.database, '2026-11', places, { at: node.clock.now() })
const administrator = await node.person('MER-LINE', ['administrator'])
async function loadList(csv: string, version: string): Promise<void> {
  const loaded = await importPlaces.run(
    node,
    { setId: 'own', version, source: 'Our own', licence: 'CC0-1.0', csv },
    { actor: administrator, commandId: newId() },
  )
  assert.ok(!isRefusal(loaded), JSON.stringify(loaded))
}
await loadList(firstList, '1')
await node.database
  .insertInto('signals.triage_desk')
  .values([
    { agency_id: await node.agencyId('MER-LINE'), place_code: '' },
    { agency_id: await node.agencyId('SUN-PORT'), place_code: 'QS02' },
  ])
  .execute()
const { address } = await openApp(node)
const browser = await openBrowser()
const worker = await node.person('SUN-PORT', ['worker'], 'Noor Kessim')
const who = accountOf(worker)

/** Goes to the question about the place. A phone shows one question at a time. */
async function toPlace(page: Page, small: boolean): Promise<Locator> {
  await page.goto(`${address}/concerns/new`)
  await page.locator('textarea').first().fill('She waits at the ferry every night.')
  if (small) {
    await nextStep(page)
    await page.locator('input[type=radio][value=not-now]').check()
    await nextStep(page)
  } else await page.locator('input[type=radio][value=not-now]').check()
  const box = page.locator('input[role=combobox]').first()
  await box.waitFor()
  return box
}

const options = (page: Page): Locator => page.locator('[role=option]')

async function typed(page: Page, box: Locator, text: string): Promise<void> {
  const answered = page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/places/find') &&
      response.ok() &&
      response.request().postData()?.includes(JSON.stringify(text)) === true,
  )
  await box.fill(text)
  await answered
  await page.locator('[role=listbox]:not([aria-busy])').waitFor({ state: 'attached' })
}

for (const corner of corners) {
  const { name: how, language, small, device } = corner
  test(`a worker types a place in any script, tells places of one name apart, nearest first, and picks with the keys (${how})`, async () => {
    const page = await signedIn(browser, address, who, language, device)
    const box = await toPlace(page, small)
    await typed(page, box, 'central')
    assert.deepEqual(await options(page).evaluateAll((all) => all.map((one) => one.textContent)), [
      `Central — Halvorn${language === 'ar' ? '، صندليا' : ', Sundalia'}`,
      `Central — ${language === 'ar' ? 'قندارة، صندليا' : 'Kandara, Sundalia'}`,
      `Central — Farland North${language === 'ar' ? '،' : ','} QF`,
    ])
    await assertGoodScreen(page, 'place-found', { corner })
    await box.press('ArrowDown')
    const marked = await box.getAttribute('aria-activedescendant')
    assert.match((await page.locator(`[id="${marked}"]`).textContent())!, /Halvorn/)
    await box.press('Enter')
    assert.equal(await box.inputValue(), 'Central')
    const note = (await box.getAttribute('aria-describedby'))!.split(' ').at(-1)
    assert.match(
      await page.locator(`[id="${note}"]`).innerText(),
      /Halvorn/,
      'which Central it is stands below the field and is read with it',
    )
    await assertGoodScreen(page, 'place-picked', { corner })

    for (const name of ['قندارة', 'Кандара']) {
      await typed(page, box, name)
      assert.match((await options(page).first().textContent())!, language === 'ar' ? /^قندارة/ : /^Kandara/)
    }
    await typed(page, box, 'behind the ferry')
    await page.locator('p.options').waitFor()
    await assertGoodScreen(page, 'place-own-words', { corner })
    await box.press('Tab')
    assert.equal(await box.inputValue(), 'behind the ferry', 'what is in no list is kept as it was written')
    await page.context().close()
  })

  test(`without a network the device finds what it keeps and says so; when the node fails it says that too (${how})`, async () => {
    const page = await signedIn(browser, address, who, language, device)
    const box = await toPlace(page, small)
    await settled(page)
    await page.route('**/api/places/find', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }),
    )
    await box.fill('halv')
    await page.locator('.says').waitFor()
    assert.match((await options(page).first().textContent())!, /^Halvorn/)
    await assertGoodScreen(page, 'place-error', { corner })
    await page.unroute('**/api/places/find')

    await page.context().setOffline(true)
    await box.fill('صندل')
    await page.locator('.says').waitFor()
    assert.match(
      await options(page).first().innerText(),
      language === 'ar' ? /صندليا/ : /Sundalia/,
      'a name in another language is found by the device too',
    )
    await page.evaluate(() => document.querySelector('[role=option]')!.scrollIntoView())
    await options(page).first().click()
    assert.equal(await box.inputValue(), language === 'ar' ? 'صندليا' : 'Sundalia')
    await page.context().setOffline(false)
    await page.context().close()
  })
}

test('who signs out leaves no places behind that they picked, and a place that left the list keeps its name on the record', async () => {
  const page = await signedIn(browser, address, who, 'en', desktop('en'))
  const box = await toPlace(page, false)
  await typed(page, box, 'old ferry')
  await options(page).first().click()
  const recent = () => page.evaluate(() => localStorage.getItem('tenfold.places.recent'))
  assert.match((await recent())!, /QS0203/)
  const id = newId()
  const raised = await raise.run(
    node,
    { id, words: 'She waits.', danger: 'unknown', howKnown: 'observed', language: 'en', place: { code: 'QS0203' } },
    { actor: worker, commandId: newId() },
  )
  assert.ok(!isRefusal(raised))
  node.clock.advance(60_000)
  await loadList(secondList, '2')
  await page.getByRole('button', { name: say('en', 'app.sign-out') }).click()
  await page.locator('input[type=password]').waitFor()
  assert.equal(await recent(), null)
  await page.context().close()
  await record(id)
})

async function record(id: string): Promise<void> {
  const desk = await node.person('SUN-PORT', ['triage'])
  const page = await signedIn(browser, address, accountOf(desk), 'en', desktop('en'))
  await page.goto(`${address}/concerns/${id}`)
  await page.getByText(say('en', 'ui.place.retired', { place: 'Old Ferry — Halvorn, Sundalia' })).waitFor()
  await assertGoodScreen(page, 'place-retired')
  await page.context().close()
}
