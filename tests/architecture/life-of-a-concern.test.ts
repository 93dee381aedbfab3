import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { formFromModel } from '#lib/forms/from-model'
import type { Group, Question } from '#lib/forms'
import { keysOf } from '#lib/names'
import { packageRoot } from '#kernel/db/package-root'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { duties } from '../../app/server/reactions.ts'
import { register, search, viewChild } from '../../src/path/children/api.ts'
import { raise } from '../../src/path/signals/api.ts'
import { concern } from '../../src/path/signals/model.ts'
import { testNode } from '../node.ts'

const root = packageRoot()
const page = readFileSync(join(root, 'docs/life-of-a-concern.md'), 'utf8')
const name = 'Orlenn Tavish'

function answered<Answer>(answer: Answer | Refusal): Answer {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}

test('every file on the way of an answer is where the page says', () => {
  const files = [...page.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map((match) => match[1]!)
  assert.ok(files.length > 15)
  for (const file of files) assert.ok(existsSync(join(root, file)), file)
})

test('the name a teacher types is declared once, asked, sealed, put before the desk, found in another spelling and counted nowhere', async () => {
  const form = formFromModel(concern, {
    id: 'raise-concern',
    version: '1',
    title: { id: 'x' },
    languages: ['en'],
    labelId: (path) => path,
  })
  const children = form.items.find((item) => item.name === 'children') as Group
  const question = children.items.find((item) => item.name === 'name') as Question
  assert.equal(question.sensitivity, 'sealed')

  const node = await testNode()
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-LINE'), place_code: '' })
    .execute()
  const teacher = await node.person('MER-SCH', ['worker'])
  const desk = await node.person('MER-LINE', ['triage'])
  const id = newId()
  answered(
    await raise.run(
      node,
      { id, words: 'She is not at school any more.', danger: 'unknown', children: [{ name, age: { about: 12 } }] },
      { actor: teacher, commandId: newId() },
    ),
  )

  const listed = await openTx(node, desk, (tx) => readWorklist(tx, { list: 'triage', scopes: desk.scopes }))
  assert.deepEqual(
    listed.rows.map((row) => row.title),
    [name],
  )

  const facts = { names: [{ text: name, kind: 'full' as const }] }
  const searchId = newId()
  answered(await search.run(node, { searchId, facts }, { actor: desk }))
  const childId = newId()
  answered(
    await register.run(
      node,
      {
        id: childId,
        facts,
        followed: { kind: 'search', searchId, rejected: [] },
        time: node.clock.now().toISOString(),
      },
      { actor: desk, commandId: newId() },
    ),
  )
  const misspelt = answered(
    await search.run(
      node,
      { searchId: newId(), facts: { names: [{ text: 'Tavich Orlen', kind: 'full' }] } },
      { actor: desk },
    ),
  )
  assert.equal(misspelt.candidates.length, 1)
  assert.ok(keysOf(name).length > 0)
  assert.equal(answered(await viewChild.run(node, { id: childId }, { actor: desk })).row.names[0]?.value.text, name)

  await workUntilQuiet(node, duties)
  const stored = await node.asOwner(async (client) => {
    const text: string[] = []
    for (const table of [
      'kernel.outbox',
      'kernel.ledger',
      'kernel.worklist',
      'signals.person',
      'children.change',
      'accountability.hop',
    ]) {
      text.push(
        ...(await client.query<{ row: string }>(`select t::text as row from ${table} t`)).rows.map(({ row }) => row),
      )
    }
    return text.join('\n')
  })
  assert.ok(stored.includes(id))
  for (const word of name.split(' '))
    assert.ok(!stored.includes(word) && !stored.includes(Buffer.from(word).toString('hex')))
})
