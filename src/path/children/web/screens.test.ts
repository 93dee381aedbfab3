import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openBrowser, phone } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, corners, openApp, signedIn } from '../../../../tests/screens.ts'
import { linkFamily, notePath, register, search } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const supervisor = await node.person('MER-SCHOOL', ['supervisor', 'worker'], 'Quin Avara')
const nurse = await node.person('MER-CLINIC', ['worker'], 'Pell Imsa')
const time = new Date().toISOString()
const secrets = ['Tarek', 'طارق', 'Tarik', 'Ayo']

async function have(actor: Actor, facts: object): Promise<string> {
  const [searchId, id] = [newId(), newId()]
  const found = await search.run(node, { searchId, facts }, { actor })
  assert.ok(!isRefusal(found))
  const followed = { kind: 'search', searchId, rejected: found.candidates.map(({ number }) => number) }
  assert.ok(!isRefusal(await register.run(node, { id, facts, followed, time }, { actor, commandId: newId() })))
  return id
}

async function story(): Promise<string> {
  const id = await have(supervisor, {
    names: [{ text: 'Tarek Zephyrin' }, { text: 'طارق زفيرين', kind: 'on-document' }, { text: 'Taro', kind: 'called' }],
    sex: 'male',
    ageAtRegistration: { age: { about: 13 }, howKnown: 'told-by-child' },
    languages: ['ti', 'ar'],
    phones: [{ number: '070 555 11 22', whose: 'family' }],
    note: 'He draws boats. He says he came over the lake with two others.',
  })
  const other = await have(supervisor, {
    names: [{ text: 'Tarik Zefirin' }],
    sex: 'male',
    ageAtRegistration: { age: { exact: 14 }, howKnown: 'document' },
    ageAtEntry: { age: { exact: 12 } },
    documents: [{ number: 'MR-20418' }],
  })
  await have(nurse, { names: [{ text: 'Tarek Zephirin' }], ageAtRegistration: { age: { from: 12, to: 14 } } })
  await linkFamily.run(
    node,
    { id, linkId: newId(), relation: 'aunt-or-uncle', relative: { name: 'Ayo Zephyrin', contact: 'unknown' } },
    { actor: supervisor, commandId: newId() },
  )
  for (const [childId, kind, subject] of [
    [id, 'ChildLinkedToConcern', 'concern'],
    [id, 'ScreeningStarted', 'screening'],
    [id, 'ReferralSent', 'referral'],
    [other, 'ReferralSent', 'referral'],
  ] as const) {
    await notePath.run(
      node,
      { childId, eventId: newId(), at: time, kind, subject: { kind: subject, id: newId() } },
      { actor: nodeActor, commandId: newId() },
    )
  }
  return id
}

for (const corner of corners) {
  test(`a worker looks before registering, reads the page, compares, merges and takes apart (${corner.name})`, async () => {
    const child = await story()
    const page = await signedIn(browser, address, accountOf(supervisor), corner.language, corner.device)
    const good = (state: string) => assertGoodScreen(page, state, { corner, secrets })
    await page.goto(`${address}/children`)
    await page.locator('h1').waitFor()
    assert.equal(await page.locator('html').getAttribute('dir'), corner.language === 'ar' ? 'rtl' : 'ltr')
    await good('children-search')
    await page.locator('form input.input').first().fill('طارق زفيرين')
    const age = page.locator('form fieldset input.input').first()
    await age.fill('12/13')
    await age.press('Enter')
    await page.locator('form fieldset[data-invalid]').waitFor()
    await good('children-age-refused')
    await age.fill(corner.language === 'ar' ? '١٨ شهرًا' : '18 months')
    await page.locator('form fieldset [role=status]', { hasText: '18' }).waitFor()
    await good('children-age-read')
    await age.fill('13')
    await page.locator('form details summary').first().click()
    await page.locator('form button[type=submit]').click()
    await page.locator('.card').first().waitFor()
    assert.ok(await page.locator('.card').last().isVisible())
    await good('children-found')
    for (const box of await page.locator('.card input[type=checkbox]').all()) await box.check()
    await page.locator('button[data-kind=primary]').last().click()
    await page.locator('textarea').waitFor()
    await good('children-register')
    await page.locator('textarea').fill('Came with a cousin.')
    await page.locator('button[data-kind=primary]').last().click()
    await page.waitForURL(/children\/[0-9a-f-]{36}$/)

    await page.goto(`${address}/children/${child}`)
    await page.locator('.timeline li').first().waitFor()
    await good('children-page')
    await page
      .getByRole('button', { name: /Ayo Zephyrin/ })
      .last()
      .click()
    await page.locator('[role=alertdialog] textarea').fill('She is a neighbour, not an aunt.')
    await good('children-remove-relative')
    await page.locator('[role=alertdialog] button[data-kind=primary]').click()
    await page.locator('details', { hasText: 'Ayo Zephyrin' }).locator('summary').click()
    await good('children-removed-relative')
    await page.locator('aside.lrp-panel button').first().click()
    await page.locator('a[href*=compare]').first().click()
    await page.locator('table').waitFor()
    await good('children-compare')
    await page.locator('button[data-kind=primary]').click()
    await page.locator('[role=alertdialog] textarea').fill('Same child, same story.')
    await good('children-merge')
    await page.locator('[role=alertdialog] button[data-kind=primary]').click()
    await page.waitForURL(/children\/[0-9a-f-]{36}$/)
    await page.locator('.timeline').waitFor()
    await page.locator('.notice[data-kind=due-soon]').first().waitFor()
    await good('children-double-work')
    await page.locator('aside.lrp-panel ul button').last().click()
    await page.locator('[role=alertdialog] textarea').fill('Two children after all.')
    await good('children-take-apart')
    await page.locator('[role=alertdialog] button[data-kind=primary]').click()
    await page.locator('[role=alertdialog]').waitFor({ state: 'detached' })
    await good('children-apart')
    await page.context().close()
  })
}

test('a worker corrects the sex, adds a name and replaces an age with a reason', async () => {
  const child = await have(supervisor, {
    names: [{ text: 'Sefu Anwari' }],
    ageAtRegistration: { age: { exact: 14 }, howKnown: 'document' },
  })
  const abroad = { ...phone('en'), timezoneId: 'America/New_York' }
  const page = await signedIn(browser, address, accountOf(supervisor), 'en', abroad)
  const save = async () => {
    await page.locator('[role=dialog] button[data-kind=primary]').click()
    await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  }
  await page.goto(`${address}/children/${child}`)
  await page.getByText('(GMT+3)').first().waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Correct the sex recorded' }).click()
  await page.locator('[role=dialog] input[value=female]').check({ force: true })
  await assertGoodScreen(page, 'children-correct-sex', { secrets })
  await save()
  await page.locator('dl.facts dd', { hasText: /^\W*Female\W*$/ }).waitFor()

  await page.getByRole('button', { name: 'Add a name' }).click()
  await page.locator('[role=dialog] button[data-kind=primary][data-lacks]').waitFor()
  await page.locator('[role=dialog] input.input').fill('Chui')
  await page.locator('[role=dialog] select').selectOption('called')
  await save()
  await page.locator('dl.facts li', { hasText: 'Chui' }).waitFor()

  await page.getByRole('button', { name: 'Add or change: Age when registered' }).click()
  await page.locator('[role=dialog] fieldset input.input').first().fill('13')
  await page.locator('[role=dialog] button[data-kind=primary][data-lacks]').click()
  assert.ok(
    await page.locator('[role=dialog] textarea').evaluate((field) => field === document.activeElement),
    'the focus is where the reason is missing',
  )
  await page.locator('[role=dialog] textarea').fill('The school card says so.')
  await assertGoodScreen(page, 'children-correct-age', { secrets })
  await save()
  await page.locator('.card strong', { hasText: '13' }).waitFor()

  // What was learnt after the registration: a phone number, and a document of the country of the demonstration.
  await page.getByRole('button', { name: 'Add or change: Phone number' }).click()
  await page.locator('[role=dialog] input[type=tel]').fill('0788 414 616')
  await save()
  await page.locator('dl.facts li', { hasText: '0788 414 616' }).waitFor()
  await page.getByRole('button', { name: 'Add or change: Phone number 0788 414 616' }).click()
  await page.locator('[role=dialog] input[type=tel]').fill('0788 414 617')
  await save()
  await page.locator('dl.facts li', { hasText: '0788 414 617' }).waitFor()
  await page.getByRole('button', { name: 'Add or change: Document number' }).click()
  await page.locator('[role=dialog] input.input').first().fill('MR-20418')
  await page.locator('[role=dialog] select').selectOption('passport')
  await page.locator('[role=dialog] input[role=combobox]').fill('Meridia')
  await page.getByRole('option', { name: 'Meridia' }).click()
  await assertGoodScreen(page, 'children-add-document', { secrets })
  await save()
  await page.locator('dl.facts li', { hasText: 'MR-20418' }).filter({ hasText: 'Meridia' }).waitFor()
  await page.context().close()
})

test('a record that is not in sight, and a page without a network, say so and what to do', async () => {
  const hidden = await have(nurse, { names: [{ text: 'Ilvane Orso' }] })
  const page = await signedIn(browser, address, accountOf(supervisor), 'en', phone('en'))
  await page.goto(`${address}/children/${hidden}`)
  await page.locator('[role=alert], .notice').first().waitFor()
  await assertGoodScreen(page, 'children-not-in-sight', { secrets })
  assert.ok(!(await page.locator('body').innerText()).includes('Ilvane'))
  await page.goto(`${address}/children`)
  await page.locator('form').waitFor()
  await page.context().setOffline(true)
  await page.locator('.empty').first().waitFor()
  await assertGoodScreen(page, 'children-offline', { secrets })
  await page.context().close()
})
