import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../app/server/reactions.ts'
import * as children from '../../src/path/children/api.ts'
import * as referrals from '../../src/path/referral/api.ts'
import { country } from '../../src/path/referral/country.test-data.ts'
import { raise, take } from '../../src/path/signals/api.ts'
import { openBrowser } from '../browser.ts'
import { accountOf, assertGoodScreen, type Corner, corners, openApp, say as sayIn, signedIn } from '../screens.ts'

const { node, act, authorityIds } = await country({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const ivo = await node.person('MER-SCHOOL', ['worker', 'triage'], 'Ivo Tennet')
const quin = await node.person('MER-SCHOOL', ['supervisor', 'triage'], 'Quin Avara')
const registered: string[] = []
const now = () => node.clock.now().toISOString()

/** She told a teacher that she is eighteen. */
async function told(name: string): Promise<string> {
  const { id } = await act(raise, ivo, {
    id: newId(),
    words: 'She says that she is eighteen and works in the house behind the station.',
    danger: 'not-now',
    place: { code: 'XM0102' },
    children: [{ name, age: { exact: 18 }, sex: 'female' as const }],
    howKnown: 'told-by-child',
    replyWanted: false,
  })
  await act(take, ivo, { id })
  return id
}

async function age(childId: string, exact: number, howKnown: string): Promise<string | undefined> {
  const seen = await children.viewChild.run(node, { id: childId }, { actor: quin })
  assert.ok(!isRefusal(seen))
  const change = {
    id: newId(),
    field: 'age-at-registration',
    baseVersion: seen.row.versions['age-at-registration'] ?? [],
    value: { age: { exact }, howKnown },
    time: now(),
    reason: 'A paper came.',
  }
  await act(children.change, quin, { id: childId, device: 'test', changes: [change] } as never)
  await workUntilQuiet(node, duties)
  const after = await children.viewChild.run(node, { id: childId }, { actor: quin })
  return isRefusal(after) ? undefined : after.childhood
}

/** Who leads, and whose word is asked for. */
async function led(concernId: string) {
  const routing = await referrals.routesForNew.run(node, { concernId, concerns: 'begging' }, { actor: ivo })
  assert.ok(!isRefusal(routing))
  const lead = routing.routes.find(({ part }) => part === 'lead')
  assert.equal(lead?.authorityId, authorityIds.welfare, 'child protection leads')
  return [routing.consent.child, routing.consent.adult]
}

async function registerHer(page: Page, concernId: string, corner: Corner): Promise<string> {
  const say = (id: string): string => sayIn(corner.language, id)
  await page.goto(`${address}/children?concern=${concernId}&person=1`)
  // The name comes from the concern.
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('form input')?.value.startsWith('Ilsavi'))
  await page.locator('form button[type=submit]').click()
  const rejects = page.locator('.card input[type=checkbox]')
  const register = page.getByRole('button', {
    name: new RegExp(`^(${say('children.found.register')}|${say('children.found.none-of-these')})$`),
  })
  await register.waitFor()
  for (const box of await rejects.all()) await box.check()
  await register.click()
  await page.locator('.card select').last().selectOption('told-by-child')
  await page.locator('summary', { hasText: say('children.meeting.ask') }).click()
  await page.getByLabel(say('children.field.care')).selectOption('alone')
  await page.getByLabel(say('children.field.preferred-worker')).selectOption('woman')
  await page.locator('input[value=easy-words]').check()
  await assertGoodScreen(page, 'eighteen-register', { corner })
  await page.getByRole('button', { name: say('children.register.button') }).click()
  await page.waitForURL(/concerns\/|triage/)
  const { rows } = await node.asOwner((client) =>
    client.query<{ id: string }>('select id from children.child where not (id = any ($1))', [registered]),
  )
  registered.push(rows[0]!.id)
  return rows[0]!.id
}

for (const corner of corners) {
  const say = (id: string): string => sayIn(corner.language, id)

  test(`a girl who says eighteen and is twelve has the protection of a child all the way (${corner.name})`, async () => {
    const concernId = await told(`Ilsavi ${corner.language === 'ar' ? 'Korrent' : 'Dovenal'}`)
    const page = await signedIn(browser, address, accountOf(ivo), corner.language, corner.device)
    const good = (state: string) => assertGoodScreen(page, state, { corner, secrets: ['Ilsavi'] })
    const childId = await registerHer(page, concernId, corner)

    // The register: what she says of herself makes no adult.
    await page.goto(`${address}/children/${childId}`)
    await page.getByText(say('children.childhood.in-doubt'), { exact: true }).waitFor()
    await good('eighteen-record')

    // The screening: who meets her reads first how, and eighteen told by herself changes nothing.
    await page.goto(`${address}/screenings/new?concern=${concernId}`)
    await page.waitForURL(/screenings\/[0-9a-f-]{36}/)
    const screening = new URL(page.url()).pathname
    await page.goto(`${address}${screening}?part=before`)
    const before = page.locator('.notice', { hasText: say('children.meeting.before') })
    await before.getByText(say('children.preferred-worker.woman')).waitFor()
    await good('eighteen-before')
    await page.goto(`${address}${screening}?part=ages`)
    const ageNow = page.getByRole('region', { name: say('identification.age.now') })
    await ageNow.locator('input.input').first().fill('18')
    await ageNow.getByLabel(say('identification.how')).selectOption('told-by-child')
    await ageNow.getByRole('button', { name: say('identification.age.keep') }).click()
    await page.getByText(say('identification.path.treated-as-child'), { exact: true }).first().waitFor()
    await good('eighteen-ages')

    // The routing: child protection leads. She may be seventeen, so her own word is asked for, as a child's.
    assert.deepEqual(await led(concernId), ['consent', false])
    await page.goto(`${address}/referrals/new?concern=${concernId}`)
    await page.getByText(say('referral.route.lead')).first().waitFor()
    await good('eighteen-routes')

    // A paper that nobody examined says eighteen as well.
    assert.equal(await age(childId, 18, 'document'), 'in-doubt')
    assert.deepEqual(await led(concernId), ['consent', false])

    // An examined document says twelve. Now she is heard as a child; child protection is told without the word of an adult.
    assert.equal(await age(childId, 12, 'document-examined'), 'child')
    assert.deepEqual(await led(concernId), ['assent', false])
    await page.goto(`${address}/children/${childId}`)
    await page.getByText(say('children.childhood.child'), { exact: true }).waitFor()
    await good('twelve-record')
    await page.context().close()
  })
}
