import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../app/server/reactions.ts'
import { assign, completeTask, reportContact, reportContactOf, viewCase } from '../../src/path/case-management/api.ts'
import { raise } from '../../src/path/signals/api.ts'
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

async function concernAbout(words: string): Promise<string> {
  const children = [{ name: 'Tamo Venn', age: { about: 15 }, sex: 'male' }]
  return (
    await country.run(raise, { id: newId(), words, danger: 'not-now', place: { code: 'XM0102' }, children }, atDesk)
  ).id
}

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
    await page.getByText(t('case-management.contacts.task-opened')).waitFor()
    await page.context().close()
    await quiet()

    const id = await caseOf(concernId)
    const { tasks } = await read(id)
    const due = (wanted: string) => tasks.find(({ kind, side }) => kind === wanted && side === 'authority')?.dueAt
    assert.equal(due('legal-help'), '2026-11-26T15:30:00.000Z')
    assert.equal(due('release'), '2026-11-27T13:30:00.000Z')
    const theirs = await country.open(officer, language)
    await theirs.goto(`${address}/cases/${id}`)
    await theirs.getByText(t('case-management.contacts.task-opened')).waitFor()
    await seenAtBothWidths(theirs, 'case-in-custody')
    const told = tasks.find(({ kind, side }) => kind === 'non-punishment' && side === 'authority')!
    await country.run(completeTask, { id, taskId: told.id, result: 'done' }, officer)
    await theirs.reload()
    await theirs.getByText(t('case-management.contacts.acts')).waitFor()
    await seenAtBothWidths(theirs, 'case-told')
    await theirs.context().close()
  })
}
