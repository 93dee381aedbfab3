/**
 * npm test [-- lanes or paths…]: runs the *.test.ts(x) files of the given paths or lanes, or of all lanes except `long`
 * (docs/tests.md). Every file has its own process, and all share one PostgreSQL.
 * Options go to node, for example --test-name-pattern=….
 * TENFOLD_TEST_AT_ONCE=2 runs so many files at a time instead of one more than there are processors.
 * TENFOLD_TEST_PG_BIN=/usr/lib/postgresql/15/bin uses the PostgreSQL of that folder instead of the one from npm.
 * The last line is always "N passed, N failed". A run without any test fails.
 */
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'
import { moreRounds } from './more-rounds.mjs'
import { overBudget, startBusy, startPace } from './test-budget.mjs'
import { EVERYDAY, findTestFiles, LANES, laneOf, triesProperties } from './test-files.mjs'
import { claimRunFolder } from './test-folder.mjs'
import { sayBudget, sayFailures, sayFile, sayLanes } from './test-report.mjs'
import { runTestFile } from './test-run.mjs'

const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'))
const paths = words.filter((word) => !LANES.includes(word))
const lanes = words.filter((word) => LANES.includes(word))

const long = lanes.includes('long')
// Read before the run: somebody may commit while it lasts.
const tested = long ? commit() : ''
/** Seed of the random choices in the lane `long`. The same seed gives the same run. */
const seed = Number(process.env.TENFOLD_TEST_SEED ?? Math.floor(Math.random() * 1e9))
const TIMES = 30
/** While a file waits for its browser, its database or a node that it kills and starts, the processors have another. */
const AT_ONCE = Number(process.env.TENFOLD_TEST_AT_ONCE ?? availableParallelism() + 1)
const LONGEST_OF_LONG = 3 * 3_600_000

// The databases of the lane `long` have millions of rows.
const run = await claimRunFolder({ inMemory: !long })
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interrupted.abort())
let database
const runs = []
let failedToRun = ''
let tooSlow = []
try {
  const files = await chooseFiles()
  if (files.length > 0) await runAll(files)
} catch (error) {
  failedToRun = error.stack ?? String(error)
} finally {
  await database?.stop()
  await run.release()
}
conclude()

/** The files to run with lane and bundle. A path on the command line may be in any lane. */
async function chooseFiles() {
  const found = await findTestFiles(paths)
  if (found.length === 0) return []
  const inputs = await bundle(found)
  const wanted = lanes.length > 0 ? lanes : paths.length > 0 ? LANES : EVERYDAY
  return found
    .map((file) => ({
      file,
      lane: laneOf(file, inputs),
      script: join(run.folder, `${scriptName(file)}.js`),
      // A large file mostly takes longer. It begins early, so that no processor waits for it at the end.
      size: inputs[file].bytes,
    }))
    .filter(({ file, lane }) => wanted.includes(lane) || (long && triesProperties(file, inputs)))
    .sort((one, other) => LANES.indexOf(one.lane) - LANES.indexOf(other.lane) || other.size - one.size)
}

/**
 * Files of `faults` wait more than they work: for a node that starts again, for a time limit. Each runs beside a file
 * that works.
 */
function inTurns(files) {
  const waiting = files.filter(({ lane }) => lane === 'faults')
  const working = files.filter(({ lane }) => lane !== 'faults')
  return [
    ...working.flatMap((each, index) => [...waiting.slice(index, index + 1), each]),
    ...waiting.slice(working.length),
  ]
}

async function runAll(files) {
  if (files.some(({ lane }) => lane !== 'unit')) database = await startDatabase()
  const env = {
    ...(database && { TENFOLD_TEST_PG: JSON.stringify(database) }),
    TENFOLD_TEST_TMP: run.folder,
    ...(run.quick !== run.folder && { TMPDIR: run.quick }),
    ...(long && { TENFOLD_TEST_SEED: String(seed) }),
  }
  const pace = startPace()
  const busy = startBusy()
  const waiting = inTurns(files)
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, work))
  await pace.stop()
  if (!long) tooSlow = overBudget(runs.map((each) => ({ ...each, pace: pace.ratio(each.began, each.ended) })))
  sayLanes(runs, pace, { busy: busy(), atOnce: AT_ONCE })

  async function work() {
    for (let next = waiting.shift(); next && !interrupted.signal.aborted; next = waiting.shift()) {
      const longest = long ? LONGEST_OF_LONG : undefined
      const began = performance.now()
      const outcome = await runTestFile(next.script, { options, env, signal: interrupted.signal, longest })
      runs.push({ ...next, ...outcome, began, ended: performance.now() })
      sayFile(runs.at(-1), `${runs.length} of ${files.length}`, { whole: long })
    }
  }
}

function conclude() {
  const tests = runs.flatMap((each) => each.tests.map((test) => ({ ...test, file: each.file })))
  const count = (result) => tests.filter((test) => test.result === result).length
  sayFailures(tests)
  sayBudget(tooSlow)
  if (failedToRun !== '') console.log(failedToRun)
  if (interrupted.signal.aborted) console.log('The run was interrupted.')
  const nothingRan = count('passed') + count('failed') === 0
  if (nothingRan) console.log(failedToRun === '' ? 'No test ran.' : 'The tests could not run.')
  const more = (failedToRun === '' ? 0 : 1) + tooSlow.filter((room) => room.failed).length
  const failed = count('failed') + more
  const skipped = count('skipped')
  if (long) console.log(`long: commit ${tested}, seed ${seed}, every property ${TIMES} times its rounds`)
  console.log(`${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exit(failed > 0 || nothingRan || interrupted.signal.aborted ? 1 : 0)
}

/** Bundles one script for each file, with shared code in separate scripts. Returns the graph of imports. */
async function bundle(files) {
  const { metafile } = await build({
    ...nodeBundle,
    entryPoints: files.map((file) => ({ in: file, out: scriptName(file) })),
    outdir: run.folder,
    splitting: true,
    chunkNames: 'part-[hash]',
    metafile: true,
    sourcesContent: false,
    plugins: [...nodeBundle.plugins, ...(long ? [moreRounds({ times: TIMES, seed })] : [])],
  }).catch((error) => {
    throw new Error('The tests do not compile (see above).', { cause: error })
  })
  return metafile.inputs
}

function commit() {
  return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim()
}

/** Every script is two folders below the root: scripts/bundle.mjs requires it. */
function scriptName(file) {
  return file.replace(/\.tsx?$/, '').replaceAll('/', '--')
}

async function startDatabase() {
  const outfile = join(run.folder, 'start-postgres.js')
  await build({ ...nodeBundle, entryPoints: ['lib/local-postgres/index.ts'], outfile, sourcemap: false })
  const { startPostgres } = await import(pathToFileURL(outfile).href)
  return startPostgres({
    dataDir: join(run.quick, 'postgres'),
    profile: 'test',
    bin: process.env.TENFOLD_TEST_PG_BIN,
  })
}
