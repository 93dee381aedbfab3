import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../ids.ts'
import { nodeActor } from '../actor.ts'
import { openTx } from '../tx.ts'
import { testNode } from '../../../tests/node.ts'
import { makeCheckpoint, verifyLedger } from './check.ts'

async function nodeWithLines() {
  const node = await testNode()
  const subject = newId()
  for (let index = 0; index < 30; index++) {
    await openTx(node, nodeActor, async (tx) =>
      tx.ledger({
        at: tx.now.toISOString(),
        actor: 'account:a',
        act: 'view-concern',
        kind: 'look',
        subject: index % 2 ? subject : newId(),
        purpose: 'triage',
        policies: [],
      }),
    )
  }
  return { node, subject }
}

test('a ledger nobody touched is sound, with many writers at once', async () => {
  const { node } = await nodeWithLines()
  await Promise.all(
    Array.from({ length: 40 }, () =>
      openTx(node, nodeActor, async (tx) =>
        tx.ledger({
          at: tx.now.toISOString(),
          actor: 'node',
          act: 'x',
          kind: 'command',
          purpose: 'protect',
          policies: [],
          subject: newId(),
        }),
      ),
    ),
  )
  const verdict = await verifyLedger(node.compartment('care'), node.nodeKey)
  assert.deepEqual({ ok: verdict.ok, lines: verdict.ok && verdict.lines }, { ok: true, lines: 70 })
})

const tampering: Record<string, string> = {
  'who hides that they looked': `update kernel.ledger set line = jsonb_set(line, '{actor}', '"account:b"') where (chain, seq) = (select chain, max(seq) from kernel.ledger group by chain limit 1)`,
  'who removes a line from the middle': `delete from kernel.ledger where (chain, seq) = (select chain, 2 from kernel.ledger group by chain having max(seq) > 3 limit 1)`,
  'who cuts the newest lines off': `delete from kernel.ledger where (chain, seq) in (select chain, max(seq) from kernel.ledger group by chain)`,
}

for (const [who, sql] of Object.entries(tampering)) {
  test(`an intruder with the database's own password ${who} is found out`, async () => {
    const { node } = await nodeWithLines()
    assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey)).ok, true)
    await node.asOwner((client) => client.query(sql))
    assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey)).ok, false)
  })
}

test('copies that were never made, because the machine was cut off before, are not taken for tampering; one that no longer stands here is', async () => {
  const { node } = await nodeWithLines()
  const made = []
  for (let count = 0; count < 4; count += 1)
    made.push(await makeCheckpoint(node.compartment('care'), node.nodeKey, node.clock.now()))
  assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey, { copies: [made[0]!, made[3]!] })).ok, true)
  await node.asOwner((client) => client.query('delete from kernel.ledger_checkpoint where number > 3'))
  assert.deepEqual(await verifyLedger(node.compartment('care'), node.nodeKey, { copies: [made[0]!, made[3]!] }), {
    ok: false,
    broken: { kind: 'missing-checkpoint', checkpoint: 4 },
  })
})

test('two processes of one node that sign at the same moment give each number once', async () => {
  const { node } = await nodeWithLines()
  const made = await Promise.all(
    Array.from({ length: 8 }, () => makeCheckpoint(node.compartment('care'), node.nodeKey, node.clock.now())),
  )
  assert.deepEqual(made.map(({ number }) => number).sort(), [1, 2, 3, 4, 5, 6, 7, 8])
  assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey, { copies: made })).ok, true)
})

test('an intruder who also mends the heads is found out by a checkpoint that was kept elsewhere', async () => {
  const { node } = await nodeWithLines()
  const kept = await makeCheckpoint(node.compartment('care'), node.nodeKey, node.clock.now())
  await node.asOwner(async (client) => {
    await client.query(
      `delete from kernel.ledger where (chain, seq) in (select chain, max(seq) from kernel.ledger group by chain)`,
    )
    await client.query(
      `update kernel.ledger_head head set (seq, hash) = (select coalesce(max(seq), 0), coalesce((array_agg(hash order by seq desc))[1], '') from kernel.ledger where chain = head.chain)`,
    )
    await client.query('delete from kernel.ledger_checkpoint')
  })
  assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey)).ok, true)
  assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey, { copies: [kept] })).ok, false)
})
