/**
 * node bench/run.mjs <name> [--option=value…]: bundles bench/<name>.ts, runs it and prints its result as JSON. If there
 * is a bench/<name>-people.ts, it becomes people.js beside it, so that the clients can run in their own thread.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { nodeBundle, root } from '../scripts/bundle.mjs'

const [name, ...rest] = process.argv.slice(2)
if (!name || !/^[a-z-]+$/.test(name)) throw new Error('Say which bench: node bench/run.mjs search-children')
const options = Object.fromEntries(rest.map((option) => option.replace(/^--/, '').split('=')))
const folder = await mkdtemp(join(root, '.cache/bench-'))
try {
  const people = join(root, 'bench', `${name}-people.ts`)
  await build({
    ...nodeBundle,
    entryPoints: { bench: join(root, 'bench', `${name}.ts`), ...(existsSync(people) && { people }) },
    outdir: folder,
  })
  const { measure } = await import(pathToFileURL(join(folder, 'bench.js')))
  process.stdout.write(`${JSON.stringify(await measure(options, folder), null, 2)}\n`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
