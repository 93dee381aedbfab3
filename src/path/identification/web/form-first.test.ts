import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, corners, openApp, say as sayIn, signedIn } from '../../../../tests/screens.ts'
import { register } from '../../children/api.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const worker = await node.person('MER-SCHOOL', ['worker'], 'Orla Tennet')
const trained = await node.person('MER-SCHOOL', ['worker', 'caseworker'], 'Sanne Quist')

async function aChild(actor = trained): Promise<string> {
  const facts = { names: [{ text: 'Tarek Zephirin' }], sex: 'male' }
  const childId = newId()
  const time = new Date().toISOString()
  const followed = { kind: 'no-network' }
  const done = await register.run(node, { id: childId, facts, followed, time }, { actor, commandId: newId() })
  assert.ok(!isRefusal(done), JSON.stringify(done))
  return childId
}

/** The parts in the list, those offered first and those that can be opened. */
async function parts(page: Page): Promise<{ offered: string[]; rest: string[] }> {
  const of = (selector: string) =>
    page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href')!.split('part=')[1]!))
  return {
    offered: await of('.screening-list > .screening-parts a'),
    rest: await of('.screening-list > details .screening-parts a'),
  }
}

/** Whether the button for more signs stays below the list, also after scrolling. */
async function isBelow(page: Page): Promise<boolean> {
  await page.mouse.wheel(0, 300)
  await page.waitForFunction(() => window.scrollY > 100)
  const list = await page.locator('.screening-list > .screening-parts').boundingBox()
  const more = await page.locator('.screening-list > details').boundingBox()
  return more!.y >= list!.y + list!.height - 1
}

async function choose(page: Page, form: string): Promise<void> {
  await page.locator(`.screening-part input[value=${form}]`).check()
  await page.locator('.screening-saved[data-state=saved]').waitFor()
}

async function note(page: Page, screening: string, family: string, sign: string): Promise<void> {
  await page.goto(`${screening}?part=legal-test/${family}`)
  const article = page.locator('.screening-sign', { hasText: sign }).first()
  await article.locator('input[value=yes]').check()
  await page.locator('.screening-saved[data-state=saved]').waitFor()
}

const ways = [
  { form: 'sexual-exploitation', lists: ['own-signs/recruited-online', 'own-signs/drugs-or-drink'] },
  { form: 'begging', lists: ['own-signs/crime-for-others', 'own-signs/drugs-or-drink'] },
  { form: 'servitude', lists: ['own-signs/drugs-or-drink'] },
  {
    form: 'unlawful-acts',
    lists: ['own-signs/recruited-online', 'own-signs/crime-for-others', 'own-signs/drugs-or-drink'],
  },
]

test('from the first answer to the referral, four forms of exploitation pass no sign about labour, and all others can be opened', async () => {
  const [corner] = corners
  const say = (id: string): string => sayIn(corner!.language, id)
  for (const { form, lists } of ways) {
    const page = await signedIn(browser, address, accountOf(trained), corner!.language, corner!.device)
    await page.goto(`${address}/screenings/new?child=${await aChild()}`)
    await page.waitForURL(/part=legal-test(%2F|\/)about/)
    const screening = page.url().split('?')[0]!
    await choose(page, form)
    const { offered, rest } = await parts(page)
    assert.equal(offered[0], 'legal-test/about')
    assert.ok(await isBelow(page), 'the list does not slide over what opens the other signs')
    assert.ok(!offered.some((key) => key.startsWith('ilo-child-labour')), form)
    assert.deepEqual(
      offered.filter((key) => key.startsWith('own-signs')),
      lists,
    )
    assert.equal(rest.filter((key) => key.startsWith('ilo-child-labour')).length, 6, 'the rest can be opened')
    await note(page, screening, 'purpose', say(`standards.form.${form}`))
    if (form !== 'sexual-exploitation') await note(page, screening, 'act', 'won them over')
    const reasons = page.locator('#reasons')
    await reasons.locator('a[href*="/referrals/new"]').waitFor()
    const reading = form === 'sexual-exploitation' ? 'refer-now' : 'reasons-to-presume'
    await reasons.getByText(say(`identification.reading.${reading}`), { exact: true }).waitFor()
    await page.context().close()
  }
})

for (const corner of corners) {
  const say = (id: string): string => sayIn(corner.language, id)

  test(`a worker of the first line says what it may be about and sees few, visible signs, none counted (${corner.name})`, async () => {
    const page = await signedIn(browser, address, accountOf(worker), corner.language, corner.device)
    await page.goto(`${address}/screenings/new?child=${await aChild(worker)}`)
    await page.waitForURL(/part=legal-test(%2F|\/)about/)
    const screening = page.url().split('?')[0]!
    await page.getByText(say('identification.first-line')).waitFor()
    await choose(page, 'begging')
    await assertGoodScreen(page, 'screening-about', { corner })
    const { offered, rest } = await parts(page)
    assert.deepEqual(rest, [])
    assert.deepEqual(offered, [
      'legal-test/about',
      'before',
      'ages',
      'legal-test/act',
      'legal-test/purpose',
      'legal-test/link',
      'unodc-child/about-the-child',
      'unodc-child/around-the-child',
      'justice',
      'decide',
    ])
    await page.goto(`${screening}?part=unodc-child/about-the-child`)
    const signs = page.locator('.screening-sign')
    await signs.first().waitFor()
    for (const text of await signs.allInnerTexts()) {
      assert.ok(text.includes(say('identification.shows.seen')), text)
      assert.ok(!text.includes(say('identification.shows.told')), text)
    }
    const resting = signs.locator('input[value=not-asked]')
    assert.ok(await resting.first().isChecked(), 'a sign rests at “leave alone”')
    const shown = await page.locator('main').innerText()
    assert.doesNotMatch(shown, /\d+ (of|من|sur|de) \d+/, 'nothing counts how far somebody came')
    await assertGoodScreen(page, 'screening-first-line', { corner })
    await page.goto(`${screening}?part=legal-test/purpose`)
    const first = page.locator('.screening-part .stack > .screening-signs > .screening-sign')
    await first.first().waitFor()
    assert.equal(await first.count(), 2, 'begging, and something else')
    await assertGoodScreen(page, 'screening-purpose', { corner })
    await page.context().close()
  })
}
