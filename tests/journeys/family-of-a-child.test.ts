import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { openBrowser } from '../browser.ts'
import { accountOf, assertGoodScreen, corners, openApp, say as sayIn, signedIn } from '../screens.ts'
import { linkFamily } from '../../src/path/children/api.ts'
import { emptyRegister, ok } from '../../src/path/children/register.test-data.ts'

const { node, supervisor, registerAs } = await emptyRegister()
const { address } = await openApp(node)
const browser = await openBrowser()

async function familyOf(): Promise<string> {
  const id = await registerAs(supervisor, {
    names: [{ text: 'Tarek Zephyrin' }],
    ageAtRegistration: { age: { exact: 12 } },
  })
  const link = async (relation: string, name: string, more: object = {}) =>
    ok(
      await linkFamily.run(
        node,
        { id, linkId: newId(), relation, relative: { name, contact: 'unknown' }, ...more },
        { actor: supervisor, commandId: newId() },
      ),
    )
  await link('grandparent', 'Ruvena Zephyrin')
  await link('says-they-are', 'Dorvan Hale', { concern: 'may-be-part' })
  return id
}

for (const corner of corners) {
  const say = (id: string, values?: Record<string, string>): string => sayIn(corner.language, id, values)

  test(`a supervisor reads who is only said to be family, names the paper, and may not yet allow a call (${corner.name})`, async () => {
    const id = await familyOf()
    const page = await signedIn(browser, address, accountOf(supervisor), corner.language, corner.device)
    const good = (state: string) => assertGoodScreen(page, state, { corner, secrets: ['Zephyrin', 'Dorvan'] })
    await page.goto(`${address}/children/${id}`)
    const heed = page.getByText(say('children.concern.may-be-part.heed'))
    await heed.waitFor()
    assert.equal(await page.getByText(say('children.contact.unknown'), { exact: true }).count(), 2)
    assert.equal(await page.getByText(say('children.verified.claimed'), { exact: true }).count(), 2)
    await good('children-family')

    await page.getByRole('button', { name: say('children.mark-whom', { whom: 'Ruvena Zephyrin' }) }).click()
    const dialog = page.locator('[role=dialog]')
    for (const answer of ['documented', 'none', 'yes', 'wants'])
      await dialog.locator(`input[value=${answer}]`).check({ force: true })
    await dialog.getByLabel(say('children.mark.basis')).fill('Family book.')
    await dialog.getByLabel(say('children.mark.risk')).fill('Asked her alone, and the school.')
    await dialog.getByLabel(say('children.mark.decided-by')).fill('The supervisor.')
    await dialog.getByRole('button', { name: say('children.keep') }).click()
    await dialog.getByText(say('refusal.family-contact-not-cleared.title')).waitFor()
    await good('children-family-not-cleared')
    await dialog
      .getByRole('radiogroup', { name: say('children.contact') })
      .locator('input[value=unknown]')
      .check({ force: true })
    await dialog.getByRole('button', { name: say('children.keep') }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(say('children.verified.documented'), { exact: true }).first().waitFor()
    await good('children-family-proven')
    await page.context().close()
  })
}
