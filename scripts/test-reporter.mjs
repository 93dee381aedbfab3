/** Prints each file with its tests and every failure in full, and writes the counts for scripts/test.mjs. */
import { writeFileSync } from 'node:fs'
import { inspect } from 'node:util'

const colours = process.stdout.isTTY
const green = (text) => (colours ? `\x1b[32m${text}\x1b[0m` : text)
const red = (text) => (colours ? `\x1b[31m${text}\x1b[0m` : text)

// Print the time of tests that take at least this many seconds.
const saidFrom = 5

export default async function* report(source) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  process.on('exit', () => writeFileSync(process.env.TENFOLD_TEST_COUNTS, JSON.stringify(counts)))
  const path = []
  for await (const { type, data } of source) {
    if (data?.name === '(end of the run)') continue
    if (type === 'test:start') {
      path.length = data.nesting
      path[data.nesting] = data.name
      if (data.nesting === 0) yield `\n${data.name}\n`
    } else if (type === 'test:pass' || type === 'test:fail') {
      yield* line(type, data, path, counts)
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message
    }
  }
}

function* line(type, data, path, counts) {
  const indent = '  '.repeat(data.nesting)
  const skipped = data.skip !== undefined || data.todo !== undefined
  const failed = type === 'test:fail' && !skipped
  // Count the tests inside a suite, not the suite. The suite itself counts only when one of its hooks failed.
  if (failed && data.details.error?.failureType === 'subtestsFailed') return
  if (!failed && data.details.type === 'suite') return
  counts[skipped ? 'skipped' : failed ? 'failed' : 'passed'] += 1
  const skipReason = typeof data.skip === 'string' && data.skip !== '' ? ` (${data.skip})` : ''
  const seconds = Math.round((data.details.duration_ms ?? 0) / 1000)
  const long = seconds >= saidFrom ? ` (${seconds} s)` : ''
  yield `${indent}${skipped ? '–' : failed ? red('✗') : green('✓')} ${data.name}${skipReason}${long}\n`
  if (!failed) return
  const reason = explain(data.details.error, indent)
  counts.failures.push({ name: [...path.slice(0, data.nesting), data.name].join(' › '), reason })
  yield `${reason}\n`
}

function explain(error, indent) {
  const cause = error?.cause?.stack === undefined ? error : error.cause
  return inspect(cause, { depth: 6, colors: colours })
    .split('\n')
    .filter((text) => !/node:internal|async Promise\.all/.test(text))
    .map((text) => `${indent}    ${text}`)
    .join('\n')
}
