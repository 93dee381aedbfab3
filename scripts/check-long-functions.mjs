/**
 * Fails when a file on the list of long functions in .oxlintrc.json no longer has a function over the limit, or is
 * gone. The list only shrinks: lint fails on a long function anywhere else.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundle.mjs'
import { conclude } from './project-files.mjs'

const RULE = 'max-lines-per-function'
const { rules, overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'))
const exempt = overrides.filter((override) => override.rules[RULE] === 'off').flatMap(({ files }) => files)
// Patterns are for tests, which may be long. The list has single files.
const listed = exempt.filter((file) => !file.includes('*'))
const long = filesWithLongFunctions(listed.filter((file) => existsSync(join(root, file))))
conclude(
  listed
    .filter((file) => !long.has(file))
    .map((file) => `${file} has no function over the limit: take it off the list in .oxlintrc.json`),
  listed.length,
  'files with long functions',
)

function filesWithLongFunctions(files) {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, '.cache/long-functions-'))
  try {
    const config = join(folder, 'oxlintrc.json')
    writeFileSync(config, JSON.stringify({ categories: { correctness: 'off' }, rules: { [RULE]: rules[RULE] } }))
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const { stdout } = spawnSync(process.execPath, [oxlint, '-c', config, '--format', 'json', ...files], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    return new Set(JSON.parse(stdout).diagnostics.map(({ filename }) => filename))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
