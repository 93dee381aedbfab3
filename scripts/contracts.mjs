/**
 * node scripts/contracts.mjs [--verify]: generates contracts/ (OpenAPI, JSON Schemas, the catalogue of events) from the
 * declarations the node runs on. --verify only checks that the committed files are up to date.
 */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'

const place = join(root, 'contracts')
await mkdir(join(root, '.cache'), { recursive: true })
const folder = await mkdtemp(join(root, '.cache/contracts-'))
try {
  await build({ ...nodeBundle, entryPoints: ['app/server/contracts.ts'], outdir: folder, sourcemap: false })
  const { emitContracts } = await import(pathToFileURL(join(folder, 'contracts.js')))
  const emitted = Object.entries(await emitContracts()).map(([file, content]) => [
    file,
    `${JSON.stringify(content, null, 2)}\n`,
  ])
  const problems = process.argv.includes('--verify') ? await compare(emitted) : await write(emitted)
  for (const problem of problems) console.log(problem)
  if (problems.length > 0)
    console.log('A change of the contract is meant to be seen: run node scripts/contracts.mjs and commit it.')
  console.log(`${emitted.length} contracts, ${problems.length} differ`)
  process.exitCode = problems.length > 0 || emitted.length === 0 ? 1 : 0
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function compare(emitted) {
  const there = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => [])
  const stored = there
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
  const names = new Set(emitted.map(([file]) => file))
  const problems = stored.filter((file) => !names.has(file)).map((file) => `contracts/${file} is no longer emitted`)
  for (const [file, text] of emitted) {
    const old = await readFile(join(place, file), 'utf8').catch(() => undefined)
    if (old !== text)
      problems.push(
        `contracts/${file} ${old === undefined ? 'is not checked in' : `differs: ${firstDifference(old, text)}`}`,
      )
  }
  return problems
}

async function write(emitted) {
  await rm(place, { recursive: true, force: true })
  for (const [file, text] of emitted) {
    await mkdir(dirname(join(place, file)), { recursive: true })
    await writeFile(join(place, file), text)
  }
  return []
}

function firstDifference(old, text) {
  const now = text.split('\n')
  const line = old.split('\n').findIndex((each, index) => each !== now[index])
  return `line ${line + 1}, was ${old.split('\n')[line]?.trim()}, is now ${now[line]?.trim()}`
}
