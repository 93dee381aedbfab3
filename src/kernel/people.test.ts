import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor } from './actor.ts'
import { newId } from './ids.ts'
import { openTx } from './tx.ts'
import { testNode } from '../../tests/node.ts'

test('people and agencies are named by their id; the node, unknown people and nobody are not', async () => {
  const node = await testNode()
  const officer = await node.person('MER-WELFARE', ['authority'], 'Officer Danu')
  const unknown = newId()
  await openTx(node, nodeActor, async (tx) => {
    const people = await tx.people([officer.id, 'node', unknown, null, undefined, officer.id])
    assert.deepEqual([...people], [[officer.id, 'Officer Danu']])
    const agencies = await tx.agencies([officer.agencyId, unknown, null])
    assert.deepEqual([...agencies.keys()], [officer.agencyId])
    assert.equal((await tx.people([])).size + (await tx.agencies(['node'])).size, 0)
  })
})
