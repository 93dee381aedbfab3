import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openBrowser } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import { accountOf, assertGoodScreen, corners, openApp, say, signedIn } from '../../../../tests/screens.ts'
import { raise, viewConcern } from '../../signals/api.ts'

const node = await testNode({ start: new Date().toISOString() })
await node.database
  .insertInto('signals.triage_desk')
  .values({ agency_id: await node.agencyId('MER-LINE', 'hotline'), place_code: '' })
  .execute()
await node.agencyId('MER-COORD', 'coordination')
await node.agencyId('MER-POLICE', 'police')
const { address } = await openApp(node)
const browser = await openBrowser()
const boss = await node.person('MER-LINE', ['triage', 'supervisor'], 'Ivo Tarn')
const policeman = await node.person('MER-POLICE', ['worker'], 'Resk Orvan')
await node.person('MER-COORD', ['coordinator'])

/** A concern that the policeman himself wrote down. */
async function concern(): Promise<string> {
  const input = { id: newId(), words: 'A boy came to the counter alone.', danger: 'not-now' }
  assert.ok(!isRefusal(await raise.run(node, input, { actor: policeman, commandId: newId() })))
  return input.id
}

async function sees(id: string): Promise<boolean> {
  return !isRefusal(await viewConcern.run(node, { id }, { actor: policeman }))
}

for (const corner of corners) {
  test(`a desk hides a concern from the policeman who may be part of it, and shows it again with a reason (${corner.name})`, async () => {
    const t = (id: string): string => say(corner.language, id)
    const id = await concern()
    const page = await signedIn(browser, address, accountOf(boss), corner.language, corner.device)
    const good = (state: string) => assertGoodScreen(page, state, { corner, secrets: ['counter'] })
    await page.goto(`${address}/kept-from/concern/${id}`)
    await good('kept-from-nobody')
    await page.getByRole('button', { name: t('kept-from.keep') }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText(t('kept-from.lift.who')).waitFor()
    await dialog.getByRole('button', { name: t('kept-from.keep.act'), exact: true }).click()
    await dialog.getByText(t('kept-from.keep.nobody-chosen')).waitFor()
    await dialog.getByLabel('Resk Orvan').check()
    await dialog.getByLabel(t('kept-from.why')).fill('The boy is afraid of him.')
    await good('kept-from-keep')
    assert.equal(await sees(id), true)
    await dialog.getByRole('button', { name: t('kept-from.keep.act'), exact: true }).click()
    // The words stand in the dialog too, so wait until it is closed.
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('The boy is afraid of him.').waitFor()
    await good('kept-from-somebody')
    assert.equal(await sees(id), false)

    await page.goto(`${address}/concerns/${id}`)
    // On a phone too, who must not be told is the first thing under the title, before the words of the concern.
    const notice = page.locator('.page .notice[data-kind=hidden]')
    await notice.getByText(t('kept-from.do-not-tell')).waitFor()
    const [first, told] = await Promise.all([
      notice.boundingBox(),
      page.getByText(t('signals.record.words'), { exact: true }).boundingBox(),
    ])
    assert.ok(first!.y < told!.y)
    await good('kept-from-concern')
    await page.goto(`${address}/triage`)
    await page.locator(`a.work[href="/concerns/${id}"]`).getByText(t('ui.row.hidden')).waitFor()
    await page.goto(`${address}/kept-from/concern/${id}`)
    const hideKind = async () => {
      await page.getByRole('button', { name: t('kept-from.keep'), exact: true }).click()
      return dialog.getByRole('checkbox', { name: t('kept-from.kind.prosecution') })
    }
    await (await hideKind()).check()
    await dialog.getByRole('button', { name: t('kept-from.keep.act'), exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(t('kept-from.kind.prosecution'), { exact: true }).waitFor()
    assert.ok(await (await hideKind()).isDisabled(), 'who is barred already is not offered again')
    await dialog.getByRole('button', { name: t('kept-from.cancel') }).click()
    await page
      .getByRole('button', { name: t('kept-from.let-see') })
      .first()
      .click()
    await dialog.getByLabel(t('kept-from.let-see.why')).fill('He meant his brother.')
    await dialog.getByRole('button', { name: t('kept-from.let-see') }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('He meant his brother.').waitFor()
    await good('kept-from-no-longer')
    assert.equal(await sees(id), true)
    await page.context().close()
  })
}
