import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { languagesIn } from './build/own-languages.ts'
import { buildWeb } from './build/testing/built-app.ts'

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}

const MOST_KIB = 200

test(`raising a concern on a new phone fetches at most ${MOST_KIB} KiB of script, texts of the language and every field included`, async () => {
  const folder = await buildWeb()
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const chunkOf = (key: string): Chunk => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${key} is not in the build`)
    return chunk
  }
  for (const language of languagesIn(path.join(process.cwd(), 'locales'))) {
    const wanted = new Set<string>()
    const add = (key: string): void => {
      if (wanted.has(key)) return
      wanted.add(key)
      const { imports = [], dynamicImports = [] } = chunkOf(key)
      imports.forEach(add)
      // Forms load some fields on demand. The code of other calendars loads only when a person picks one.
      dynamicImports.filter((each) => each.includes('ui/') && !each.includes('calendar-convert')).forEach(add)
    }
    const find = (part: string): string => Object.keys(manifest).find((key) => key.includes(part)) ?? part
    add('index.html')
    add('early.ts')
    add(find('signals/web/raise-screen.tsx'))
    add(find(`tenfold-catalogue/${language}`))
    const sizes = [...wanted].map(
      (key) => gzipSync(readFileSync(path.join(folder, chunkOf(key).file)), { level: 9 }).length / 1024,
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    // oxlint-disable-next-line no-console -- the figure in ui/README.md comes from here
    console.log(`first visit in ${language}: ${total.toFixed(1)} KiB of script, gzipped`)
    assert.ok(total <= MOST_KIB, `${total.toFixed(1)} KiB in ${language}`)
  }
})

test('zod stays on the server', async () => {
  const folder = await buildWeb()
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  for (const { file } of Object.values(manifest)) {
    if (file.endsWith('.js'))
      assert.doesNotMatch(readFileSync(path.join(folder, file), 'utf8'), /ZodError|\$ZodType/, file)
  }
})
