import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { desktop, openBrowser } from '../../tests/browser.ts'
import { testNode } from '../../tests/node.ts'
import {
  accountOf,
  assertGoodScreen,
  corners,
  openApp,
  say,
  seenAtBothWidths,
  settled,
  signedIn,
} from '../../tests/screens.ts'

const node = await testNode({ start: new Date().toISOString() })
const { address, server } = await openApp(node, 'production')
const browser = await openBrowser()
await node.database
  .insertInto('signals.triage_desk')
  .values({ agency_id: await node.agencyId('MER-LINE'), place_code: '' })
  .execute()
const administrator = await node.person('MER-HOS', ['administrator'], 'Ansa Velde')
const atDesk = await node.person('MER-LINE', ['triage'])
const teacher = await node.person('MER-SCHOOL', ['worker'])

const hand = (key: string, concern: object) =>
  server.inject({
    method: 'POST',
    url: '/api/concerns/hand-over',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': newId() },
    payload: concern,
  })

for (const corner of corners)
  test(`an administrator makes a key, sees it once, and revokes it; the desk sees where the concern came from (${corner.name})`, async () => {
    const t = (id: string) => say(corner.language, id)
    const page = await signedIn(browser, address, accountOf(administrator), corner.language, corner.device)
    await page.goto(`${address}/access-keys`)
    await page.getByRole('button', { name: t('access-keys.make') }).click()
    await page.getByText(t('access-keys.label.missing')).waitFor()
    await assertGoodScreen(page, 'access-keys-missing', { corner })
    const label = `Ward ${corner.name}`
    await page.getByRole('textbox', { name: t('access-keys.label') }).fill(label)
    await page.getByRole('button', { name: t('access-keys.make') }).click()
    await page.getByText(t('access-keys.made.text')).waitFor()
    const key = await page.locator('code').innerText()
    await seenAtBothWidths(page, 'access-keys-made', [key])

    const id = newId()
    const sent = await hand(key, {
      id,
      words: 'Lirrin sleeps behind the kiln.',
      danger: 'not-now',
      replyWanted: true,
      reply: 'Ward 3, ask for the night nurse',
      sourceReference: id,
    })
    assert.equal(sent.statusCode, 200, sent.body)
    const desk = await signedIn(browser, address, accountOf(atDesk), corner.language, corner.device)
    await desk.goto(`${address}/concerns/${id}`)
    await desk.getByText(t('signals.thread.system')).waitFor()
    await desk.getByText('MER-HOS').waitFor()
    await assertGoodScreen(desk, 'concern-from-a-system', { corner, secrets: ['Lirrin'] })
    await desk.context().close()

    await page.getByRole('button', { name: t('access-keys.made.done') }).click()
    await page.reload()
    const row = page.getByRole('row').filter({ hasText: label })
    await row.waitFor()
    assert.ok(!(await page.content()).includes(key))
    await row.getByRole('button', { name: t('access-keys.revoke') }).click()
    await assertGoodScreen(page, 'access-keys-revoke', { corner })
    await page.getByRole('button', { name: t('access-keys.revoke.do') }).click()
    await row.getByText(t('access-keys.state.revoked')).waitFor()
    await seenAtBothWidths(page, 'access-keys')
    await page.setViewportSize(corner.device.viewport!)
    assert.equal((await hand(key, { id: newId() })).statusCode, 401)
    await page.context().close()
  })

test('a teacher changes her password, and the telephone she left on the bus is signed out', async () => {
  const en = (id: string) => say('en', id)
  const old = accountOf(teacher)
  const page = await signedIn(browser, address, old, 'en', desktop('en'))
  const phone = await signedIn(browser, address, old, 'en', desktop('en'))
  await page.goto(`${address}/`)
  await page.getByRole('link', { name: en('app.sign-in.password') }).click()
  const fill = async (current: string, next: string, again: string) => {
    for (const [name, text] of Object.entries({ current, next, again }))
      await page.getByRole('textbox', { name: en(`app.password.${name}`), exact: true }).fill(text)
    await page.getByRole('button', { name: en('app.password.button') }).click()
  }
  await fill(old.password, 'three calm words', 'three other words')
  await page.getByText(en('app.password.differs')).waitFor()
  await fill('not mine at all', 'three calm words', 'three calm words')
  await page.getByText(en('kernel.field.password-wrong')).waitFor()
  await assertGoodScreen(page, 'password-wrong')
  await fill(old.password, 'three calm words', 'three calm words')
  await page.getByText(en('app.password.done')).waitFor()
  await assertGoodScreen(page, 'password-changed')
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: en('app.my-day.title'), level: 1 }).waitFor()
  await phone.goto(`${address}/`)
  await phone.getByRole('heading', { name: en('app.sign-in.title'), level: 1 }).waitFor()
  await settled(phone)
})
