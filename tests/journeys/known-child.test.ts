import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/actor'
import { newId, referenceOf } from '#kernel/ids'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../app/server/reactions.ts'
import { assign, completeTask, viewCase } from '../../src/path/case-management/api.ts'
import { register } from '../../src/path/children/api.ts'
import { facts as factsOf, named } from '../../src/path/children/test-child.ts'
import * as referrals from '../../src/path/referral/api.ts'
import * as concerns from '../../src/path/signals/api.ts'
import { say, seenAtBothWidths } from '../screens.ts'
import { bothLanguages, draftedReferral, sendAnyway, smallCountry } from './small-country.ts'

// A repeat report about a child with an open case: nothing that is reported again is lost.
const country = await smallCountry()
const { node, address } = country
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Noor Kessim')
const atDesk = await node.person('MER-LINE', ['triage', 'worker'], 'Ilse Doran')
const deskSupervisor = await node.person('MER-LINE', ['supervisor'], 'Orla Venn')
const officer = await node.person('MER-WELFARE', ['authority'], 'Danu Orrin')
const caseworker = await node.person('MER-WELFARE', ['caseworker'], 'Lio Tessan')

const quiet = () => workUntilQuiet(node, duties)

async function refusedWith<Input, Answer>(route: CommandRoute<Input, Answer>, input: Input, actor: Actor) {
  const answer = await route.run(node, input, { actor, commandId: newId() })
  return isRefusal(answer) ? answer.code : 'accepted'
}

/** A child with an open case and a case worker. */
async function knownChild(name: string): Promise<{ caseId: string; childId: string; reference: string }> {
  const childId = newId()
  await country.run(
    register,
    {
      id: childId,
      facts: factsOf({ names: named(name) }),
      followed: { kind: 'no-network' },
      device: 'test',
      time: node.clock.now().toISOString(),
    },
    atDesk,
  )
  const { concernId } = await draftedReferral(country, atDesk, name)
  await country.run(concerns.linkConcern, { id: concernId, person: 1, childId }, atDesk)
  const { id } = await country.run(
    referrals.draft,
    { concernId, childId, risk: 'low', caregiver: 'safe', requests: ['assessment'], share: ['concern', 'identity'] },
    atDesk,
  )
  await sendAnyway(country, atDesk, id)
  await country.run(referrals.accept, { id }, officer)
  await quiet()
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string }>('select id from case_management.care_case where child_id = $1', [childId]),
  )
  const caseId = rows[0]!.id
  await country.run(assign, { id: caseId, workerId: caseworker.id }, officer)
  return { caseId, childId, reference: referenceOf(node.prefix, caseId) }
}

async function reported(words: string, more: object = {}): Promise<string> {
  const report = { id: newId(), words, danger: 'not-now', children: [{ name: 'Tamo' }], ...more }
  const { id } = await country.run(concerns.raise, report, teacher)
  await country.run(concerns.take, { id }, atDesk)
  return id
}

async function seen(id: string) {
  const view = await concerns.viewConcern.run(node, { id }, { actor: atDesk })
  assert.ok(!isRefusal(view))
  return {
    status: view.status,
    reason: view.closeReason,
    waits: view.additionWaits,
    steps: view.steps.map(({ kind }) => kind),
  }
}

async function toRead(caseId: string) {
  const view = await viewCase.run(node, { id: caseId }, { actor: caseworker })
  assert.ok(!isRefusal(view))
  return view.tasks.filter(({ kind, result }) => kind === 'read-report' && result === undefined)
}

const note = 'The school says that the home visits her already.'

test('nobody closes a repeat report as known by a word', async () => {
  const id = await reported('She is at the kiln again.')
  const word = { id, reason: 'already-known', note } as unknown as { id: string; reason: 'other' }
  assert.equal(await refusedWith(concerns.closeConcern, word, atDesk), 'answers-not-accepted')
  assert.equal(await refusedWith(concerns.giveToCase, { id, note }, atDesk), 'reason-needed')
  assert.equal(await refusedWith(concerns.giveToCase, { id, note, childId: newId() }, atDesk), 'person-not-found')
  assert.equal((await seen(id)).status, 'taken')
})

test('the words of a repeat report reach the case worker with a deadline, and the desk sees nothing of the case', async () => {
  const { caseId, childId } = await knownChild('Sefu Orr')
  const id = await reported('He carries sacks at night again.', {
    replyWanted: true,
    reply: 'Ring the blue door, number 4.',
  })
  await country.run(concerns.linkConcern, { id, person: 1, childId }, atDesk)
  await country.run(concerns.giveToCase, { id, note, childId }, atDesk)
  await quiet()
  assert.deepEqual((({ status, reason }) => [status, reason])(await seen(id)), ['closed', 'already-known'])
  const [task] = await toRead(caseId)
  assert.equal(task?.words, note)
  assert.ok(task.clock?.dueAt)
  const told = JSON.stringify(task.report)
  assert.match(told, /carries sacks/)
  assert.doesNotMatch(told, /blue door/, 'the address of the person who reported is not the child’s')
  assert.ok(isRefusal(await viewCase.run(node, { id: caseId }, { actor: atDesk })))
  const { rows } = await node.asOwner((owner) =>
    owner.query('select 1 from case_management.task where position($1::bytea in sealed_report) > 0', ['sacks']),
  )
  assert.equal(rows.length, 0, 'the words are sealed')
})

test('a report given to a case by its reference comes back if no open case has it, or if it is about another child', async () => {
  const { caseId, reference } = await knownChild('Amina Tell')
  const wrong = await reported('Two girls at the laundry.')
  const unknown = referenceOf(node.prefix, newId())
  await country.run(concerns.giveToCase, { id: wrong, note, caseReference: unknown }, atDesk)
  await quiet()
  assert.deepEqual((({ status, waits, steps }) => [status, waits, steps.at(-1)])(await seen(wrong)), [
    'taken',
    true,
    'returned-no-open-case',
  ])
  await country.run(concerns.giveToCase, { id: wrong, note, caseReference: reference.toLowerCase() }, atDesk)
  await quiet()
  assert.equal((await seen(wrong)).status, 'closed')
  const [task] = await toRead(caseId)
  const elsewhere = {
    id: caseId,
    taskId: task!.id,
    result: 'not-possible',
    note: 'These are two other girls.',
  } as const
  await country.run(completeTask, elsewhere, caseworker)
  await quiet()
  assert.deepEqual((({ waits, steps }) => [waits, steps.at(-1)])(await seen(wrong)), [true, 'returned-not-this-child'])
})

test('in danger a report stays open until the case worker has read it, and one person alone never closes it', async () => {
  const { caseId, reference } = await knownChild('Ivo Lark')
  const id = await reported('He is beaten now.', { danger: 'immediate' })
  for (const who of [atDesk, deskSupervisor]) {
    const taken = who === deskSupervisor
    if (taken) await country.run(concerns.take, { id }, deskSupervisor)
    const close = { id, reason: 'other', note: 'It is over.' } as const
    assert.equal(await refusedWith(concerns.closeConcern, close, who), 'closing-reserved')
  }
  await country.run(concerns.giveToCase, { id, note, caseReference: reference }, atDesk)
  await quiet()
  assert.deepEqual((({ status, steps }) => [status, steps.at(-1)])(await seen(id)), ['taken', 'at-case'])
  const [task] = await toRead(caseId)
  const hour = new Date(node.clock.now().getTime() + 3_600_000).toISOString()
  assert.ok(task!.clock!.dueAt <= hour, 'in danger within the hour')
  await country.run(completeTask, { id: caseId, taskId: task!.id, result: 'done' }, caseworker)
  await quiet()
  assert.deepEqual((({ status, reason }) => [status, reason])(await seen(id)), ['closed', 'already-known'])
  const other = await reported('He is beaten now.', { danger: 'immediate' })
  await country.run(
    concerns.closeConcern,
    { id: other, reason: 'other', note: 'A play of the school.' },
    deskSupervisor,
  )
})

test('a child who was not found stays with the desk until a day, and the look on that day is a duty', async () => {
  const id = await reported('A boy sleeps under the bridge.')
  const day = (days: number) => ({
    iso: new Date(node.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10),
  })
  const keep = { id, reason: 'not-located', note: 'Nobody was under the bridge at six.' } as const
  assert.equal(await refusedWith(concerns.keepConcern, { ...keep, until: day(90) }, atDesk), 'look-again-far')
  const asking = { ...keep, reason: 'needs-information', until: day(3) } as const
  assert.equal(await refusedWith(concerns.keepConcern, asking, atDesk), 'reason-needed')
  await country.run(concerns.keepConcern, { ...keep, until: day(3) }, atDesk)
  const view = await concerns.viewConcern.run(node, { id }, { actor: atDesk })
  assert.ok(!isRefusal(view))
  const open = view.clocks.filter(({ metAt, stoppedAt }) => !metAt && !stoppedAt)
  assert.deepEqual([view.status, open.map(({ until }) => until)], ['taken', ['agreed']])
  const adult = { id, reason: 'adult-now', note: 'Her passport was examined.' } as const
  assert.equal(await refusedWith(concerns.closeConcern, adult, atDesk), 'reason-needed', 'handed to whom')
  await country.run(concerns.closeConcern, { ...adult, receiver: 'The women’s house in Lakeland' }, atDesk)
})

for (const language of bothLanguages) {
  const t = (id: string, values?: Record<string, string | number>) => say(language, id, values)

  test(`an officer who would decline a child they know accepts into the open case, and the case worker reads what is new (${language})`, async () => {
    const { caseId, reference } = await knownChild(language === 'en' ? 'Perrin Ash' : 'سليم النور')
    const { referralId } = await draftedReferral(country, atDesk, 'Perrin')
    await sendAnyway(country, atDesk, referralId)
    const page = await country.open(officer, language)
    await page.goto(`${address}/referrals/${referralId}`)
    await page.getByRole('button', { name: t('referral.act.decline'), exact: true }).click()
    const dialog = page.locator('[role=dialog]')
    await dialog.locator('select').first().selectOption('no-capacity')
    await dialog.getByText(t('referral.decline.keeps')).waitFor()
    await seenAtBothWidths(page, 'decline-no-capacity')
    await dialog.locator('select').first().selectOption('already-known')
    await dialog.getByText(t('referral.join.title')).waitFor()
    await dialog.locator('input[type=text], input:not([type])').fill(reference)
    await seenAtBothWidths(page, 'decline-known')
    await dialog.getByRole('button', { name: t('referral.act.join') }).click()
    await dialog.waitFor({ state: 'detached' })
    await quiet()
    await page.context().close()

    const theirs = await country.open(caseworker, language)
    await theirs.goto(`${address}/cases/${caseId}`)
    await theirs.getByText(t('case-management.report.joined')).waitFor()
    await theirs.getByText('He may not leave the yard.').nth(1).waitFor()
    await seenAtBothWidths(theirs, 'joined-case')
    await theirs.context().close()
  })

  test(`a person at the desk gives a repeat report to the open case (${language})`, async () => {
    const { childId, caseId } = await knownChild(language === 'en' ? 'Wren Holt' : 'نور القمر')
    const id = await reported('She cleans the bus yard before dawn.')
    await country.run(concerns.linkConcern, { id, person: 1, childId }, atDesk)
    const page = await country.open(atDesk, language)
    await page.goto(`${address}/concerns/${id}`)
    await page.getByRole('button', { name: t('signals.act.close'), exact: true }).click()
    const dialog = page.locator('[role=dialog]')
    await dialog.locator('select').first().selectOption('already-known')
    await dialog.locator(`input[value="${childId}"]`).check()
    await dialog.locator('textarea').fill(note)
    await seenAtBothWidths(page, 'give-to-case')
    await dialog.getByRole('button', { name: t('signals.act.give') }).click()
    await dialog.waitFor({ state: 'detached' })
    await quiet()
    await page.reload()
    await page.locator('.timeline').getByText(t('signals.step.given')).waitFor()
    await seenAtBothWidths(page, 'given-to-case')
    await page.context().close()
    assert.equal((await toRead(caseId)).length, 1)
  })
}
