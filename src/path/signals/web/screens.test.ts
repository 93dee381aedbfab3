import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#places'
import { places } from '../../../../app/demonstration/places.ts'
import { desktop, openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import {
  accountOf,
  assertGoodScreen,
  corners,
  nextStep,
  openApp,
  picture,
  say,
  signedIn,
} from '../../../../tests/screens.ts'
import { addToConcern, closeConcern, mergeConcerns, raise, take, viewConcern, writeOnConcern } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
await loadPlaces(node.database, '2026-11', places)
for (const [code, place] of [
  ['MER-LINE', ''],
  ['MER-PORT', 'XM02'],
] as const) {
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId(code), place_code: place })
    .execute()
}
const { address } = await openApp(node)
const browser = await openBrowser()
const desk = await node.person('MER-LINE', ['triage'], 'Ilse Doran')
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Noor Kessim')

async function raised(words: string, more: object = {}): Promise<string> {
  const id = newId()
  const answer = await raise.run(
    node,
    { id, words, danger: 'unknown', howKnown: 'observed', language: 'en', ...more },
    { actor: teacher, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return id
}

async function waiting(): Promise<string[]> {
  return (await openTx(node, desk, (tx) => readWorklist(tx, { list: 'triage', scopes: desk.scopes }))).rows.map(
    (row) => row.recordId,
  )
}

await raised('Two brothers sort waste at the yard behind the market, also at night.', {
  children: [
    { age: { about: 9 }, sex: 'male' },
    { age: { about: 11 }, sex: 'male' },
  ],
  place: { code: 'XM0301' },
})
const urgent = await raised('He says they will drive him over the pass tonight.', {
  danger: 'immediate',
  children: [{ name: 'Orrin Telve', age: { exact: 14 }, sex: 'male', language: 'ti' }],
  place: { code: 'XM0402', text: 'the bus yard' },
  happened: { iso: '2026-11-20', precision: 'day' },
  replyWanted: true,
  reply: 'Only by telephone, after school.',
})

for (const corner of corners) {
  const { name: how, language, small, device } = corner
  const good = (page: Page, state: string) => assertGoodScreen(page, state, { corner, secrets: ['Sanna', 'asleep'] })
  test(`a teacher raises a concern and sees its reference and what happens next (${how})`, async () => {
    const page = await signedIn(browser, address, accountOf(teacher), language, device)
    await page.goto(`${address}/concerns/new`)
    await page.locator('textarea').first().waitFor()
    await good(page, 'raise')
    const before = await waiting()
    if (small) await byTelephone(page)
    else {
      await page.locator('textarea').first().fill('She falls asleep in class and hides her hands.')
      await page.locator('input[type=radio][value=not-now]').check()
      await page.locator('input[type=checkbox][value=police]').check()
      await picture(page, `${how}-raise-filled`)
      await page.locator('.form-page button[type=submit]').click()
    }
    await page.locator('.timeline').waitFor()
    await page.locator('strong.numeric').waitFor()
    const hidden = page.locator('.notice', { hasText: say(language, 'signals.sent.hidden.text') })
    assert.equal(await hidden.getByText(say(language, 'signals.kept-from.police')).count(), small ? 0 : 1)
    await good(page, 'raise-sent')
    assert.equal((await waiting()).filter((id) => !before.includes(id)).length, 1)
    await page.context().close()
  })

  test(`the desk reads, takes, writes and joins what belongs together (${how})`, async () => {
    const first = await raised('A woman collects the pay of three girls at the laundry.', {
      children: [{ name: 'Sanna Ruel', age: { about: 13 }, sex: 'female' }],
    })
    const second = await raised('Girls at the laundry hand over their money.', {
      children: [{ name: 'Sana', age: { about: 12 } }],
    })
    const closed = await raised('Two sisters at the laundry.', { children: [{ name: 'Sanaz Orr' }] })
    const call = (actor: typeof desk) => ({ actor, commandId: newId() })
    assert.ok(
      !isRefusal(
        await closeConcern.run(node, { id: closed, reason: 'other', note: 'The home visits her already.' }, call(desk)),
      ),
    )
    assert.ok(!isRefusal(await addToConcern.run(node, { id: closed, text: 'They are back.' }, call(teacher))))
    const page = await signedIn(browser, address, accountOf(desk), language, device)
    await page.goto(`${address}/triage`)
    await page.locator(`a[href="/concerns/${closed}"]`).waitFor()
    await good(page, 'triage')
    assert.match((await page.locator('.work').first().getAttribute('href'))!, new RegExp(urgent), 'danger comes first')
    await page.locator(`a[href="/concerns/${first}"]`).click()
    await page.locator('.said').first().waitFor()
    await good(page, 'concern')
    await page.locator('.lrp-record button[data-kind=primary]').click()
    await page.locator('.lrp-record a[data-kind=primary][href*="/referrals/new"]').waitFor()
    await page.locator('.lrp-record textarea').fill('Do you know what time they finish?')
    await page.locator('.lrp-record .section').last().locator('button').click()
    await page.locator('.lrp-record .section').last().locator('.said').waitFor()
    await page.locator('.lrp-record button[data-kind=quiet]').first().click()
    const dialog = page.locator('[role=dialog]')
    await dialog.locator('input').fill('Sana')
    const offered = page.locator('[role=option]').filter({ hasText: /^Sana(?!n)/ })
    await offered.first().waitFor()
    assert.equal(await offered.filter({ hasText: 'Sanaz' }).count(), 0, 'a closed concern takes up no other')
    await offered.first().click()
    await dialog.locator('table').waitFor()
    await good(page, 'merge')
    assert.match(await dialog.locator('table').innerText(), language === 'ar' ? /Sana، / : /Sana, /)
    await dialog.locator('button[data-kind=primary]').click()
    await page.waitForURL(new RegExp(second))
    await page.getByText(say(language, 'signals.person.sex-unknown')).first().waitFor()
    const joined = await viewConcern.run(node, { id: first }, { actor: desk })
    assert.ok(!isRefusal(joined) && joined.mergedInto === second)
    await page.locator('.lrp-record button[data-kind=quiet]').nth(1).click()
    await page.locator('[role=dialog] textarea').waitFor()
    await good(page, 'concern-pass-on')
    await page.keyboard.press('Escape')
    await page.locator('.lrp-record button[data-kind=quiet]').nth(2).click()
    await page.locator('[role=dialog] select').first().selectOption('already-known')
    await good(page, 'concern-give')
    await page.locator('[role=dialog] select').first().selectOption('not-located')
    await good(page, 'concern-keep')
    await page.locator('[role=dialog] select').first().selectOption('other')
    await page.locator('[role=dialog] textarea').fill('The home visits him already.')
    await good(page, 'concern-close')
    // The button says what becomes of the concern: it is closed, nobody looks again.
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, 'signals.close.do'), exact: true })
      .click()
    await page.locator('[role=dialog]').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test(`the teacher who raised it reads the answer and adds something (${how})`, async () => {
    const id = await raised('A boy is fetched from school by a stranger.')
    assert.ok(!isRefusal(await take.run(node, { id }, { actor: desk, commandId: newId() })))
    await addToConcern.run(node, { id, text: 'It was Tuesday.' }, { actor: teacher, commandId: newId() })
    await writeOnConcern.run(node, { id, text: 'At what time?', side: 'desk' }, { actor: desk, commandId: newId() })
    const page = await signedIn(browser, address, accountOf(teacher), language, device)
    await page.goto(`${address}/concerns/${id}`)
    await page.getByText(say(language, 'signals.mine.reply'), { exact: true }).waitFor()
    await good(page, 'reporter')
    await page.locator('textarea').fill('And again on Friday.')
    await page.locator('.lrp-record .section').last().locator('button').click()
    await page.getByText('And again on Friday.', { exact: true }).and(page.locator('.said')).waitFor()
    await page.context().close()
  })
}

/** One question a screen: answers the two required ones and skips the rest. */
async function byTelephone(page: Page): Promise<void> {
  await page.locator('textarea').first().fill('She falls asleep in class and hides her hands.')
  await nextStep(page)
  await page.locator('input[type=radio][value=not-now]').check()
  while ((await page.locator('form.steps').count()) > 0) await nextStep(page)
}

test('a nurse at a bus station without network loses nothing, and the concern goes out when it is back', async () => {
  const page = await signedIn(browser, address, accountOf(teacher), 'en', desktop('en'))
  await page.goto(`${address}/concerns/new`)
  await page.locator('textarea').first().fill('A child sleeps in the ticket hall and waits for a man.')
  const before = await waiting()
  await page.context().setOffline(true)
  await page.locator('input[type=radio][value=immediate]').check()
  await page.locator('.form-page button[type=submit]').click()
  await page.locator('.notice[data-kind=due-soon]').waitFor()
  await assertGoodScreen(page, 'raise-kept')
  await page.context().setOffline(false)
  await page.locator('.timeline').waitFor()
  const [id, ...others] = (await waiting()).filter((candidate) => !before.includes(candidate))
  assert.ok(id && others.length === 0)
  await page.context().close()
})

test('what a desk opened with “Show more” stays when the list is loaded again, and a concern that moved is there once', async () => {
  const atPort = await node.person('MER-PORT', ['triage'])
  const place = { code: 'XM0203' }
  const ids = await Promise.all(
    Array.from({ length: 60 }, (_, index) => raised(`A boat at berth ${index}.`, { place })),
  )
  const page = await signedIn(browser, address, accountOf(atPort), 'en', desktop('en'))
  await page.goto(`${address}/triage`)
  const rows = page.locator('.work')
  const more = page.getByRole('button', { name: say('en', 'ui.list.more') })
  for (const count of [50, 60]) {
    await more.click()
    await rows.nth(count - 1).waitFor()
    assert.equal(await rows.count(), count)
  }
  const hrefs = () => rows.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  const moved = (await hrefs()).at(45)!.split('/').at(-1)!
  assert.ok(ids.includes(moved))
  const call = { actor: atPort, commandId: newId() }
  const immediate = await raised('He is in the boat now.', { place, danger: 'immediate' })
  assert.ok(!isRefusal(await mergeConcerns.run(node, { id: immediate, into: moved }, call)))
  // The page looks again as soon as the network is back, and every few seconds.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.locator(`li:first-child > .work[href="/concerns/${moved}"]`).waitFor()
  assert.deepEqual([...(await hrefs())].sort(), [...new Set(ids)].map((id) => `/concerns/${id}`).sort())
  await page.context().close()
})

test('an empty queue says what comes next', async () => {
  const page = await signedIn(
    browser,
    address,
    accountOf(await node.person('MER-EMPTY', ['triage'])),
    'en',
    desktop('en'),
  )
  await page.goto(`${address}/triage`)
  await page.locator('.empty').waitFor()
  await assertGoodScreen(page, 'triage-empty')
  await page.context().close()
})

test('what a teacher began to write is not seen by whoever signs in after her on the same device', async () => {
  const page = await signedIn(browser, address, accountOf(teacher), 'en', desktop('en'))
  const nurse = await node.person('MER-CLINIC', ['worker'])
  const link = page.getByRole('link', { name: say('en', 'signals.nav.raise') }).first()
  await page.goto(`${address}/concerns/new`)
  await page.locator('textarea').first().fill('Only I should read this.')
  await page.getByRole('link', { name: say('en', 'about.nav') }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await link.click()
  assert.equal(
    await page.locator('textarea').first().inputValue(),
    'Only I should read this.',
    'her own words wait for her',
  )
  await page.getByRole('button', { name: say('en', 'app.sign-out') }).click()
  await page.locator('input[type=password]').fill('correct horse')
  await page.getByLabel(say('en', 'app.sign-in.email')).fill(`${nurse.id}@example.org`)
  await page.locator('form button[type=submit]').click()
  await link.click()
  assert.equal(await page.locator('textarea').first().inputValue(), '')
  await page.context().close()
})
