/**
 * node scripts/signs-page.mjs [--verify]: writes docs/signs.md from the signs, the forms of exploitation and the register
 * of sentences of law. --verify only checks that the committed page is up to date.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { nodeBundle, root } from './bundle.mjs'

const page = join(root, 'docs/signs.md')
await mkdir(join(root, '.cache'), { recursive: true })
const folder = await mkdtemp(join(root, '.cache/signs-'))
try {
  const entryPoints = ['src/path/identification/store/signs-page.ts']
  await build({ ...nodeBundle, entryPoints, outdir: folder, sourcemap: false })
  const { signsPage } = await import(pathToFileURL(join(folder, 'signs-page.js')))
  const text = signsPage(JSON.parse(await readFile(join(root, 'locales/en/standards.json'), 'utf8')))
  if (!process.argv.includes('--verify')) await writeFile(page, text)
  const current = (await readFile(page, 'utf8').catch(() => '')) === text
  console.log(`docs/signs.md ${current ? 'is up to date' : 'differs: run node scripts/signs-page.mjs and commit it'}`)
  process.exitCode = current ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
