import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Checkpoint, type Heads, type Json, type Mark, signMark } from '#lib/ledger'
import { type TestNode, testNode } from '../../../tests/node.ts'
import { makeCheckpoint, readHeads, verifyLedger } from './check.ts'
import { backUp, cutTails, goBack, look, rewrite } from './tampering.test-data.ts'
import { checkTail } from './tail.ts'

function checkpoint(node: TestNode): Promise<Checkpoint> {
  return makeCheckpoint(node.compartment('care'), node.nodeKey, node.clock.now())
}

/** The mark of what this node remembers, as its keeper writes it each second. */
async function mark(node: TestNode): Promise<Mark> {
  const care = node.compartment('care')
  const known: Heads = Object.fromEntries([...care.memory.known].map(([chain, head]) => [String(chain), head]))
  assert.ok(Object.entries(known).length > 0)
  return signMark({ ...(await readHeads(care)), ...known }, 'care', care.memory.key, node.clock.now().toISOString())
}

async function verdictOf(node: TestNode, kept: { copies?: readonly Checkpoint[]; mark?: Mark } = {}): Promise<string> {
  const verdict = await verifyLedger(node.compartment('care'), node.nodeKey, kept)
  return verdict.ok ? 'sound' : verdict.broken.kind
}

function startOf(node: TestNode, kept: { copies?: readonly Checkpoint[]; mark?: Mark } = {}) {
  return checkTail(node.compartment('care'), node.nodeKey, kept)
}

function hide(line: Json): Json {
  return { ...(line as object), actor: 'account:b' }
}

test('an intruder who rewrites what came after the last checkpoint, with every link and head in order, is found out', async () => {
  const node = await testNode()
  await look(node, 20)
  const copies = [await checkpoint(node)]
  await look(node, 60)
  assert.equal(await verdictOf(node, { copies }), 'sound')
  assert.equal(await startOf(node, { copies }), undefined)
  await node.asOwner(backUp)
  const isAfter = ({ chain, seq }: { chain: number; seq: number }) => seq > (copies[0]!.heads[String(chain)]?.seq ?? 0)
  for (const mac of ['kept', 'taken away'] as const) {
    await node.asOwner((client) => rewrite(client, (row) => (isAfter(row) ? hide(row.line) : row.line), mac))
    assert.equal(await verdictOf(node, { copies }), 'forged-line')
    assert.deepEqual((await startOf(node, { copies }))?.kind, 'altered')
    await node.asOwner(goBack)
  }
  // Without the copies and without the checkpoint, lines are still signed.
  await node.asOwner(async (client) => {
    await client.query('delete from kernel.ledger_checkpoint')
    await rewrite(client, (row) => (isAfter(row) ? hide(row.line) : row.line))
  })
  assert.equal(await verdictOf(node), 'forged-line')
})

test('an intruder who removes the newest lines and sets the heads back is found out by the mark, by the next start, and by the running node', async () => {
  const node = await testNode()
  await look(node, 20)
  const copies = [await checkpoint(node)]
  await look(node, 60)
  const kept = { copies, mark: await mark(node) }
  assert.equal(await verdictOf(node, kept), 'sound')
  assert.equal(await startOf(node, kept), undefined)
  await node.asOwner(cutTails)
  assert.equal(await verdictOf(node, { copies }), 'sound', 'nothing inside the database shows it')
  assert.equal(await verdictOf(node, kept), 'cut-tail')
  assert.deepEqual(await startOf(node, kept), { kind: 'older', at: '2026-03-02T08:00:00.000Z' })
  const { memory } = node.compartment('care')
  const noticed = () => memory.problem?.kind
  assert.equal(noticed(), undefined)
  await checkpoint(node)
  assert.equal(noticed(), 'altered')
  // Work goes on, and lines that grow over the gap do not hide it.
  await look(node, 60)
  assert.equal(await verdictOf(node, kept), 'rewritten-chain')
  assert.deepEqual((await startOf(node, kept))?.kind, 'altered')
})

test('a line that is written into a chain which was set back tells the node at once', async () => {
  const node = await testNode()
  await look(node, 60)
  await node.asOwner(cutTails)
  await look(node, 1)
  assert.deepEqual(node.compartment('care').memory.problem?.kind, 'altered')
})

test('a database that was taken back to an older state is found at the start by a copy of a checkpoint, or by the mark', async () => {
  const node = await testNode()
  await look(node, 20)
  const copies = [await checkpoint(node)]
  await node.asOwner(backUp)
  await look(node, 60)
  node.clock.advance(60_000)
  copies.push(await checkpoint(node))
  const kept = { copies, mark: await mark(node) }
  assert.equal(await startOf(node, kept), undefined)
  await node.asOwner(goBack)
  assert.deepEqual(await startOf(node, { copies }), { kind: 'older', at: '2026-03-02T08:01:00.000Z' })
  assert.deepEqual(await startOf(node, { mark: kept.mark }), { kind: 'older', at: '2026-03-02T08:01:00.000Z' })
  assert.equal(await startOf(node), undefined, 'with both taken back too, only a copy elsewhere shows it')
  // The node works on, and signs another second checkpoint.
  await look(node, 5)
  await checkpoint(node)
  assert.deepEqual(await startOf(node, { copies }), {
    kind: 'altered',
    place: { kind: 'missing-checkpoint', checkpoint: 2 },
  })
  assert.equal(await verdictOf(node, { copies }), 'missing-checkpoint')
})

test('a checkpoint or mark of another compartment, or of somebody, is not taken for one of this', async () => {
  const node = await testNode()
  await look(node, 20)
  const own = await checkpoint(node)
  const kept = await mark(node)
  for (const forged of [
    { ...own, ledger: 'finance' },
    { ...own, at: '2026-03-03T08:00:00.000Z' },
  ]) {
    assert.deepEqual(await startOf(node, { copies: [forged] }), {
      kind: 'altered',
      place: { kind: 'forged-checkpoint' },
    })
    assert.equal(await verdictOf(node, { copies: [forged] }), 'forged-checkpoint')
  }
  const foreign = signMark(kept.heads, 'finance', node.compartment('care').memory.key, kept.at)
  assert.equal(await verdictOf(node, { mark: foreign }), 'forged-mark')
  assert.deepEqual((await startOf(node, { mark: foreign }))?.kind, 'altered')
})
