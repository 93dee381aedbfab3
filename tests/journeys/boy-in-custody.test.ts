import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { readWorklist } from '#kernel/worklist/worklist'
import { duties } from '../../app/server/reactions.ts'
import { assign, completeTask, reportContact, reportContactOf, viewCase } from '../../src/path/case-management/api.ts'
import { register, viewChild } from '../../src/path/children/api.ts'
import { facts as factsOf, named } from '../../src/path/children/test-child.ts'
import { accept } from '../../src/path/referral/api.ts'
import { linkConcern, raise, viewConcern } from '../../src/path/signals/api.ts'
import { say, seenAtBothWidths } from '../screens.ts'
import { bothLanguages, smallCountry } from './small-country.ts'

// Thursday 16:40 in Meridia, three hours ahead of Greenwich. Friday and Saturday are its weekend.
const country = await smallCountry('2026-11-26T13:40:00.000Z')
const { node, address } = country
const atDesk = await node.person('MER-LINE', ['triage', 'worker'], 'Ilse Doran')
const officer = await node.person('MER-WELFARE', ['authority'], 'Danu Orrin')
const caseworker = await node.person('MER-WELFARE', ['caseworker'], 'Lio Tessan')
const guardian = await node.person('MER-GUARD', ['guardian'], 'Petra Sand')
const stranger = await node.person('MER-SCHOOL', ['worker'], 'Noor Kessim')

const quiet = () => workUntilQuiet(node, duties)

async function concernAbout(words: string, more: object = {}): Promise<string> {
  const children = [{ name: 'Tamo Venn', age: { about: 15 }, sex: 'male' }]
  const told = { words, danger: 'not-now', place: { code: 'XM0102' }, children, ...more }
  return (await country.run(raise, { id: newId(), ...told }, atDesk)).id
}

const arrest = { kind: 'arrest', nexus: 'likely' } as const

async function caseOf(concernId: string): Promise<string> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string }>('select id from case_management.care_case where signal_id = $1', [concernId]),
  )
  assert.equal(rows.length, 1)
  return rows[0]!.id
}

async function read(id: string, actor = officer) {
  const view = await viewCase.run(node, { id }, { actor })
  assert.ok(!isRefusal(view), JSON.stringify(view))
  return view
}

test('whoever knows of it reports an arrest without a screening, and nobody who may not see the child does', async () => {
  const concernId = await concernAbout('He was taken from the market.')
  const told = { concernId, kind: 'arrest', nexus: 'likely', note: 'By the harbour police.' } as const
  const hidden = await reportContactOf.run(node, told, { actor: stranger, commandId: newId() })
  assert.ok(isRefusal(hidden) && hidden.code === 'record-not-found')
  await country.run(reportContactOf, told, atDesk)
  await quiet()
  const { contacts, tasks } = await read(await caseOf(concernId))
  assert.deepEqual(
    contacts.map(({ kind, note, happenedAt, byName }) => [kind, note, happenedAt, byName]),
    [['arrest', 'By the harbour police.', undefined, 'Ilse Doran']],
  )
  // Nobody knows the hour: the two hours for a lawyer run from the report.
  assert.equal(tasks.find(({ kind }) => kind === 'legal-help')?.dueAt, '2026-11-26T15:40:00.000Z')
})

test('a day counts from its beginning, and one that lies ahead is asked about', async () => {
  const concernId = await concernAbout('He is in the closed home.')
  const held = { concernId, kind: 'closed-institution', nexus: 'unknown' } as const
  const ahead = { ...held, happenedOn: '2026-11-28' }
  const refused = await reportContactOf.run(node, ahead, { actor: atDesk, commandId: newId() })
  assert.ok(isRefusal(refused) && refused.code === 'contact-not-happened')
  await country.run(reportContactOf, { ...held, happenedOn: '2026-11-26' }, atDesk)
  await quiet()
  const view = await read(await caseOf(concernId))
  assert.deepEqual(
    view.contacts.map(({ dayOnly, happenedAt }) => [dayOnly, happenedAt]),
    [[true, '2026-11-25T21:00:00.000Z']],
  )
  assert.equal(view.tasks.find(({ kind }) => kind === 'release')?.dueAt, '2026-11-26T21:00:00.000Z')
})

test('a guardian reports a conviction at the case, and somebody asks that it is quashed', async () => {
  const concernId = await concernAbout('He was sentenced for the drugs.')
  await country.run(reportContactOf, { concernId, kind: 'questioned', nexus: 'possible' }, atDesk)
  await quiet()
  const id = await caseOf(concernId)
  await country.run(assign, { id, workerId: caseworker.id, guardianId: guardian.id }, officer)
  await country.run(reportContact, { id, kind: 'conviction', nexus: 'likely' }, guardian)
  const view = await read(id)
  assert.deepEqual(
    view.contacts.map(({ kind }) => kind),
    ['questioned', 'conviction'],
  )
  assert.ok(view.tasks.find(({ kind }) => kind === 'clear-record')?.clock)
  await country.run(
    reportContact,
    { id, kind: 'fine', nexus: 'none-seen', note: 'A bicycle without a light.' },
    guardian,
  )
  assert.equal((await read(id)).tasks.length, view.tasks.length, 'a link that nobody sees opens no task')
})

test('the case of a boy who is not registered says who he is, but not the words, nor how to reach who reported', async () => {
  const reporter = { replyWanted: true, reply: '+99 555 0101', replyShared: true }
  const concernId = await concernAbout('He told me that he was made to carry it.', reporter)
  await country.run(reportContactOf, { concernId, ...arrest }, atDesk)
  await quiet()
  const view = await read(await caseOf(concernId))
  assert.equal(view.name, 'Tamo Venn')
  const groups = new Set(view.facts.map(({ group }) => group))
  assert.deepEqual([...groups].sort(), ['identity', 'place', 'safety'])
  assert.deepEqual(view.facts.find(({ item }) => item === 'age')?.age, { about: 15 })
  assert.doesNotMatch(JSON.stringify(view), /555 0101|made to carry/)
  assert.equal(view.concernId, null, 'the authority may not read the concern')
})

test('of two children in one concern nobody guesses which is held', async () => {
  const children = ['Tamo Venn', 'Aro Venn'].map((name) => ({ name, age: { about: 15 }, sex: 'male' }))
  const concernId = await concernAbout('One of the brothers was taken.', { children })
  await country.run(reportContactOf, { concernId, ...arrest }, atDesk)
  await quiet()
  const view = await read(await caseOf(concernId))
  assert.equal(view.name, null)
  assert.deepEqual(
    view.facts.filter(({ item }) => item === 'name').map(({ text }) => text),
    ['Tamo Venn', 'Aro Venn'],
  )
})

test('the case is linked with the urgent referral at once, and with the child when he is registered later', async () => {
  const concernId = await concernAbout('The police hold him, and they beat him.', { danger: 'immediate' })
  await country.run(reportContactOf, { concernId, ...arrest }, atDesk)
  await quiet()
  const id = await caseOf(concernId)
  const [referralId, ...others] = (await read(id)).referralIds
  assert.ok(referralId && others.length === 0)
  const childId = newId()
  const facts = factsOf({ names: named('Tamo Venn') })
  const time = node.clock.now().toISOString()
  await country.run(register, { id: childId, facts, followed: { kind: 'no-network' }, device: 'test', time }, atDesk)
  await country.run(linkConcern, { id: concernId, person: 1, childId }, atDesk)
  await quiet()
  const known = await read(id)
  assert.deepEqual([known.childId, known.name, known.referralIds], [childId, 'Tamo Venn', [referralId]])
  await country.run(assign, { id, workerId: caseworker.id }, officer)
  await quiet()
  const record = await viewChild.run(node, { id: childId }, { actor: caseworker })
  assert.ok(!isRefusal(record), 'the case worker may read the record of the child')
  await country.run(accept, { id: referralId }, officer)
  await quiet()
  assert.equal(await caseOf(concernId), id, 'the referral joins this case')
  const joined = await read(id)
  assert.deepEqual([joined.name, joined.referralIds], ['Tamo Venn', [referralId]])
  assert.ok(joined.facts.some(({ item }) => item === 'words'))
})

test('who reports an arrest hears what is due, by when and whose it is, and so does the desk of the concern', async () => {
  const concernId = await concernAbout('He was taken at the station.')
  const told = { concernId, ...arrest, happenedAt: '2026-11-26T13:30:00.000Z' }
  const { due } = await country.run(reportContactOf, told, atDesk)
  assert.deepEqual(
    due.map(({ kind, side, clock }) => [kind, side, clock?.dueAt]),
    [
      ['legal-help', 'authority', '2026-11-26T15:30:00.000Z'],
      ['release', 'authority', '2026-11-27T13:30:00.000Z'],
      ['non-punishment', 'authority', '2026-11-27T13:30:00.000Z'],
      ['non-punishment', 'guardian', '2026-11-27T13:30:00.000Z'],
    ],
  )
  await quiet()
  const { tasks } = await read(await caseOf(concernId))
  assert.deepEqual(
    due.map(({ kind, side, clock }) => `${kind} ${side} ${clock?.dueAt}`).sort(),
    tasks.map(({ kind, side, dueAt }) => `${kind} ${side} ${dueAt}`).sort(),
    'what was said is what the case has',
  )
  const concern = await viewConcern.run(node, { id: concernId }, { actor: atDesk })
  assert.ok(!isRefusal(concern))
  assert.deepEqual(concern.steps.flatMap(({ kind }) => (/held|task/.test(kind) ? [kind] : [])).sort(), [
    'child-held',
    'task-legal-help-authority',
    'task-non-punishment-authority',
    'task-non-punishment-guardian',
    'task-release-authority',
  ])
})

test('the hours of a boy in custody come before what is overdue by days', async () => {
  const fined = await concernAbout('He was fined for begging.')
  const longAgo = { concernId: fined, kind: 'fine', nexus: 'likely', happenedAt: '2026-11-02T08:00:00.000Z' } as const
  await country.run(reportContactOf, longAgo, atDesk)
  const held = await concernAbout('He was taken tonight.')
  await country.run(reportContactOf, { concernId: held, ...arrest }, atDesk)
  await quiet()
  const order = await Promise.all([held, fined].map((concernId) => caseOf(concernId)))
  const scopes = officer.scopes
  const { rows } = await openTx(node, officer, (tx) => readWorklist(tx, { list: 'tasks', scopes, limit: 100 }))
  const lawyers = rows.filter(({ summary }) => summary['task'] === 'legal_help')
  const places = order.map((id) => lawyers.findIndex(({ summary }) => summary['caseId'] === id))
  assert.ok(places[0]! >= 0 && places[0]! < places[1]!, places.join(' '))
})

for (const language of bothLanguages) {
  const t = (id: string, values?: Record<string, string | number>) => say(language, id, values)

  test(`a boy in custody on a Thursday afternoon has a lawyer at once, and the case says that nobody has been told until somebody was (${language})`, async () => {
    const concernId = await concernAbout('The police hold him since half past four.')
    const page = await country.open(atDesk, language)
    await page.goto(`${address}/concerns/${concernId}`)
    await page.getByRole('link', { name: t('signals.act.justice-contact') }).click()
    await page.locator('main select').first().selectOption('arrest')
    await page.locator('input[type=radio][value=time]').check()
    await page.locator('input[type=datetime-local]').fill('2026-11-26T16:30')
    await page.locator('input[type=radio][value=likely]').check()
    await seenAtBothWidths(page, 'report-contact')
    await page.getByRole('button', { name: t('identification.justice.do') }).click()
    await page.getByText(t('identification.justice.due', {})).waitFor()
    await page.getByText(t('identification.justice.due.with.guardian-unknown')).waitFor()
    assert.equal(await page.getByText(t('case-management.contacts.task-opened')).count(), 0)
    await seenAtBothWidths(page, 'contact-reported')
    await quiet()
    await page.goto(`${address}/concerns/${concernId}`)
    await page.getByText(t('signals.step.task-legal-help-authority')).first().waitFor()
    await page.context().close()

    const id = await caseOf(concernId)
    const { tasks } = await read(id)
    const due = (wanted: string) => tasks.find(({ kind, side }) => kind === wanted && side === 'authority')?.dueAt
    assert.equal(due('legal-help'), '2026-11-26T15:30:00.000Z')
    assert.equal(due('release'), '2026-11-27T13:30:00.000Z')
    const theirs = await country.open(officer, language)
    await theirs.goto(`${address}/cases/${id}`)
    await theirs.getByText(t('case-management.contacts.task-opened')).waitFor()
    await theirs.getByRole('heading', { level: 1, name: 'Tamo Venn' }).waitFor()
    await theirs.getByText(t('identification.justice.due.with.guardian-none')).waitFor()
    await seenAtBothWidths(theirs, 'case-in-custody')
    const told = tasks.find(({ kind, side }) => kind === 'non-punishment' && side === 'authority')!
    await country.run(completeTask, { id, taskId: told.id, result: 'done' }, officer)
    await theirs.reload()
    await theirs.getByText(t('case-management.contacts.acts')).waitFor()
    await seenAtBothWidths(theirs, 'case-told')
    await theirs.context().close()
  })
}
