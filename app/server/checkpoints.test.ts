import assert from 'node:assert/strict'
import { appendFile } from 'node:fs/promises'
import { test } from 'node:test'
import { verifyLedger } from '#kernel/ledger/check'
import { testNode } from '../../tests/node.ts'
import { temporaryFolder } from '../../tests/platform/temporary-folder.ts'
import { checkpointFile, keepCheckpoints, readCheckpoints } from './checkpoints.ts'

test('a checkpoint that a full disk cut off leaves the others valid and does not count as tampering', async (t) => {
  const node = await testNode()
  const { path, remove } = await temporaryFolder()
  t.after(remove)
  const run = async (): Promise<void> => (await keepCheckpoints(node, path, () => {})).stop()
  await run()
  await appendFile(checkpointFile(path), '{"number":3,"at":"20')
  await run()
  const { kept, cutOff } = await readCheckpoints(checkpointFile(path))
  assert.deepEqual([kept.map(({ number }) => number), cutOff], [[1, 2, 3, 4], [3]])
  assert.equal((await verifyLedger(node.compartment('care'), node.nodeKey, kept)).ok, true)
})

test('readCheckpoints() returns nothing while there is no file', async (t) => {
  const { path, remove } = await temporaryFolder()
  t.after(remove)
  assert.deepEqual(await readCheckpoints(checkpointFile(path)), { kept: [], cutOff: [] })
})
