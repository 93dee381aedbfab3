import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../../../app/server/reactions.ts'
import { openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, corners, openApp, signedIn } from '../../../../tests/screens.ts'
import { register, search } from '../../children/api.ts'
import { answer, start, viewScreening } from '../api.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const worker = await node.person('MER-SCHOOL', ['worker'], 'Orla Tennet')
const secrets = ['Tarek', 'Zephirin']

async function screened(): Promise<string> {
  const facts = { names: [{ text: 'Tarek Zephirin' }], sex: 'male' }
  const [searchId, childId] = [newId(), newId()]
  const found = await search.run(node, { searchId, facts }, { actor: worker })
  assert.ok(!isRefusal(found))
  const followed = { kind: 'search', searchId, rejected: found.candidates.map(({ number }) => number) }
  const time = new Date().toISOString()
  const done = await register.run(node, { id: childId, facts, followed, time }, { actor: worker, commandId: newId() })
  assert.ok(!isRefusal(done))
  const started = await start.run(node, { childId }, { actor: worker, commandId: newId() })
  assert.ok(!isRefusal(started))
  const answers = [
    { indicatorId: 'legal-test/purpose/unlawful-acts', value: 'yes', how: 'observed', follows: 0 },
    { indicatorId: 'legal-test/act/transported', value: 'yes', how: 'observed', follows: 0 },
  ]
  const given = await answer.run(node, { id: started.id, answers }, { actor: worker, commandId: newId() })
  assert.ok(!isRefusal(given))
  return started.id
}

for (const corner of corners) {
  test(`a worker makes the HTCDS row of a screening and reads what it cannot hold (${corner.name})`, async () => {
    const id = await screened()
    const page = await signedIn(browser, address, accountOf(worker), corner.language, corner.device)
    await page.goto(`${address}/screenings/${id}?part=decide`)
    const words = { en: 'Create HTCDS row', ar: 'HTCDS' }[corner.language as 'en' | 'ar']
    await page.locator('.screening-part button', { hasText: words }).click()
    await page.locator('.screening-part table', { hasText: 'vic_TypeOfExploitation' }).waitFor()
    const shown = await page.locator('.screening-part').innerText()
    assert.ok(shown.includes('Masculine'))
    assert.ok(!shown.includes('Zephirin'))
    await assertGoodScreen(page, 'screening-htcds', { corner, secrets })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.screening-part button[data-kind=primary]').last().click(),
    ])
    assert.equal(file.suggestedFilename(), 'form.csv')
    await page.context().close()
  })
}

test('a coordinator reads that nobody works on a screening, and gives it to a desk that goes on', async () => {
  const id = await screened()
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const colleague = await node.person('MER-NORTH', ['triage'])
  await node.asOwner((owner) => owner.query('update kernel.account set active = false where id = $1', [worker.id]))
  await workUntilQuiet(node, duties)
  const page = await signedIn(browser, address, accountOf(coordinator), 'en', corners[0]!.device)
  await page.goto(`${address}/screenings/${id}`)
  await page.getByRole('button', { name: 'Pass to another desk' }).click()
  await page.locator('[role=dialog] select').selectOption(colleague.agencyId!)
  await assertGoodScreen(page, 'screening-pass-on', { secrets })
  await page.locator('[role=dialog] button[data-kind=primary]').click()
  await page.waitForURL(`${address}/`)
  await page.context().close()
  const read = await viewScreening.run(node, { id }, { actor: colleague })
  assert.ok(!isRefusal(read))
})
