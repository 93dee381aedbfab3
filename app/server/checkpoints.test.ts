import assert from 'node:assert/strict'
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Mark } from '#lib/ledger'
import { verifyLedger } from '#kernel/ledger/check'
import type { Role } from '#kernel/roles'
import { cutTails, look } from '../../src/kernel/ledger/tampering.test-data.ts'
import { eventually } from '../../tests/eventually.ts'
import { type TestNode, testNode } from '../../tests/node.ts'
import type { Day } from '../own-routes.ts'
import { temporaryFolder } from '../../tests/platform/temporary-folder.ts'
import { checkpointFile, markFile, putAside, readCheckpoints, readKept } from './checkpoint-files.ts'
import { type CheckpointPace, checkLedgers, keepCheckpoints } from './checkpoints.ts'
import { deskRoutes } from './desk.ts'

const never: CheckpointPace = { lines: 100_000, seconds: 3_600 }
const { path, remove } = await temporaryFolder()
after(remove)

function keep(node: TestNode, folder: string, pace = never, altered = (_: string) => {}) {
  return keepCheckpoints(node, folder, pace, { altered, failed: (problem) => assert.fail(problem) })
}

async function verdictOf(node: TestNode, folder: string): Promise<string> {
  const kept = await readKept(checkpointFile(folder), markFile(folder))
  const verdict = await verifyLedger(node.compartment('care'), node.nodeKey, kept)
  return verdict.ok ? 'sound' : verdict.broken.kind
}

async function folderFor(name: string): Promise<string> {
  await mkdir(`${path}/${name}`)
  return `${path}/${name}`
}

test('a checkpoint that a full disk cut off leaves the others valid and does not count as tampering', async () => {
  const [node, folder] = [await testNode(), await folderFor('cut-off')]
  await (await keep(node, folder)).stop()
  await appendFile(checkpointFile(folder), '{"number":3,"at":"20')
  await (await keep(node, folder)).stop()
  const { copies, unreadable } = await readCheckpoints(checkpointFile(folder))
  assert.deepEqual([copies.map(({ number }) => number), unreadable], [[1, 2, 3, 4], [3]])
  assert.equal(await verdictOf(node, folder), 'sound')
})

test('a checkpoint comes after so many lines, or after so many seconds, and none while nothing is written', async () => {
  const node = await testNode()
  const count = async (folder: string) => (await readCheckpoints(checkpointFile(folder))).copies.length
  for (const [name, pace, lines] of [
    ['lines', { lines: 5, seconds: 3_600 }, 5],
    ['seconds', { lines: 100_000, seconds: 1 }, 1],
  ] as const) {
    const folder = await folderFor(name)
    const keeper = await keep(node, folder, pace)
    assert.equal(await count(folder), 1)
    await look(node, lines)
    await eventually(
      () => count(folder),
      (made) => made === 2,
    )
    await keeper.stop()
    assert.equal(await count(folder), 3)
  }
})

test('what came after the last checkpoint is marked outside the database, and missed after a kill', async () => {
  const [node, folder] = [await testNode(), await folderFor('killed')]
  const said: string[] = []
  const killed = await keep(node, folder, never, (what) => said.push(what))
  const marked = async () => (JSON.parse(await readFile(markFile(folder), 'utf8')) as Mark).heads
  const lines = async () => Object.values(await marked()).reduce((sum, { seq }) => sum + seq, 0)
  await look(node, 40)
  await eventually(lines, (sum) => sum === 40)
  assert.equal(await verdictOf(node, folder), 'sound')
  // The node dies here; somebody removes what it did in the last minutes.
  await node.asOwner(cutTails)
  assert.equal(await verdictOf(node, folder), 'cut-tail')
  const [next, warned]: [TestNode, string[]] = [node, []]
  delete next.compartment('care').memory.problem
  await checkLedgers(next, folder, (line) => warned.push(line))
  assert.match(warned.join('\n'), /^The database is older than what this node kept of its ledger on 2026-03-02T08:00/)
  const kept = await marked()
  const going = await keep(next, folder)
  await look(next, 3)
  await going.stop()
  assert.deepEqual(await marked(), kept, 'the mark is evidence and stays')
  await killed.stop()
  assert.deepEqual(said.length, 1)
})

test('whatever is in the files, the start and the verifier answer, and nothing strange is taken for sound', async () => {
  const [node, folder] = [await testNode(), await folderFor('strange')]
  await (await keep(node, folder)).stop()
  const [good, goodMark] = [await readFile(checkpointFile(folder)), await readFile(markFile(folder))]
  const bytes = fc.uint8Array({ maxLength: 60 }).map((each) => Buffer.from(each))
  const text = fc.oneof(
    bytes,
    fc.json().map(Buffer.from),
    fc.constantFrom('null', '{"number":1}', '[]', '"x"', '1').map(Buffer.from),
  )
  const damaged = (whole: Buffer) =>
    fc.tuple(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const copy = Buffer.from(whole)
      copy[at] = copy[at]! ^ by
      return copy
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, damaged(good)), fc.oneof(text, damaged(goodMark)), async (copies, mark) => {
      await writeFile(checkpointFile(folder), copies)
      await writeFile(markFile(folder), mark)
      const kept = await readKept(checkpointFile(folder), markFile(folder))
      const verdict = await verdictOf(node, folder)
      assert.ok(verdict !== 'sound' || kept.mark === undefined, 'a strange mark is never sound')
      const warned: string[] = []
      delete node.compartment('care').memory.problem
      await checkLedgers(node, folder, (line) => warned.push(line))
      assert.ok(kept.mark === undefined || warned.length === 1)
    }),
    { numRuns: 40 },
  )
})

test('an administrator reads on My day that the ledger is not what it was, and nobody else does', async () => {
  const node = await testNode()
  const myDay = deskRoutes.find(({ name }) => name === 'view-my-day')!
  const told = async (role: Role) => {
    const actor = await node.person('MER-CPA', [role])
    return ((await myDay.run(node, {}, { actor })) as Day).ledger
  }
  assert.deepEqual([await told('administrator'), await told('supervisor')], [null, null])
  node.compartment('care').memory.problem = { kind: 'older', at: '2026-03-02T08:00:00.000Z' }
  assert.deepEqual([await told('administrator'), await told('supervisor')], ['older', null])
})

test('files that are put aside keep their content under the time of the move, and none is made where there was none', async () => {
  const folder = await folderFor('aside')
  await writeFile(checkpointFile(folder), 'kept\n')
  const moved = await putAside([checkpointFile(folder), markFile(folder)], new Date('2026-03-02T08:00:00Z'))
  assert.deepEqual(await readdir(folder), ['ledger-checkpoints-until-1772438400000.jsonl'])
  assert.equal(await readFile(moved[0]!, 'utf8'), 'kept\n')
  assert.deepEqual(await readKept(checkpointFile(folder), markFile(folder)), {
    copies: [],
    unreadable: [],
    mark: undefined,
  })
})
