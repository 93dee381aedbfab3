import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raise } from '../../path/signals/api.ts'
import { testNode } from '../../../tests/node.ts'
import { newId } from '../ids.ts'
import { isRefusal } from '../refusal.ts'
import { openTx, type Tx } from '../tx.ts'

const node = await testNode()
await node.database
  .insertInto('signals.triage_desk')
  .values({ agency_id: await node.agencyId('MER-HOTLINE'), place_code: '' })
  .execute()
const teacher = await node.person('MER-SCHOOL', ['worker'])
const stranger = await node.person('MER-CLINIC', ['worker'])
const ids = [newId(), newId(), newId()] as const
for (const id of ids)
  assert.ok(
    !isRefusal(await raise.run(node, { id, words: 'x', danger: 'unknown' }, { actor: teacher, commandId: newId() })),
  )

async function inSight(tx: Tx): Promise<string[]> {
  return (await tx.db.selectFrom('signals.signal').select('id').execute()).map(({ id }) => id).sort()
}

test('what the node opens for one piece of work is out of sight again after it, and what was open stays so', async () => {
  await openTx(node, stranger, async (tx) => {
    assert.deepEqual(await inSight(tx), [])
    await tx.openIgnoringScopesUntilEnd(ids[0], 'concern')
    const during = await tx.openIgnoringScopes([ids[1], ids[2]], () => inSight(tx))
    assert.deepEqual(during, [...ids].sort())
    assert.deepEqual(await inSight(tx), [ids[0]])
  })
  await openTx(node, stranger, async (tx) => assert.deepEqual(await inSight(tx), []))
})

test('two records opened at the same time do not close each other', async () => {
  await openTx(node, stranger, async (tx) => {
    await Promise.all([
      tx.openIgnoringScopesUntilEnd(ids[0], 'concern'),
      tx.openIgnoringScopesUntilEnd(ids[1], 'concern'),
    ])
    assert.deepEqual(await inSight(tx), [ids[0], ids[1]].sort())
  })
})

test('only ids are opened, nothing that could end the statement', async () => {
  await openTx(node, stranger, (tx) =>
    assert.rejects(
      tx.openIgnoringScopes([`${ids[0]}'; reset role --`], () => inSight(tx)),
      /not a UUID/,
    ),
  )
})
