/** Finds the test files and makes one suite for each inside the bundle. */
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { root } from './bundle.mjs'

const PLACES = ['lib', 'src', 'app', 'ui', 'tests']

/** Test files whose path starts with one of the prefixes, relative to the current folder. */
export async function findTestFiles(prefixes) {
  const found = []
  for (const place of PLACES) {
    const entries = await readdir(join(root, place), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (entry.isFile() && /\.test\.tsx?$/.test(entry.name))
        found.push(relative(root, join(entry.parentPath, entry.name)))
    }
  }
  const starts = prefixes.map((prefix) => relative(root, resolve(prefix)))
  return found.filter((file) => starts.length === 0 || starts.some((start) => file.startsWith(start))).sort()
}

/**
 * All files share one process, so a top-level `before`, `after` or `beforeEach` would apply to all of them.
 * So the tests and hooks of each file are collected while it loads and put into one suite with its name.
 */
export const fileScopedTests = {
  name: 'file-scoped-tests',
  setup(build) {
    build.onResolve({ filter: /^test-file:/ }, ({ path }) => ({ path: path.slice(10), namespace: 'test-file' }))
    build.onLoad({ filter: /.*/, namespace: 'test-file' }, ({ path }) => ({
      resolveDir: root,
      contents: `import 'begin:${path}'; import './${path}'; import 'end:${path}';`,
    }))
    build.onResolve({ filter: /^(begin|end):/ }, ({ path }) => ({ path, namespace: 'test-edge' }))
    build.onLoad({ filter: /.*/, namespace: 'test-edge' }, ({ path }) => {
      const [edge, file] = path.split(/:(.*)/s)
      return {
        resolveDir: root,
        contents: `import { ${edge}File } from 'collected-tests'; ${edge}File(${JSON.stringify(file)});`,
      }
    })
    build.onResolve({ filter: /^last-test$/ }, ({ path }) => ({ path, namespace: 'last-test' }))
    build.onLoad({ filter: /.*/, namespace: 'last-test' }, () => ({ contents: LAST_TEST, resolveDir: root }))
    build.onResolve({ filter: /^(node:test|collected-tests)$/ }, ({ path, namespace }) =>
      namespace === 'collected' ? { path, external: true } : { path: 'collected', namespace: 'collected' },
    )
    build.onLoad({ filter: /.*/, namespace: 'collected' }, () => ({ contents: COLLECTED, resolveDir: root }))
  },
}

const COLLECTED = `
import * as real from 'node:test'
let waiting
export function beginFile() { waiting = []; }
export function endFile(file) {
  const registered = waiting
  waiting = undefined
  real.describe(file, () => { for (const register of registered) register(); })
}
export function lastTest(work) { real.test('(end of the run)', work); }
function collecting(register) {
  return (...values) => {
    if (waiting === undefined) return register(...values)
    waiting.push(() => register(...values))
    return Promise.resolve()
  }
}
function withModes(register) {
  const wrapped = collecting(register)
  for (const mode of ['skip', 'todo', 'only']) wrapped[mode] = collecting(register[mode])
  return wrapped
}
export const test = withModes(real.test)
export const it = withModes(real.it)
export const describe = withModes(real.describe)
export const suite = describe
export const before = collecting(real.before)
export const after = collecting(real.after)
export const beforeEach = collecting(real.beforeEach)
export const afterEach = collecting(real.afterEach)
export const mock = real.mock
export default test
`

/** A forgotten connection or timer would keep the process alive for ever. Report it and exit. */
const LAST_TEST = `
import { lastTest } from 'collected-tests'
lastTest(() => {
  setTimeout(() => {
    console.log('A test left something open (' + [...new Set(process.getActiveResourcesInfo())].join(', ') + '); ending anyway.')
    process.exit()
  }, 3000).unref()
})
`
