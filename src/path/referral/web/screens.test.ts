import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { storeAuthority } from '#path/referral'
import { loadPlaces } from '#places'
import { timeZoneOf } from '#standards'
import { duties } from '../../../../app/server/reactions.ts'
import { openBrowser, phone } from '../../../../tests/browser.ts'
import { testNode } from '../../../../tests/node.ts'
import {
  accountOf,
  assertGoodScreen,
  corners,
  goTo,
  nextStep,
  openApp,
  say,
  signedIn,
} from '../../../../tests/screens.ts'
import { completeTask, viewCase } from '../../case-management/api.ts'
import { raise } from '../../signals/api.ts'
import { prepareReferral } from '../api.ts'
import { authorityOf } from '../example-situations.test-data.ts'

type Good = (page: Page, state: string) => Promise<void>
const secrets = ['Tamo', 'Venn']
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
const node = await testNode({ start: new Date().toISOString() })
const { address } = await openApp(node)
const browser = await openBrowser()
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Pell Imsa')
const officer = await node.person('MER-WELFARE', ['authority'], 'Danu Orrin')
const boss = await node.person('MER-WELFARE', ['supervisor'], 'Quin Avara')
const caseworker = await node.person('MER-WELFARE', ['caseworker'], 'Lio Tessan')
const guardian = await node.person('MER-GUARD', ['guardian'], 'Mira Holt')
const coordinator = await node.person('MER-COORD', ['coordinator'], 'Sel Davin')
await openTx(node, nodeActor, async (tx) => {
  await loadPlaces(tx.db, '1', [
    { code: 'XM', ancestors: [], name: { en: 'Meridia', ar: 'ميريديا' } },
    { code: 'XM01', ancestors: ['XM'], name: { en: 'North Shore', ar: 'الساحل الشمالي' } },
    { code: 'XM0102', ancestors: ['XM01', 'XM'], name: { en: 'Old Harbour', ar: 'الميناء القديم' } },
  ])
  await tx.db
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-SCHOOL'), place_code: '' })
    .execute()
})
const welfare = authorityOf(await node.agencyId('MER-WELFARE'), {
  id: newId(),
  name: { en: 'Child Welfare North', ar: 'رعاية الطفل في الشمال' },
  onCall: everyDay,
  contact: { phone: '+000 10 20 30' },
})
await storeAuthority(node.database, welfare, node.clock.now())
await storeAuthority(
  node.database,
  authorityOf(await node.agencyId('MER-POLICE'), {
    id: newId(),
    name: { en: 'Child Desk of the Police', ar: 'مكتب الطفل في الشرطة' },
    kind: 'police',
    onCall: everyDay,
    mandates: [{ ...welfare.mandates[0]!, places: ['XM'] }],
  }),
  node.clock.now(),
)

const today = new Intl.DateTimeFormat('en-CA', { timeZone: timeZoneOf('XM') }).format(node.clock.now())

async function concernOf(name: string, place?: string): Promise<string> {
  const id = newId()
  const answer = await raise.run(
    node,
    {
      id,
      words: 'He told me he works every night and may not leave the yard.',
      danger: 'not-now',
      place: place ? { code: place } : undefined,
      children: [{ name, age: { about: 13 }, sex: 'male' }],
      howKnown: 'told-by-child',
      replyWanted: false,
    },
    { actor: teacher, commandId: newId() },
  )
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return id
}

/** The teacher decided that the child is presumed to be a victim: the node opened a referral for them to write. */
async function decided(concernId: string): Promise<string> {
  const answer = await prepareReferral.run(
    node,
    {
      concernId,
      because: 'presumed-victim',
      decidedBy: teacher.id,
      agencyId: teacher.agencyId!,
      at: node.clock.now().toISOString(),
    },
    { actor: nodeActor, commandId: newId() },
  )
  assert.ok(!isRefusal(answer) && answer.prepared)
  return answer.prepared
}

/** On a phone each question has its own screen, so none can be skipped by accident. */
async function stepByStep(page: Page, good: Good): Promise<void> {
  await good(page, '1-new-who')
  await nextStep(page)
  await page.locator('input[value=high]').waitFor()
  await nextStep(page)
  await page.locator('[role=alert]').waitFor()
  await good(page, '1-new-risk')
  for (const answer of ['high', 'begging', 'assessment', 'unknown', 'identity']) {
    await page.locator(`input[value=${answer}]`).check()
    if (answer === 'identity') await good(page, '1-new-share')
    await nextStep(page)
  }
}

/** What is left to do of a plan is done. */
async function endOpenTasks(id: string): Promise<void> {
  const careCase = await viewCase.run(node, { id }, { actor: caseworker })
  assert.ok(!isRefusal(careCase))
  const open = careCase.tasks.filter(({ result }) => result === undefined)
  assert.equal(open.length, 3)
  for (const { id: taskId } of open) {
    const done = { id, taskId, result: 'done' } as const
    assert.ok(!isRefusal(await completeTask.run(node, done, { actor: caseworker, commandId: newId() })))
  }
}

async function worked(): Promise<void> {
  await workUntilQuiet(node, duties)
}

for (const corner of corners) {
  test(`a referral is written, answered, worked on, closed and counted by five people (${corner.name})`, async () => {
    const as = (person: { id: string }) => signedIn(browser, address, accountOf(person), corner.language, corner.device)
    const good: Good = (page, state) => assertGoodScreen(page, state, { corner, secrets })
    const concernId = await concernOf('Tamo Venn', 'XM0102')
    const asTeacher = await as(teacher)
    const prepared = await decided(concernId)
    await asTeacher.goto(`${address}/referrals/${prepared}`)
    const write = asTeacher.getByRole('link', { name: say(corner.language, 'referral.prepared.write') })
    await write.waitFor()
    await good(asTeacher, '0-to-write')
    await write.click()
    await asTeacher.waitForURL(/referrals\/new/)
    await asTeacher.locator('.why-button').first().waitFor()
    if (corner.small) await stepByStep(asTeacher, good)
    else {
      await asTeacher.locator('button[data-kind=primary]').click()
      await asTeacher.locator('[role=alert]').waitFor()
      await good(asTeacher, '1-new-errors')
      for (const answer of [
        '#risk input[value=high]',
        '#requests input[value=assessment]',
        '#caregiver input[value=unknown]',
        '#share input[value=identity]',
      ])
        await asTeacher.locator(answer).check()
      await asTeacher.locator('button[data-kind=primary]').click()
    }
    await asTeacher.waitForURL(/referrals\/[0-9a-f-]{36}$/)
    await asTeacher.locator('input[value=does-not-want-it]').check()
    await asTeacher.getByLabel(say(corner.language, 'referral.by-law.words')).fill('He is afraid of the foreman.')
    await asTeacher.locator('input[value=told]').first().check()
    await good(asTeacher, '2-consent')
    await asTeacher
      .getByRole('button', { name: say(corner.language, 'referral.consent.keep') })
      .first()
      .click()
    await asTeacher.locator('button[data-kind=primary]:not([data-lacks])').waitFor()
    await asTeacher.locator('button[data-kind=primary]').click()
    await asTeacher.locator('.timeline').waitFor()
    const id = asTeacher.url().split('/').at(-1)!
    assert.equal(id, prepared, 'one decision, one referral')
    await asTeacher.goto(address)
    await worked()

    const asOfficer = await as(officer)
    await asOfficer.goto(`${address}/referrals`)
    await asOfficer.locator('a.work').first().waitFor()
    await good(asOfficer, '4-inbox')
    await goTo(asOfficer, `/referrals/${id}`, '/referrals/:id')
    await asOfficer.locator('button[data-kind=primary]').first().waitFor()
    await asOfficer.locator('button.why-button').first().click()
    await asOfficer.locator('.popover').waitFor()
    await good(asOfficer, '5-why')
    await asOfficer.keyboard.press('Escape')
    await asOfficer.locator('button[data-kind=primary]').first().click()
    await asOfficer.waitForFunction((least) => document.querySelectorAll('.clock[data-state^=met]').length >= least, 2)
    await asOfficer.locator('textarea').last().fill('Thank you. Is he at school today?')
    await asOfficer.locator('.page > .section').last().locator('button').click()
    await asOfficer.locator('.section .said').last().waitFor()
    await good(asOfficer, '6-record')
    await asOfficer.getByRole('button', { name: say(corner.language, 'referral.act.decline'), exact: true }).click()
    await asOfficer.locator('[role=dialog]').waitFor()
    await good(asOfficer, '7-decline')
    await asOfficer.keyboard.press('Escape')
    await asOfficer.locator('.page button[data-kind=primary]').first().click()
    await asOfficer.waitForFunction((least) => document.querySelectorAll('.clock[data-state^=met]').length >= least, 3)
    await worked()

    const asBoss = await as(boss)
    await asBoss.goto(`${address}/cases`)
    await asBoss.locator('a.work').first().click()
    await asBoss.locator('button[data-kind=primary]').first().click()
    await asBoss.locator('[role=dialog] select').first().selectOption(caseworker.id)
    await asBoss.locator('[role=dialog] select').last().selectOption(guardian.id)
    await good(asBoss, '8-assign')
    await asBoss.locator('[role=dialog] button[data-kind=primary]').click()
    await asBoss.locator('.page button[aria-label]:not(.why-button)').first().waitFor()
    const caseId = asBoss.url().split('/').at(-1)!
    await worked()

    const asWorker = await as(caseworker)
    await asWorker.goto(`${address}/cases/${caseId}`)
    await asWorker.locator('.page button[aria-label]:not(.why-button)').first().waitFor()
    await good(asWorker, '9-case')
    await asWorker.getByRole('button', { name: say(corner.language, 'case-management.task.add'), exact: true }).click()
    await asWorker.locator('[role=dialog] select').first().selectOption('other')
    await asWorker.locator('[role=dialog] textarea').fill('Ask the aunt about a bed.')
    await good(asWorker, '10-task')
    await asWorker.locator('[role=dialog] button[data-kind=primary]').click()
    await asWorker.waitForFunction(
      (count) => document.querySelectorAll('.page button[aria-label]:not(.why-button)').length === count,
      4,
    )
    await asWorker.locator('.page button[aria-label]:not(.why-button)').first().click()
    const visit = asWorker.locator('[role=dialog]')
    await visit.locator('input[value=done]').check()
    // Who visited a child says whether nobody else was in the room.
    await visit.locator('input[value=yes]').check()
    await visit.locator('button[data-kind=primary]').click()
    await visit.waitFor({ state: 'detached' })
    await endOpenTasks(caseId)
    await asWorker.reload()
    await asWorker
      .getByRole('button', { name: say(corner.language, 'case-management.end.button'), exact: true })
      .click()
    const closing = asWorker.locator('[role=dialog]')
    await closing.locator('input[value=with-family-safely]').check()
    await closing.locator('input[type=date]').fill(today)
    await closing.locator('textarea').fill('He lives with his aunt and goes to school.')
    await good(asWorker, '11-close')
    await closing.locator('button[data-kind=primary]').click()
    await closing.waitFor({ state: 'detached' })
    await asBoss.reload()
    await asBoss.getByRole('button', { name: say(corner.language, 'case-management.end.agree'), exact: true }).click()
    await asBoss.locator('.notice[data-kind=ok]').waitFor()
    await good(asBoss, '12-closed')
    await worked()

    await concernOf('Tamo Venn')
    const asCoordinator = await as(coordinator)
    await asCoordinator.goto(`${address}/clocks`)
    await asCoordinator.locator('.chart').waitFor()
    await good(asCoordinator, '13-clocks')
    await goTo(asCoordinator, '/referrals', '/referrals')
    await asCoordinator.locator('.empty').first().waitFor()
    await good(asCoordinator, '14-nothing-parked')
    await asTeacher.reload()
    const messages = asTeacher.getByRole('list', { name: say(corner.language, 'referral.my-day.messages') })
    await messages.waitFor()
    if (!corner.small) await good(asTeacher, '15-message-on-my-day')
    const seen = asTeacher.waitForResponse(/messages\/seen$/)
    await messages.getByRole('link').click()
    await asTeacher.getByText(say(corner.language, 'referral.thread.below')).waitFor()
    await good(asTeacher, '16-sent')
    assert.equal((await seen).status(), 200)
    for (const page of [asTeacher, asOfficer, asBoss, asWorker, asCoordinator]) await page.context().close()
  })
}

test('a referral that cannot be fetched without a connection says so', async () => {
  const page = await signedIn(browser, address, accountOf(officer), 'en', phone('en'))
  await page.goto(`${address}/referrals`)
  await page.locator('a.work, .empty').first().waitFor()
  await page.context().route('**/api/referrals/**', (route) => route.abort())
  await page.goto(`${address}/referrals/${newId()}`)
  await page.locator('.empty[role=status], .notice').first().waitFor()
  await assertGoodScreen(page, '17-offline', { secrets })
  await page.context().close()
})

for (const corner of corners)
  test(`no tab of the referrals is cut off (${corner.name})`, async () => {
    const page = await signedIn(browser, address, accountOf(officer), corner.language, corner.device)
    await page.goto(`${address}/referrals`)
    const tabs = page.locator('.tab-list')
    await tabs.waitFor()
    assert.ok(await tabs.evaluate((list) => list.scrollWidth <= list.clientWidth))
    await page.context().close()
  })
