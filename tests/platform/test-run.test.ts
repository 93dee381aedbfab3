import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '#kernel/db/package-root'
import { folderOfTests } from './temporary-folder.ts'

const scripts = join(packageRoot(), 'scripts')
const folder = folderOfTests()

interface Outcome {
  tests: { names: string[]; result: string; reason: string }[]
  printed: string
}

interface Run {
  file: string
  lane: string
  span: number
  pace: number
}

async function ours<Module>(script: string): Promise<Module> {
  return (await import(pathToFileURL(join(scripts, script)).href)) as Module
}

/** Runs `text` as a separate test file. */
async function runOf(name: string, text: string, longest?: number): Promise<Outcome> {
  const { runTestFile } = await ours<{ runTestFile(script: string, how: object): Promise<Outcome> }>('test-run.mjs')
  const script = join(folder.path, `${name}.mjs`)
  await writeFile(script, `import { after, before, test } from 'node:test'\n${text}`)
  const env = { TENFOLD_TEST_PATIENCE: '200' }
  return runTestFile(script, { options: [], env, signal: new AbortController().signal, longest })
}

const resultsOf = ({ tests }: Outcome): string[] => tests.map(({ names, result }) => `${names.join(' › ')}: ${result}`)

test('a run in which no test ran has failed', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(scripts, 'test.mjs'), 'no/such/place'], {
    encoding: 'utf8',
  })
  assert.equal(status, 1)
  assert.equal(stdout.trim().split('\n').at(-1), '0 passed, 0 failed')
})

test('what a file does before its tests is done once, and what fails afterwards is not lost', async () => {
  const outcome = await runOf(
    'hooks',
    `let begun = 0
     before(() => { begun += 1 })
     after(() => { if (begun === 1) throw new Error('seen') })
     test('one', () => {})
     test('two', () => {})`,
  )
  assert.deepEqual(
    outcome.tests.map(({ result }) => result),
    ['passed', 'passed', 'failed'],
  )
  assert.match(outcome.tests[2]!.reason, /seen/)
})

test('a file whose process dies, that has no test or that does not load has failed', async () => {
  assert.deepEqual(resultsOf(await runOf('dies', `test('one', () => process.exit(3))`)), ['(the whole file): failed'])
  assert.deepEqual(resultsOf(await runOf('empty', '')), ['(the whole file): failed'])
  assert.deepEqual(resultsOf(await runOf('broken', `import './nowhere.mjs'`)), ['(the whole file): failed'])
})

test('a file that leaves something open is ended and has failed; one that does not end is ended too', async () => {
  const open = await runOf('open', `test('one', () => { setInterval(() => {}, 1_000) })`)
  assert.deepEqual(resultsOf(open), ['one: passed', '(the whole file): failed'])
  assert.match(open.printed, /left something open: .*Timeout/)
  const endless = await runOf('endless', `test('one', () => new Promise(() => setInterval(() => {}, 1_000)))`, 2_000)
  assert.match(endless.tests.at(-1)!.reason, /did not end in time/)
})

test('a room that takes twice its budget has failed, and a slow machine gets more time', async () => {
  const { overBudget, BUDGET } = await ours<{
    overBudget(runs: Run[]): { room: string; lane: string; failed: boolean }[]
    BUDGET: Record<string, number>
  }>('test-budget.mjs')
  const run = (seconds: number, pace = 1): Run[] => [
    { file: 'src/services/a.test.ts', lane: 'node', span: 500 * seconds, pace },
    { file: 'src/services/b.test.ts', lane: 'unit', span: 500 * seconds, pace: 1 },
    { file: 'lib/names/c.test.ts', lane: 'unit', span: 1e9, pace: 1 },
  ]
  const node = BUDGET['node']!
  assert.deepEqual(overBudget(run(node - 0.1)), [])
  const [warned] = overBudget(run(node * 1.5))
  assert.deepEqual([warned?.room, warned?.lane, warned?.failed], ['src/services', 'node', false])
  assert.equal(overBudget(run(node * 2.1))[0]?.failed, true)
  assert.equal(overBudget(run(node * 2.1, 2))[0]?.failed, false)
})
