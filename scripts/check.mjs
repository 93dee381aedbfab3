/**
 * npm run check [-- name…]: all automatic checks except the tests. Each check is its own command, printed with its
 * result, so that it can be run alone.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root } from './bundle.mjs'

const checks = {
  types: 'node node_modules/typescript-native/bin/tsc --noEmit',
  format: 'node node_modules/@biomejs/biome/bin/biome format',
  lint: 'node node_modules/oxlint/bin/oxlint',
  'long functions': 'node scripts/check-long-functions.mjs',
  walls: 'node scripts/walls.mjs',
  tables: 'node scripts/check-tables.mjs',
  'dead code': 'node node_modules/knip/bin/knip.js --no-progress',
  'files and folders': 'node scripts/check-files.mjs',
  guesses: 'node scripts/check-guesses.mjs',
  commits: 'node scripts/check-commits.mjs',
  glossary: 'node scripts/check-glossary.mjs',
  contracts: 'node scripts/contracts.mjs --verify',
  signs: 'node scripts/signs-page.mjs --verify',
  'sql types': 'node scripts/sql-types.mjs --verify',
  packages: 'node scripts/check-packages.mjs',
  links: 'node scripts/check-links.mjs',
  languages: 'node scripts/check-languages.mjs',
  'inner words': 'node scripts/check-inner-words.mjs',
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.log(`No such check: ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}`)
  process.exit(1)
}
const waiting = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name))
const total = waiting.length
const failed = []
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
console.log(
  failed.length === 0
    ? `\n${total} checks passed`
    : `\n${total - failed.length} checks passed, ${failed.length} failed: ${failed.join(', ')}`,
)
process.exit(failed.length === 0 ? 0 : 1)

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, command] = next
    const began = performance.now()
    const { code, output } = await run(command.split(' '))
    const took = `${((performance.now() - began) / 1000).toFixed(1)} s`
    console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(20)} ${took.padStart(7)}   ${command}`)
    if (code !== 0) {
      failed.push(name)
      console.log(
        output
          .trim()
          .split('\n')
          .map((line) => `    ${line}`)
          .join('\n'),
      )
    }
  }
}

function run([, ...words]) {
  if (!existsSync(join(root, words[0]))) return Promise.resolve({ code: 1, output: `${words[0]} is not there.` })
  return new Promise((done) => {
    let output = ''
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (piece) => (output += piece))
    child.stderr.on('data', (piece) => (output += piece))
    child.once('close', (code) => done({ code: code ?? 1, output }))
  })
}
