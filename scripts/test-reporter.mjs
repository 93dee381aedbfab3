/** Runs in the process of a test file and prints one line of JSON for each finished test, for scripts/test-run.mjs. */
import { inspect } from 'node:util'

export default async function* report(source) {
  const path = []
  let began
  for await (const { type, data } of source) {
    began ??= performance.now()
    if (type === 'test:start') {
      path.length = data.nesting
      path[data.nesting] = data.name
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const skipped = data.skip !== undefined || data.todo !== undefined
    const failed = type === 'test:fail' && !skipped
    const milliseconds = data.details.duration_ms ?? 0
    // Count the tests inside a suite, not the suite. The suite itself counts only when one of its hooks failed.
    if (failed && data.details.error?.failureType === 'subtestsFailed') continue
    if (!failed && data.details.type === 'suite') continue
    const names = [...path.slice(0, data.nesting), data.name]
    const why = typeof data.skip === 'string' ? data.skip : ''
    const reason = failed ? explain(data.details.error) : ''
    yield `${JSON.stringify({ names, result: skipped ? 'skipped' : failed ? 'failed' : 'passed', milliseconds, why, reason })}\n`
  }
  // Loading the file is not counted: it is the same for every module.
  if (began !== undefined) yield `${JSON.stringify({ span: performance.now() - began })}\n`
}

function explain(error) {
  const cause = error?.cause?.stack === undefined ? error : error.cause
  return inspect(cause, { depth: 6 })
    .split('\n')
    .filter((text) => !/node:internal|async Promise\.all/.test(text))
    .join('\n')
}
