import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { findActor } from '#kernel/sign-in/accounts'
import { openTx } from '#kernel/tx'
import { countWorklists } from '#kernel/worklist/worklist'
import { testNode } from '../../../tests/node.ts'
import { search, viewChild } from '../../../src/path/children/api.ts'
import { childFacts } from '../../../src/path/children/model.ts'
import { viewCase } from '../../../src/path/case-management/api.ts'
import { viewReferral } from '../../../src/path/referral/api.ts'
import { viewConcern } from '../../../src/path/signals/api.ts'
import { idFor } from '../ids.ts'
import { loadAgencies } from '../index.ts'
import { recordAt, truthOf } from './children.ts'
import { loadCountry } from './index.ts'
import { recordId } from './load.ts'
import { isLoadUnfinished } from './load-state.ts'

const seed = 7
const quiet = () => {}

test('a child of the country is the same child on every load, in whatever order one asks', () => {
  const forwards = Array.from({ length: 400 }, (_, index) => recordAt(seed, index))
  const backwards = Array.from({ length: 400 }, (_, index) => recordAt(seed, 399 - index)).toReversed()
  assert.deepEqual(forwards, backwards)
  assert.notDeepEqual(recordAt(8, 3).name, recordAt(seed, 3).name)
  assert.equal(new Set(forwards.map(({ script }) => script)).size, 4, 'names in four scripts')
  const doubles = forwards.flatMap((_, index) =>
    truthOf(seed, index) === index ? [] : [[index, truthOf(seed, index)] as const],
  )
  assert.equal(doubles.length, 25)
  for (const [again, first] of doubles) assert.equal(recordAt(seed, again).child.number, first)
})

test('a loaded country is worked in like any other: children are found, concerns, referrals and cases open', async () => {
  const node = await testNode({ start: '2026-11-01T08:00:00Z' })
  await loadAgencies(node)
  await loadCountry(node, node.address, { children: 600, seed, onProgress: quiet })
  const { rows } = await node.asOwner((client) =>
    client.query<{ list: string; record_id: string; scope: number }>(
      'select distinct on (list) list, record_id, scope from kernel.worklist order by list, scope, record_id',
    ),
  )
  const lists = Object.fromEntries(rows.map((row) => [row.list, row]))
  assert.deepEqual(Object.keys(lists).sort(), ['cases', 'children', 'inbox', 'my-concerns', 'sent', 'tasks', 'triage'])
  const someone = (await findActor(node.database, idFor('ivo@line.meridia.example')))!
  const at = (list: string) => ({
    actor: {
      ...someone,
      roles: ['worker', 'triage', 'authority', 'caseworker'] as const,
      scopes: [lists[list]!.scope],
    },
  })
  for (const [list, look] of [
    ['children', viewChild],
    ['triage', viewConcern],
    ['inbox', viewReferral],
    ['cases', viewCase],
  ] as const) {
    const page = await look.run(node, { id: lists[list]!.record_id } as never, at(list))
    assert.ok(!isRefusal(page), `${list}: ${JSON.stringify(page)}`)
  }
  const counts = await openTx(node, { ...someone, scopes: [] }, (tx) => countWorklists(tx, [], ['children'], 10))
  assert.deepEqual(counts, { children: { count: 0, orMore: false } }, 'who sits at no desk sees nobody')

  const { name, sexWritten } = recordAt(seed, 40)
  const searchId = newId()
  assert.ok(
    !isRefusal(
      await search.run(
        node,
        { searchId, facts: childFacts.parse({ names: [{ text: name }], sex: sexWritten }) },
        { actor: someone },
      ),
    ),
  )
  const found = await node.asOwner((client) =>
    client.query<{ candidate_ids: string[] }>('select candidate_ids from children.search where id = $1', [searchId]),
  )
  assert.ok(found.rows[0]!.candidate_ids.includes(recordId(seed, 40)))
})

test('a load that was cut off goes on where it was, and a longer one adds only what is missing', async () => {
  let cutOff = true
  const node = await testNode({ start: '2026-11-01T08:00:00Z' })
  await loadAgencies(node)
  const stopOnce = (doing: string, loaded: number) => {
    if (cutOff && doing === 'writing' && loaded >= 1_000) throw new Error('the power failed')
  }
  const load = (children: number) => loadCountry(node, node.address, { children, seed, onProgress: stopOnce })
  await assert.rejects(load(3_000), /the power failed/)
  assert.ok(await isLoadUnfinished(node.database), 'a node does not serve without its indexes')
  cutOff = false
  await load(3_000)
  assert.ok(!(await isLoadUnfinished(node.database)))
  await load(3_200)
  const { rows } = await node.asOwner((client) =>
    client.query<{ children: number; indexes: number }>(
      `select (select count(*)::int from children.child) as children, (select count(*)::int from pg_indexes where schemaname in ('children', 'kernel') and indexname in ('name_token_lookup', 'worklist_order')) as indexes`,
    ),
  )
  assert.deepEqual(rows[0], { children: 3_200, indexes: 2 })
  await assert.rejects(loadCountry(node, node.address, { children: 10, seed: 8, onProgress: quiet }), /seed 7/)
})
