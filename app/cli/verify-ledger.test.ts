import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { backUp, cutTails, goBack, look } from '../../src/kernel/ledger/tampering.test-data.ts'
import { eventually } from '../../tests/eventually.ts'
import { testNode } from '../../tests/node.ts'
import { temporaryFolder } from '../../tests/platform/temporary-folder.ts'
import { readKept } from '../server/checkpoint-files.ts'
import { checkLedgers, keepCheckpoints } from '../server/checkpoints.ts'
import { verifyLedgers } from './verify-ledger.ts'

const node = await testNode()
const { path: dataDir, remove } = await temporaryFolder()
after(remove)
const kept = join(dataDir, 'ledger-checkpoints.jsonl')
const marked = join(dataDir, 'ledger-mark.json')
const { id: caseWorker } = await node.person('MER-CPA', ['caseworker'])
const keeper = await keepCheckpoints(
  node,
  dataDir,
  { lines: 100_000, seconds: 3_600 },
  { altered: () => {}, failed: (problem) => assert.fail(problem) },
)
await look(node, 30)
await keeper.stop()

async function verified(...words: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const code = await verifyLedgers(words, node, { dataDir, mode: 'production' }, (line) => said.push(line))
  return { code, said: said.join('\n') }
}

async function asIntruder(...statements: string[]): Promise<void> {
  await node.asOwner(async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

test('a ledger and rows that nobody touched are sound, and without a checkpoint from outside it is not known', async () => {
  const { code, said } = await verified('--rows')
  assert.equal(code, 0, said)
  assert.match(
    said,
    /is sound: \d+ lines in \d+ chains, checked against 2 checkpoints .* and the mark beside it\.\nAll \d+ rows/,
  )
  const elsewhere = await verified(join(dataDir, 'elsewhere.jsonl'))
  assert.deepEqual([elsewhere.code, /no signed checkpoint was found/.test(elsewhere.said)], [2, true])
  assert.equal((await verified('--row')).code, 2)
  assert.equal((await verified('one', 'two')).code, 2)
})

test('roles that somebody gave an account with the password of the database are named, and the ledger is sound all the same', async () => {
  await asIntruder(`update kernel.account set roles = '{caseworker,administrator}' where id = '${caseWorker}'`)
  assert.equal((await verified()).code, 0)
  const { code, said } = await verified('--rows')
  assert.equal(code, 1)
  assert.match(said, /A row is not as the ledger says:\n {2}The account [0-9a-f-]{36} has role administrator, which no/)
  await asIntruder(`update kernel.account set roles = '{caseworker}' where id = '${caseWorker}'`)
  assert.equal((await verified('--rows')).code, 0)
})

test('whatever is in the files, it answers with 0, 1 or 2, and says 0 only beside a checkpoint of this node', async () => {
  const [good, mark] = await readKept(kept, marked).then(({ copies, mark }) => [
    copies.map((each) => JSON.stringify(each)),
    JSON.stringify(mark),
  ])
  const line = fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom('null', '{"number":1}', ...good!))
  const text = fc.oneof(
    fc.array(line).map((lines) => lines.join('\n')),
    fc.uint8Array().map((each) => Buffer.from(each)),
  )
  await fc.assert(
    fc.asyncProperty(text, fc.oneof(text, fc.constantFrom('', mark!)), async (copies, beside) => {
      await writeFile(kept, copies)
      await writeFile(marked, beside)
      const { code } = await verified()
      assert.ok([0, 1, 2].includes(code))
      assert.ok(code !== 0 || (await readKept(kept)).copies.length > 0)
    }),
    { numRuns: 40 },
  )
  await writeFile(kept, `${(good as string[]).join('\n')}\n`)
  await writeFile(marked, mark as string)
  assert.equal((await verified()).code, 0)
})

test('after a backup was restored it says that work is lost; the operator says that it was them, and it is sound again', async () => {
  const quiet = { altered: () => {}, failed: (problem: string) => assert.fail(problem) }
  await node.asOwner(backUp)
  const before = await keepCheckpoints(node, dataDir, { lines: 1, seconds: 1 }, quiet)
  await look(node, 20)
  await eventually(
    async () => (await readKept(kept)).copies.length,
    (count) => count > 3,
  )
  await before.stop()
  await node.asOwner(goBack)
  node.compartment('care').memory.known.clear()

  assert.match((await verified()).said, /has been altered: missing-checkpoint at checkpoint/)
  const warned: string[] = []
  await checkLedgers(node, dataDir, (line) => warned.push(line))
  assert.match(warned.join(), /^The database is older than .*"npx tenfold verify-ledger --restored"/)

  const { code, said } = await verified('--restored')
  assert.equal(code, 0, said)
  assert.match(said, /was taken as restored: \d+ lines, checkpoint 2 of \d+ known outside/)
  assert.equal((await readdir(dataDir)).filter((name) => name.includes('-until-')).length, 2)
  delete node.compartment('care').memory.problem
  await checkLedgers(node, dataDir, () => assert.fail('it warns of what was settled'))
  await (await keepCheckpoints(node, dataDir, { lines: 1, seconds: 1 }, quiet)).stop()
  assert.equal((await verified('--rows')).code, 0)
})

test('a ledger that was altered is not taken for a restored one', async () => {
  await node.asOwner(cutTails)
  await asIntruder(`update kernel.ledger set line = jsonb_set(line, '{actor}', '"account:b"') where seq = 1`)
  const { code, said } = await verified('--restored')
  assert.deepEqual([code, /Nothing was put aside/.test(said)], [1, true])
})
