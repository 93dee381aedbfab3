import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { workOnce } from '#kernel/work'
import { register } from '../../src/path/children/api.ts'
import { emptyRegister, type Facts, ok, time } from '../../src/path/children/register.test-data.ts'
import { bringMatchesUpToDate, storeMatches } from '../../src/path/children/store/store-matches.ts'
import { named } from '../../src/path/children/test-child.ts'

const { node, supervisor, registerAs } = await emptyRegister()

async function withoutNetwork(facts: Facts): Promise<string> {
  const id = newId()
  ok(
    await register.run(
      node,
      { id, facts, followed: { kind: 'no-network' }, time },
      { actor: supervisor, commandId: newId() },
    ),
  )
  return id
}

async function matchesOf(ids: readonly string[]): Promise<(string[] | null)[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string; likely_ids: string[] | null }>('select id, likely_ids from children.child'),
  )
  return ids.map((id) => rows.find((row) => row.id === id)!.likely_ids)
}

async function onTheList(): Promise<string[]> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ id: string }>(
      `select distinct record_id as id from kernel.worklist where list = 'duplicates' order by record_id`,
    ),
  )
  return rows.map(({ id }) => id)
}

test('after an upgrade a node finds in small turns who looked like whom, and keeps on the list of whom nobody is found', async () => {
  const known: string[] = []
  const late: string[] = []
  for (const name of [
    'Ansel Quorra',
    'Bramwell Teague',
    'Cleo Vandersar',
    'Dilys Ferrante',
    'Edda Mokoena',
    'Femke Castell',
  ]) {
    const facts = { names: named(name), ageAtRegistration: { age: { about: 11 } } }
    known.push(await registerAs(supervisor, facts))
    late.push(await withoutNetwork(facts))
  }
  const unlike = await withoutNetwork({ sex: 'female' })
  assert.deepEqual(
    await matchesOf(late),
    known.map((id) => [id]),
  )
  await node.asOwner(async (owner) => {
    await owner.query('update children.child set likely_ids = null')
    // It was parked, and the record that looked like it says something else today.
    await owner.query(
      `insert into kernel.worklist (scope, list, record_id, record_kind, danger, due_at, at, summary)
       select scope, 'duplicates', record_id, record_kind, danger, due_at, at, '{"likely":1}'
       from kernel.worklist where list = 'children' and record_id = $1`,
      [unlike],
    )
  })
  const listed = await onTheList()
  assert.equal(listed.length, late.length + 1)
  // The second start stores no second job.
  await bringMatchesUpToDate(node)
  await bringMatchesUpToDate(node)
  const duties = { react: async () => {}, jobs: { 'store-matches': storeMatches } }
  let turns = 0
  while (await workOnce(node, duties)) {
    node.clock.advance(1_000)
    turns += 1
    assert.ok(turns < 100)
  }
  assert.deepEqual(await matchesOf([...late, ...known, unlike]), [
    ...known.map((id) => [id]),
    ...known.map(() => []),
    null,
  ])
  assert.deepEqual(await onTheList(), listed)
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ failed: number; turns: number }>(
      `select count(*) filter (where last_error is not null)::int as failed, count(*)::int as turns
       from kernel.job where kind = 'store-matches'`,
    ),
  )
  assert.deepEqual(rows[0], { failed: 0, turns: 2 })
})
