/** Runs one bundled test file in its own process. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { root } from './bundle.mjs'
import { sourcePlaces } from './source-places.mjs'

const reporter = new URL('test-reporter.mjs', import.meta.url).href
const end = new URL('test-end.mjs', import.meta.url).href

const inSources = sourcePlaces()

/** Limit for one file. The longest takes two minutes on a busy machine. */
const LONGEST_FILE = 15 * 60_000

/**
 * Returns `{ tests: [{ names, result, milliseconds, why, reason }], printed, milliseconds, span }`. A process that crashes,
 * runs no test or does not end counts as one more failed test, so that nothing is lost unnoticed.
 */
export async function runTestFile(script, { options, env, signal, longest = LONGEST_FILE }) {
  const began = performance.now()
  const results = `${script}.jsonl`
  // In its own process group, so that a forgotten browser or server ends with it.
  const child = spawn(
    process.execPath,
    [
      // V8 would compile Cedar's four megabytes again, optimised, while a process takes its first decisions. That costs
      // half a second of the processor, which only a process that lives for hours gets back.
      '--liftoff-only',
      `--import=${end}`,
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${results}`,
      ...options,
      script,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...env } },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (printed += piece))
  const endGroup = (how) => {
    try {
      process.kill(-child.pid, how)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  let late = false
  const limit = setTimeout(() => {
    late = true
    endGroup('SIGKILL')
  }, longest)
  const interrupt = () => endGroup('SIGTERM')
  signal.addEventListener('abort', interrupt)
  const how = await new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('exit', (code, ended) => done(ended ?? code))
  })
  clearTimeout(limit)
  signal.removeEventListener('abort', interrupt)
  endGroup('SIGKILL')
  const lines = (await readFile(results, 'utf8').catch(() => '')).split('\n').filter(Boolean)
  const said = lines.map((line) => JSON.parse(line))
  const tests = said.filter(({ span }) => span === undefined)
  const milliseconds = performance.now() - began
  const span = said.find((each) => each.span !== undefined)?.span ?? milliseconds
  const wrong = whatWentWrong(tests, how, late)
  if (wrong) tests.push({ names: ['(the whole file)'], result: 'failed', milliseconds: 0, why: '', reason: wrong })
  for (const test of tests) test.reason = inSources(test.reason)
  return { tests, printed: inSources(printed), milliseconds, span }
}

function whatWentWrong(tests, how, late) {
  if (late) return 'It did not end in time and was ended.'
  if (how !== 0 && !tests.some(({ result }) => result === 'failed')) return `Its process ended with ${how}.`
  return tests.length === 0 ? 'No test ran.' : undefined
}
