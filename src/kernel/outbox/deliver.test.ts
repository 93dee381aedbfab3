import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNode } from '../../../tests/node.ts'
import { nodeActor } from '../actor.ts'
import { newId } from '../ids.ts'
import type { Node } from '../node.ts'
import { openTx, type Tx } from '../tx.ts'
import { workUntilQuiet } from '../work.ts'
import { storeEvents } from './outbox.ts'

/** Two consequences that each add a job. The second fails the given number of times. */
function consequences(failing: number) {
  let failures = 0
  const first = newId()
  const second = newId()
  const leave = (tx: Tx, id: string): Promise<void> =>
    tx.jobs.add({ id, kind: 'left', runAt: new Date('2030-01-01'), payload: {} })
  const fail = (): void => {
    failures += 1
    if (failures <= failing) throw new Error('the second consequence failed')
  }
  return {
    first,
    second,
    duties: {
      jobs: {},
      async react(node: Node) {
        await openTx(node, nodeActor, (tx) => leave(tx, first))
        await openTx(node, nodeActor, async (tx) => {
          await leave(tx, second)
          fail()
        })
      },
      async reactTogether(_node: Node, _event: unknown, tx: Tx) {
        await leave(tx, first)
        await leave(tx, second)
        fail()
      },
    },
  }
}

async function nodeWithEvent() {
  const node = await testNode()
  const id = newId()
  await openTx(node, nodeActor, async (tx) =>
    storeEvents(
      tx,
      [{ type: 'Test', id, at: tx.now.toISOString(), aggregate: { kind: 'test', id }, data: {} }],
      tx.now,
    ),
  )
  const left = async () =>
    new Set((await node.database.selectFrom('kernel.job').select('id').execute()).map(({ id }) => id))
  const outbox = () =>
    node.database.selectFrom('kernel.outbox').select(['attempts', 'delivered_at']).executeTakeFirstOrThrow()
  return { node, left, outbox }
}

test('all that follows from an event happens together, and the event is delivered', async () => {
  const { node, left, outbox } = await nodeWithEvent()
  const { duties, first, second } = consequences(0)
  await workUntilQuiet(node, duties)
  assert.deepEqual(await left(), new Set([first, second]))
  assert.deepEqual(await outbox(), { attempts: 0, delivered_at: node.clock.now() })
})

test('one consequence that fails keeps no other from happening, not even for a second', async () => {
  const { node, left, outbox } = await nodeWithEvent()
  const { duties, first, second } = consequences(2)
  await workUntilQuiet(node, duties)
  assert.deepEqual(await left(), new Set([first]))
  assert.deepEqual(await outbox(), { attempts: 1, delivered_at: null })
  node.clock.advance(10_000)
  await workUntilQuiet(node, duties)
  assert.deepEqual(await left(), new Set([first, second]))
  assert.notEqual((await outbox()).delivered_at, null)
})
