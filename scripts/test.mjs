/**
 * npm test [-- paths…]: bundles every *.test.ts(x) under the given paths (all without paths) into one file,
 * starts one PostgreSQL for the run and runs node:test in one process.
 * TENFOLD_TEST_PG_BIN=/usr/lib/postgresql/15/bin uses the PostgreSQL of that folder instead of the one from npm.
 * The last line is always "N passed, N failed". A run without any test fails.
 */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'
import { fileScopedTests, findTestFiles } from './test-files.mjs'
import { claimRunFolder } from './test-folder.mjs'

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'))
const files = await findTestFiles(wanted)
const run = await claimRunFolder()
let database
let failedToRun = ''
let counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interrupted.abort())
try {
  if (files.length > 0) counts = await runTests()
} catch (error) {
  failedToRun = error.stack ?? String(error)
} finally {
  await database?.stop()
  await run.release()
}
// Repeat the failures at the end, because people read only the end of a long run.
for (const { name, reason } of counts.failures)
  console.log(`failed: ${name}\n${reason.split('\n').slice(0, 40).join('\n')}`)
if (failedToRun !== '') console.log(failedToRun)
if (counts.passed + counts.failed === 0) console.log(failedToRun === '' ? 'No test ran.' : 'The tests could not run.')
const failed = counts.failed + (failedToRun === '' ? 0 : 1)
console.log(`${counts.passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`)
process.exit(failed > 0 || counts.passed === 0 ? 1 : 0)

async function runTests() {
  const [bundled, started] = await Promise.allSettled([bundleTests(), startDatabase()])
  if (bundled.status === 'rejected') throw new Error('The tests do not compile (see above).')
  if (started.status === 'rejected') throw started.reason
  const countFile = join(run.folder, 'counts.json')
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      `--test-reporter=${new URL('test-reporter.mjs', import.meta.url)}`,
      '--test-reporter-destination=stdout',
      ...options,
      join(run.folder, 'all.js'),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      signal: interrupted.signal,
      killSignal: 'SIGTERM',
      env: {
        ...process.env,
        TENFOLD_TEST_PG: JSON.stringify(database),
        TENFOLD_TEST_COUNTS: countFile,
        TENFOLD_TEST_TMP: run.folder,
      },
    },
  )
  const how = await new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('exit', (code, signal) => done(signal ?? code))
  })
  const text = await readFile(countFile, 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`The test process ended early (${how}).`)
  const counted = JSON.parse(text)
  if (how !== 0 && counted.failed === 0) throw new Error(`The test process ended with ${how}.`)
  return counted
}

async function bundleTests() {
  await build({
    ...nodeBundle,
    stdin: {
      contents: [...files.map((file) => `import 'test-file:${file}';`), `import 'last-test';`].join('\n'),
      resolveDir: root,
      sourcefile: 'all.js',
    },
    outfile: join(run.folder, 'all.js'),
    plugins: [fileScopedTests, ...nodeBundle.plugins],
  })
}

async function startDatabase() {
  const outfile = join(run.folder, 'postgres.js')
  await build({ ...nodeBundle, entryPoints: ['app/server/postgres.ts'], outfile, sourcemap: false })
  const { startPostgres } = await import(pathToFileURL(outfile).href)
  database = await startPostgres({
    dataDir: join(run.folder, 'postgres'),
    profile: 'test',
    bin: process.env.TENFOLD_TEST_PG_BIN,
  })
}
