/**
 * Fails on files over 400 lines, on names that say nothing about the content, and on addresses of our own API in a
 * screen (written-addresses.mjs).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bundle.mjs'
import { conclude, projectFiles } from './project-files.mjs'
import { writtenAddresses } from './written-addresses.mjs'

const LONGEST_FILE = 400
const LONGEST_CONTRACT = 40
const EMPTY_NAMES = /(^|\/)(utils?|common|shared|helpers?|misc|core)(\/|\.\w+$)/
const GENERATED = new Set(['src/kernel/db/tables.ts'])

const code = projectFiles(/\.(ts|tsx|mjs|cjs|css)$/)
const problems = []
for (const file of code.filter((each) => !GENERATED.has(each))) {
  const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1
  if (lines > LONGEST_FILE) problems.push(`${file} has ${lines} lines; at most ${LONGEST_FILE}`)
  if (/^src\/((path|duties|learning)\/)?[^/]+\/index\.ts$/.test(file) && lines > LONGEST_CONTRACT)
    problems.push(`${file} has ${lines} lines; a module's contract fits in ${LONGEST_CONTRACT}`)
}
for (const file of projectFiles(/./)) {
  if (EMPTY_NAMES.test(file)) problems.push(`${file}: the name says nothing about what is inside`)
}
for (const file of projectFiles(/^(ui|app|src)\/.*\.(tsx?|js|html)$/))
  problems.push(...writtenAddresses(file, readFileSync(join(root, file), 'utf8')))
conclude(problems, code.length, 'files')
