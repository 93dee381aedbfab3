import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import type { Form, Item } from '#lib/forms'
import { writeWorkbook } from '../../../lib/forms/xlsform/write-workbook.ts'
import { testNode } from '../../../tests/node.ts'
import {
  discardFormDraft,
  importForm,
  list,
  listFormDrafts,
  publish,
  saveFormDraft,
  submit,
  viewForm,
  viewFormDraft,
  viewSubmission,
  viewVersions,
} from './api.ts'

const node = await testNode()
const administrator = await node.person('MER-SCHOOL', ['administrator'], 'Ansa Velde')
const second = await node.person('MER-CARE', ['administrator'])
const caseworker = await node.person('MER-CARE', ['caseworker'])
const others = await Promise.all(
  (['worker', 'triage', 'authority', 'caseworker', 'supervisor', 'guardian', 'coordinator'] as const).map((role) =>
    node.person('MER-CARE', [role]),
  ),
)

function answered<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}
function refused(answer: unknown): Refusal {
  assert.ok(isRefusal(answer), JSON.stringify(answer))
  return answer
}

const question = (name: string, more: object = {}): Item => ({
  kind: 'question',
  name,
  type: 'text',
  label: { en: `What is ${name}?` },
  ...more,
})
const formOf = (id: string, ...items: Item[]): Form => ({
  id,
  version: '',
  title: { en: 'Night shelter' },
  languages: ['en'],
  items,
})
const send = (
  form: Form | Record<string, unknown>,
  expected: number,
  base: string | null = null,
  actor = administrator,
  id = String(form.id),
) => saveFormDraft.run(node, { id, expected, base, form: { ...form } }, { actor, commandId: newId() })
const release = (id: string, expected: number, replaces: string | null, actor = administrator) =>
  publish.run(node, { id, expected, replaces, note: 'For the night shelter' }, { actor, commandId: newId() })
const handIn = (id: string, formVersion: string, answers: Record<string, unknown>, submission = newId()) =>
  submit.run(node, { id, submission, formVersion, answers }, { actor: caseworker, commandId: newId() })

test('an administrator makes a form, others fill it only after it was published, and everybody sees who published it when', async () => {
  answered(await send(formOf('shelter', question('name')), 0))
  assert.equal(refused(await viewForm.run(node, { id: 'shelter' }, { actor: caseworker })).code, 'record-not-found')
  assert.deepEqual(
    answered(await listFormDrafts.run(node, {}, { actor: second })).drafts.map(({ id, base, changedBy }) => [
      id,
      base,
      changedBy,
    ]),
    [['shelter', null, 'Ansa Velde']],
  )
  assert.deepEqual(answered(await release('shelter', 1, null)), { id: 'shelter', version: '1' })
  answered(await handIn('shelter', '1', { name: 'Lirrin' }))
  const { versions } = answered(await viewVersions.run(node, { id: 'shelter' }, { actor: second }))
  assert.deepEqual(versions, [
    { version: '1', number: 1, at: '2026-03-02T08:00:00.000Z', by: 'Ansa Velde', note: 'For the night shelter' },
  ])
  assert.deepEqual(answered(await listFormDrafts.run(node, {}, { actor: second })).drafts, [])
})

test('a published version never changes: answers keep the questions they were given to, and one begun before is finished in it', async () => {
  answered(await send(formOf('lasting', question('name'), question('age', { type: 'integer' })), 0))
  answered(await release('lasting', 1, null))
  const before = newId()
  answered(await handIn('lasting', '1', { name: 'Lirrin', age: 13 }, before))
  answered(await send({ ...formOf('lasting', question('given-name')), version: '1' }, 0, '1'))
  answered(await release('lasting', 1, '1'))
  assert.equal(answered(await viewForm.run(node, { id: 'lasting' }, { actor: caseworker })).form['version'], '2')
  const begun = newId()
  answered(await handIn('lasting', '1', { name: 'Orrel', age: 9 }, begun))
  for (const [submission, answers] of [
    [before, { name: 'Lirrin', age: 13 }],
    [begun, { name: 'Orrel', age: 9 }],
  ] as const) {
    const shown = answered(await viewSubmission.run(node, { id: 'lasting', submission }, { actor: caseworker }))
    assert.deepEqual([shown.formVersion, shown.answers], ['1', answers])
    assert.deepEqual(
      (shown.form as unknown as Form).items.map(({ name }) => name),
      ['name', 'age'],
    )
  }
  assert.deepEqual(
    (
      answered(await viewForm.run(node, { id: 'lasting', version: '1' }, { actor: caseworker })).form as unknown as Form
    ).items.map(({ name }) => name),
    ['name', 'age'],
  )
  assert.equal(refused(await handIn('lasting', '3', {})).code, 'form-changed')
})

test('of two administrators who write on the same draft the second is told, and neither writes over the other', async () => {
  answered(await send(formOf('shared', question('one')), 0))
  answered(await send(formOf('shared', question('one'), question('two')), 1))
  assert.equal(refused(await send(formOf('shared', question('other')), 1, null, second)).code, 'form-draft-changed')
  assert.equal(refused(await send(formOf('shared', question('other')), 0, null, second)).code, 'form-draft-changed')
  const shown = answered(await viewFormDraft.run(node, { id: 'shared' }, { actor: second }))
  assert.deepEqual([(shown.form as unknown as Form).items.length, shown.version, shown.changedBy], [2, 2, 'Ansa Velde'])
  const race = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      send(formOf('shared', question(`race-${index}`)), 2, null, index % 2 ? second : administrator),
    ),
  )
  assert.equal(race.filter((answer) => !isRefusal(answer)).length, 1)
  const both = await Promise.all([release('shared', 3, null), release('shared', 3, null, second)])
  assert.equal(both.filter((answer) => !isRefusal(answer)).length, 1, JSON.stringify(both))
  assert.equal(answered(await viewVersions.run(node, { id: 'shared' }, { actor: second })).versions.length, 1)
})

test('a form with mistakes, without a change, or on top of a version nobody has seen is not published', async () => {
  answered(await send(formOf('careful', question('name'), question('why', { relevant: '${nobody} > ' })), 0))
  const mistakes = refused(await release('careful', 1, null))
  assert.deepEqual(
    [mistakes.code, mistakes.status, mistakes.fields],
    ['form-not-ready', 422, [{ path: 'why', code: 'syntax' }]],
  )
  answered(await send(formOf('careful', question('name')), 1))
  assert.equal(refused(await release('careful', 2, '7')).code, 'form-version-newer')
  assert.equal(refused(await release('careful', 1, null)).code, 'form-draft-changed')
  answered(await release('careful', 2, null))
  answered(await send({ ...formOf('careful', question('name')) }, 0, '1'))
  assert.equal(refused(await release('careful', 1, '1')).code, 'form-unchanged')
  answered(await discardFormDraft.run(node, { id: 'careful', expected: 1 }, { actor: second, commandId: newId() }))
  assert.equal(answered(await viewFormDraft.run(node, { id: 'careful' }, { actor: second })).version, 0)
})

test('a form that nobody could fill in or hand in is not published, whether it was drawn here or brought', async () => {
  const repeat = { kind: 'group', name: 'r', repeat: { min: 5, max: 2 }, items: [question('n')] } as Item
  const unfillable: [Form, string, string][] = [
    [formOf('u1', question('__proto__', { required: true })), '__proto__', 'name-reserved'],
    [formOf('u2', repeat), 'r', 'repeat-limits'],
    [formOf('u3', question('a', { constraint: { test: 'false()', message: { en: 'No' } } })), 'a', 'constraint-never'],
    [formOf('u4', question('a', { type: 'integer', default: 'abc', required: true })), 'a', 'default-wrong'],
    [{ ...formOf('u5', question('a')), languages: ['en', 'EN'] }, '', 'language-twice'],
    [formOf('u6', question('a', { type: 'note' })), '', 'nothing-asked'],
    [formOf('u7', { ...repeat, repeat: { count: '${n}' } } as Item), 'r', 'cycle'],
  ]
  for (const [form, path, code] of unfillable) {
    answered(await send(form, 0))
    assert.deepEqual(refused(await release(form.id, 1, null)).fields, [{ path, code }])
  }
  const rows = (survey: string[][]) =>
    Buffer.from(
      writeWorkbook({
        survey,
        settings: [
          ['form_id', 'form_title'],
          ['brought-empty', 'Empty'],
        ],
      }),
    ).toString('base64')
  const bring = (survey: string[][]) =>
    importForm.run(node, { fileName: 'f.xlsx', workbook: rows(survey) }, { actor: administrator, commandId: newId() })
  const head = ['type', 'name', 'label::en', 'constraint']
  for (const row of [
    ['note', 'hello', 'Hello', ''],
    ['text', 'a', 'A', 'false()'],
  ])
    assert.equal(refused(await bring([head, row])).code, 'form-unfillable')
  answered(await bring([head, ['text', 'a', 'A', '']]))
})

test('an imported form that carries what we cannot apply may be changed, and keeps its place in the line of versions', async () => {
  const workbook = (version: string, label: string): string =>
    Buffer.from(
      writeWorkbook({
        survey: [
          ['type', 'name', 'label::en', 'relevant'],
          ['text', 'a', label, ''],
          ['text', 'b', 'B', 'pulldata(1)'],
        ],
        settings: [
          ['form_id', 'form_title', 'version'],
          ['brought', 'Brought', version],
        ],
      }),
    ).toString('base64')
  const bring = (version: string, label: string) =>
    importForm.run(
      node,
      { fileName: 'f.xlsx', workbook: workbook(version, label) },
      { actor: administrator, commandId: newId() },
    )
  answered(await bring('May 2026', 'A'))
  const { form } = answered(await viewFormDraft.run(node, { id: 'brought' }, { actor: administrator }))
  const draft = form as unknown as Form
  answered(await send({ ...draft, title: { en: 'Brought and changed' } }, 0, 'May 2026'))
  answered(await bring('June 2026', 'A, again'))
  assert.equal(refused(await release('brought', 1, 'May 2026')).code, 'form-version-newer')
  assert.equal(answered(await release('brought', 1, 'June 2026')).version, '3')
  assert.deepEqual(
    answered(await viewVersions.run(node, { id: 'brought' }, { actor: administrator })).versions.map(
      ({ version, number }) => [version, number],
    ),
    [
      ['3', 3],
      ['June 2026', 2],
      ['May 2026', 1],
    ],
  )
  assert.ok(
    answered(await list.run(node, {}, { actor: caseworker })).forms.some(
      ({ id, version }) => id === 'brought' && version === '3',
    ),
  )
})

test('nobody but an administrator may see a draft, change it or publish it', async () => {
  answered(await send(formOf('closed', question('name')), 0))
  for (const actor of others) {
    const refusals = [
      await viewFormDraft.run(node, { id: 'closed' }, { actor }),
      await listFormDrafts.run(node, {}, { actor }),
      await viewVersions.run(node, { id: 'closed' }, { actor }),
      await send(formOf('closed', question('mine')), 1, null, actor),
      await discardFormDraft.run(node, { id: 'closed', expected: 1 }, { actor, commandId: newId() }),
      await release('closed', 1, null, actor),
    ]
    for (const answer of refusals) assert.equal(refused(answer).code, 'action-not-permitted', actor.roles.join())
  }
  assert.equal(answered(await viewFormDraft.run(node, { id: 'closed' }, { actor: administrator })).version, 1)
})

test('what is no form is refused in words, however deep it is', async () => {
  let deep: Item = question('name')
  for (let level = 0; level < 2000; level += 1) deep = { kind: 'group', name: 'g', items: [deep] }
  assert.equal(refused(await send(formOf('deep', deep), 0)).code, 'answers-not-accepted')
  assert.equal(
    refused(await handIn('deep', '1', { deep: JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) })).code,
    'answers-not-accepted',
  )
  assert.equal(refused(await send({ id: 'odd', items: 'none' }, 0)).code, 'form-unsound')
  assert.equal(
    refused(await send(formOf('one', question('name')), 0, null, administrator, 'another')).code,
    'form-unsound',
  )
})
