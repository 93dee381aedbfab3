import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compartments, roleOf } from '#kernel/db/database'
import { migrate } from '#kernel/db/migrate'
import { addressOf, nodeKey, type TestNode, testNode } from '../node.ts'
import { house } from './node.ts'

const template = 'tenfold_moved'

/** The compartments that may use the schema of the test room in care, or read its table. */
async function whoMayRead(node: TestNode): Promise<string[]> {
  const { rows } = await node.asOwner((client) =>
    client.query<{ name: string }>(
      `select name from unnest($1::text[], $2::text[]) as one (name, role)
       where has_schema_privilege(role, 'test_care', 'usage') or has_table_privilege(role, 'test_care.note', 'select')`,
      [compartments, compartments.map((name) => roleOf(name, template))],
    ),
  )
  return rows.map(({ name }) => name)
}

test('a room that moves to another compartment is closed to the one where it was', async () => {
  const before = { ...house, template }
  assert.deepEqual(await whoMayRead(await testNode({ house: before })), ['care'])
  const rooms = house.rooms.map((room) =>
    room.name === 'test-care' ? { ...room, compartment: 'finance' as const } : room,
  )
  const { folders = [] } = house
  await migrate(addressOf(template), nodeKey, rooms, { folders })
  assert.deepEqual(await whoMayRead(await testNode({ house: { ...before, rooms } })), ['finance'])
})
