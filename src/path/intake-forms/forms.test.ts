import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { readWorklist } from '#kernel/worklist/worklist'
import { openTx } from '#kernel/tx'
import { writeWorkbook } from '../../../lib/forms/xlsform/write-workbook.ts'
import { testNode } from '../../../tests/node.ts'
import { exportHtcds, importForm, importRows, list, submit, viewForm, viewSubmission } from './api.ts'

const node = await testNode()
const administrator = await node.person('MER-SCHOOL', ['administrator'])
const teacher = await node.person('MER-SCHOOL', ['worker'])
const caseworker = await node.person('MER-CARE', ['caseworker'])
const colleague = await node.person('MER-CARE', ['caseworker'])
const supervisor = await node.person('MER-CARE', ['supervisor'])
const stranger = await node.person('SUN-OTHER', ['supervisor'])

function workbook(version = '1', label = 'First name'): string {
  const bytes = writeWorkbook({
    survey: [
      ['type', 'name', 'label::en', 'label::ar', 'required', 'relevant'],
      ['text', 'prs_First_Name', label, 'الاسم الأول', 'yes', ''],
      ['select_multiple kinds', 'vic_TypeOfExploitation', 'What was done', 'ماذا حدث', '', ''],
      ['text', 'said', 'In their own words', 'بكلماتهم', '', "selected(${vic_TypeOfExploitation}, 'Other')"],
    ],
    choices: [
      ['list_name', 'name', 'label::en', 'label::ar'],
      ['kinds', 'ForcedBegging', 'Forced begging', 'التسول القسري'],
      ['kinds', 'Other', 'Other', 'غير ذلك'],
    ],
    settings: [
      ['form_id', 'form_title', 'version', 'default_language'],
      ['intake', 'Intake', version, 'en'],
    ],
  })
  return Buffer.from(bytes).toString('base64')
}

function answered<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

function refused(answer: unknown): Refusal {
  assert.ok(isRefusal(answer), JSON.stringify(answer))
  return answer
}

const bring = (as = administrator, file = workbook()) =>
  importForm.run(node, { fileName: 'intake.xlsx', workbook: file }, { actor: as, commandId: newId() })
const fill = (as: typeof teacher, submission: string, answers: Record<string, unknown>) =>
  submit.run(node, { id: 'intake', submission, formVersion: '1', answers }, { actor: as, commandId: newId() })

test('an administrator brings a form, and everybody who works here can open it', async () => {
  assert.deepEqual(answered(await bring()), { id: 'intake', version: '1', questions: 3, unchanged: false })
  const shown = answered(await viewForm.run(node, { id: 'intake' }, { actor: teacher }))
  assert.equal(shown.form['id'], 'intake')
  assert.ok(shown.problems.some(({ construct }) => construct === 'prs_First_Name'))
  assert.deepEqual(
    answered(await list.run(node, {}, { actor: teacher })).forms.map(({ id, title, questions }) => [
      id,
      title,
      questions,
    ]),
    [['intake', { en: 'Intake' }, 3]],
  )
})

test('the same form again changes nothing; another form under its name and version is refused', async () => {
  await bring()
  assert.equal(answered(await bring()).unchanged, true)
  assert.equal(refused(await bring(administrator, workbook('1', 'Given name'))).code, 'form-version-taken')
  assert.equal(refused(await bring(teacher)).code, 'action-not-permitted')
  assert.equal(
    refused(await bring(administrator, Buffer.from('no workbook').toString('base64'))).code,
    'form-unreadable',
  )
})

test('a filled form is kept sealed, for the one who filled it and the case desk of the agency, and for nobody else', async () => {
  await bring()
  const submission = newId()
  answered(
    await fill(caseworker, submission, {
      prs_First_Name: 'Lirrin',
      vic_TypeOfExploitation: ['ForcedBegging', 'x-ForcedCriminality'],
      said: 'not asked',
    }),
  )
  const place = { id: 'intake', submission }
  for (const actor of [caseworker, supervisor]) {
    const shown = answered(await viewSubmission.run(node, place, { actor }))
    assert.deepEqual(shown.answers, {
      prs_First_Name: 'Lirrin',
      vic_TypeOfExploitation: ['ForcedBegging', 'x-ForcedCriminality'],
    })
  }
  for (const actor of [colleague, stranger, teacher])
    assert.equal(refused(await viewSubmission.run(node, place, { actor })).code, 'record-not-found')
  const stored = await node.asOwner((client) =>
    client.query('select * from intake_forms.submission where id = $1', [submission]),
  )
  assert.doesNotMatch(JSON.stringify(stored.rows), /Lirrin/)
  assert.equal(stored.rows.length, 1)
  const { rows } = await openTx(node, supervisor, (tx) =>
    readWorklist(tx, { list: 'forms', scopes: supervisor.scopes }),
  )
  assert.ok(rows.some(({ recordId }) => recordId === submission))
})

test('a form with something missing is not taken, and says which question', async () => {
  await bring()
  const missing = refused(await fill(teacher, newId(), {}))
  assert.equal(missing.code, 'form-answers-incomplete')
  assert.deepEqual(missing.fields, [{ path: 'prs_First_Name', code: 'required' }])
  const old = refused(
    await submit.run(
      node,
      { id: 'intake', submission: newId(), formVersion: '0', answers: {} },
      { actor: teacher, commandId: newId() },
    ),
  )
  assert.equal(old.code, 'form-changed')
})

test('one submission cannot be written over by another', async () => {
  await bring()
  const submission = newId()
  answered(await fill(teacher, submission, { prs_First_Name: 'Lirrin' }))
  assert.equal(refused(await fill(stranger, submission, { prs_First_Name: 'Somebody else' })).code, 'submission-exists')
  assert.deepEqual(answered(await viewSubmission.run(node, { id: 'intake', submission }, { actor: teacher })).answers, {
    prs_First_Name: 'Lirrin',
  })
})

test('an export says what HTCDS cannot carry', async () => {
  await bring()
  const submission = newId()
  answered(
    await fill(teacher, submission, {
      prs_First_Name: 'Lirrin',
      vic_TypeOfExploitation: ['Other', 'x-ForcedCriminality'],
      said: 'they made me carry bags',
    }),
  )
  const shown = answered(await exportHtcds.run(node, { id: 'intake', submission }, { actor: teacher }))
  assert.deepEqual(shown.columns, [
    { name: 'prs_FirstName', label: 'First Name', value: 'Lirrin' },
    { name: 'vic_TypeOfExploitation', label: 'Type of Exploitation', value: 'Other' },
  ])
  assert.deepEqual(
    shown.lossy.map(({ path, reason, values }) => [path, reason, values]),
    [
      ['vic_TypeOfExploitation', 'no-value', ['x-ForcedCriminality']],
      ['said', 'no-field', []],
    ],
  )
  assert.equal(shown.standard.verified, true)
  assert.match(
    shown.csv,
    /^\uFEFF"prs_FirstName","vic_TypeOfExploitation","x-answer\/said","x-vic_TypeOfExploitation"\r\n/,
  )
})

test('the same row imported again, by whoever of the agency and however often at once, changes nothing', async () => {
  await bring()
  const rows = [{ prs_FirstName: 'Lirrin', vic_TypeOfExploitation: 'Forced begging;Magic' }, { prs_FirstName: 'Orrel' }]
  const send = (actor: typeof caseworker, what: typeof rows = rows) =>
    importRows.run(node, { id: 'intake', rows: what }, { actor, commandId: newId() })
  const first = answered(await send(caseworker))
  assert.deepEqual(
    first.rows.map(({ imported, parked }) => [imported, parked]),
    [
      [true, 1],
      [true, 0],
    ],
  )
  const reordered = { vic_TypeOfExploitation: 'Forced begging;Magic', prs_FirstName: 'Lirrin' }
  const again = await Promise.all([send(caseworker), send(colleague), send(supervisor, [reordered])])
  for (const answer of again)
    assert.ok(answered(answer).rows.every(({ imported, id }) => !imported && first.rows.some((row) => row.id === id)))
  const count = await node.asOwner((client) =>
    client.query(`select count(*)::int from intake_forms.submission where how = 'imported'`),
  )
  assert.equal(count.rows[0].count, 2)
  const shown = answered(
    await viewSubmission.run(node, { id: 'intake', submission: first.rows[0]!.id }, { actor: caseworker }),
  )
  assert.deepEqual(shown.answers, { prs_First_Name: 'Lirrin', vic_TypeOfExploitation: ['ForcedBegging', 'Magic'] })
  assert.deepEqual(shown.parked, [
    { column: 'vic_TypeOfExploitation', value: 'Forced begging;Magic', reason: 'unknown-value' },
  ])
  assert.equal(refused(await send(teacher)).code, 'action-not-permitted')
  const elsewhere = answered(
    await importRows.run(node, { id: 'intake', rows }, { actor: stranger, commandId: newId() }),
  )
  assert.ok(elsewhere.rows.every(({ imported }) => imported))
})

test('a row imported many times at the same moment is one filled form', async () => {
  await bring()
  const rows = [{ prs_FirstName: 'Sera' }]
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      importRows.run(node, { id: 'intake', rows }, { actor: caseworker, commandId: newId() }),
    ),
  )
  assert.equal(new Set(answers.map((answer) => answered(answer).rows[0]?.id)).size, 1)
})
