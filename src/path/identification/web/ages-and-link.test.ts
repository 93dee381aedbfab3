import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, corners, openApp, say as sayIn, signedIn } from '../../../../tests/screens.ts'
import { register } from '../../children/api.ts'
import { answer, start } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const worker = await node.person('MER-SCHOOL', ['worker'], 'Orla Tennet')

async function screened(answers: Record<string, 'yes' | 'no'>): Promise<string> {
  const facts = { names: [{ text: 'Tarek Zephirin' }], sex: 'male' }
  const childId = newId()
  const time = new Date().toISOString()
  const followed = { kind: 'no-network' }
  const done = await register.run(node, { id: childId, facts, followed, time }, { actor: worker, commandId: newId() })
  assert.ok(!isRefusal(done), JSON.stringify(done))
  const started = await start.run(node, { childId }, { actor: worker, commandId: newId() })
  assert.ok(!isRefusal(started))
  const given = await answer.run(
    node,
    {
      id: started.id,
      answers: Object.entries(answers).map(([id, value]) => ({ indicatorId: id, value, how: 'observed', follows: 0 })),
      ages: [{ moment: 'at-exploitation', value: { exact: 18 }, how: 'document', disputed: false, follows: 0 }],
    },
    { actor: worker, commandId: newId() },
  )
  assert.ok(!isRefusal(given), JSON.stringify(given))
  return started.id
}

for (const corner of corners) {
  const say = (id: string): string => sayIn(corner.language, id)

  test(`a worker records how an age is known, and a paper that nobody examined makes no adult (${corner.name})`, async () => {
    const id = await screened({ 'legal-test/purpose/sexual-exploitation': 'yes' })
    const page = await signedIn(browser, address, accountOf(worker), corner.language, corner.device)
    await page.goto(`${address}/screenings/${id}?part=ages`)
    await page.getByText(say('identification.path.treated-as-child'), { exact: true }).waitFor()
    const age = page.getByRole('region', { name: say('identification.age.at-exploitation') })
    await age.getByLabel(say('identification.how')).selectOption('document-examined')
    await age.getByText(say('identification.age.reserved')).waitFor()
    assert.ok(await age.getByRole('button', { name: say('identification.age.keep') }).isDisabled())
    await assertGoodScreen(page, 'screening-ages', { corner })
    const reasons = page.locator('#reasons')
    await reasons.getByText(say('identification.reading.refer-now'), { exact: true }).waitFor()
    await age.getByLabel(say('identification.how')).selectOption('told-by-child')
    await age.getByLabel(say('identification.age.disputed')).check()
    await age.getByRole('button', { name: say('identification.age.keep') }).click()
    await age.locator('p', { hasText: say('identification.age.disputed') }).waitFor()
    await page.context().close()
  })

  test(`a worker reads that the link is open, and what was not seen says nothing against the child (${corner.name})`, async () => {
    const id = await screened({
      'legal-test/act/transported': 'yes',
      'legal-test/purpose/begging': 'yes',
      'legal-test/purpose/organs': 'no',
    })
    const page = await signedIn(browser, address, accountOf(worker), corner.language, corner.device)
    await page.goto(`${address}/screenings/${id}?part=legal-test/link`)
    const reasons = page.locator('#reasons')
    await reasons.getByText(say('identification.limit.link-open')).waitFor()
    await reasons.getByText(say('identification.reasons.not-seen')).click()
    await reasons.getByText(say('identification.reasons.not-seen.note')).waitFor()
    await assertGoodScreen(page, 'screening-link', { corner })
    await page.context().close()
  })
}
