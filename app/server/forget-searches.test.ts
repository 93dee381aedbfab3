import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { workUntilQuiet } from '#kernel/work'
import { register } from '../../src/path/children/api.ts'
import { emptyRegister, type Facts, ok } from '../../src/path/children/register.test-data.ts'
import { named } from '../../src/path/children/test-child.ts'
import { duties } from './reactions.ts'

const { node, teacher, nurse, look, registerAs } = await emptyRegister()
const facts: Facts = { names: named('Orsolya Venn'), ageAtRegistration: { age: { about: 9 } } }

interface Stored {
  by: string
  names: number
  found: number
  registered: string | null
}

async function stored(searchId: string): Promise<Stored> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<Stored>(
      `select by_actor as by, cardinality(tokens) as names, cardinality(candidate_ids) as found, registered_id as registered
       from children.search where id = $1`,
      [searchId],
    ),
  )
  return rows[0]!
}

function registering(searchId: string, rejected: readonly number[], id = newId()) {
  const followed = { kind: 'search' as const, searchId, rejected: [...rejected] }
  const input = { id, facts, followed, time: node.clock.now().toISOString() }
  return register.run(node, input, { actor: teacher, commandId: newId() })
}

test('once a child is registered, the search for them no longer says whom the teacher looked for and found', async () => {
  await registerAs(nurse, facts)
  const { searchId, candidates } = await look(teacher, facts)
  const before = await stored(searchId)
  assert.ok(before.names > 0 && before.found === 1)
  const id = newId()
  ok(await registering(searchId, [candidates[0]!.number], id))
  assert.deepEqual(await stored(searchId), { by: teacher.id, names: 0, found: 0, registered: id })
  const again = await registering(searchId, [])
  assert.ok(isRefusal(again) && again.code === 'search-missing')
})

test('a search without a registration is forgotten after a day, and who searched and when is kept', async () => {
  const { searchId } = await look(nurse, facts)
  node.clock.advance(23 * 3_600_000)
  const later = await look(teacher, facts)
  await workUntilQuiet(node, duties)
  assert.ok((await stored(searchId)).names > 0)
  node.clock.advance(2 * 3_600_000)
  await workUntilQuiet(node, duties)
  assert.deepEqual(await stored(searchId), { by: nurse.id, names: 0, found: 0, registered: null })
  assert.ok((await stored(later.searchId)).names > 0, 'one of less than a day still counts')
  const late = await registering(searchId, [])
  assert.ok(isRefusal(late) && late.code === 'search-missing', 'it is the search of somebody else')
  node.clock.advance(26 * 3_600_000)
  await workUntilQuiet(node, duties)
  const outdated = await registering(later.searchId, [])
  assert.ok(isRefusal(outdated) && outdated.code === 'search-outdated')
  const { rows } = await node.asOwner((owner) =>
    owner.query(`select from kernel.ledger where line::text like '%search-children%' and line::text like $1`, [
      `%${searchId}%`,
    ]),
  )
  assert.equal(rows.length, 1)
})
