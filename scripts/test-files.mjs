/** Finds the test files and the lane of each. */
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { root } from './bundle.mjs'

const PLACES = ['lib', 'src', 'app', 'ui', 'tests']

/** In the order of running: long files first, so that both processors have work until the end. */
export const EVERYDAY = ['faults', 'screens', 'node', 'unit']
export const LANES = [...EVERYDAY, 'long']

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
 * Returns the lane of a test file: a folder decides `long` and `faults`, otherwise what the file uses. A browser or a
 * build of the web app puts it into `screens`, a database into `node`, nothing of these into `unit`. `inputs` is
 * esbuild's graph of imports.
 */
export function laneOf(file, inputs) {
  if (file.startsWith('tests/long/')) return 'long'
  if (/^tests\/(architecture|platform|privacy|resilience|upgrade)\//.test(file)) return 'faults'
  const used = reached(file, inputs)
  if (used.has('tests/browser.ts') || used.has('app/web/build/testing/built-app.ts')) return 'screens'
  return used.has('tests/node.ts') ? 'node' : 'unit'
}

/** Whether a file has property tests. They run again in the lane `long`, with many more rounds. */
export function triesProperties(file, inputs) {
  return [...reached(file, inputs)].some((path) => path.endsWith('fast-check'))
}

/** The folder that a test file belongs to: `src/path/referral`, `lib/forms`, `tests/journeys`. */
export function roomOf(file) {
  return file.match(/^(ui|src\/(path|duties|learning)\/[^/]+|[^/]+\/[^/]+)/)[0]
}

function reached(file, inputs) {
  const seen = new Set([file])
  for (const each of seen) for (const { path } of inputs[each]?.imports ?? []) seen.add(path)
  return seen
}
