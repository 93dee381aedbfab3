import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '#kernel/db/package-root'
import { makers, readPage } from './how-to-page.ts'
import { languagesOf, makeExample } from './make-example.ts'
import { examples } from './one-of-each.test-data.ts'
import { makeScratchCopy } from './scratch-copy.ts'

const root = packageRoot()
const languages = languagesOf(root)
/** Without what nothing below reads. */
const copy = makeScratchCopy(/^(bench|contracts|tests|docs\/(screenshots|deploy))\/|^package-lock\.json$/)

for (const { kind, names, ...example } of examples)
  test(`a person who adds one more ${kind}, ${Object.values(names).at(-1)}, writes exactly the files of its page`, () => {
    makeExample(copy, { kind, names, ...example })
    const today = /^(.*\/)\d{4}-\d\d-\d\d(-\d\d-.*\.sql)$/
    const listed = readPage(root, kind, names, languages).filter(({ maker }) => maker !== 'emitted')
    assert.deepEqual(
      copy.changed().map((file) => file.replace(today, '$1<date>$2')),
      listed.map(({ file }) => file).sort(),
    )
  })

test('the table of what growth costs has the numbers of the pages', () => {
  const said = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const rows = [...said.matchAll(/^\|.*\| (\d+) \| (\d+) \| (\d+) \| \[.*\]\(how-to\/add-an?-(\w+)\.md\) \|$/gm)]
  assert.deepEqual(
    rows.map(([, byHand, words, emitted, kind]) => [kind, Number(byHand), Number(words), Number(emitted)]).sort(),
    examples
      .map(({ kind, names }) => {
        const listed = readPage(root, kind, names, languages)
        return [kind, ...makers.map((maker) => listed.filter((file) => file.maker === maker).length)]
      })
      .sort(),
  )
})

test('people read all that was added in every language', () => {
  assert.match(copy.run('scripts/check-languages.mjs'), / 0 problems/)
})

test('each page that lists files has its example', () => {
  const pages = readdirSync(join(root, 'docs/how-to')).flatMap((file) => /^add-an?-(\w+)\.md$/.exec(file)?.[1] ?? [])
  const listing = pages.filter((kind) => readPage(root, kind, {}, languages).length > 0)
  assert.deepEqual(listing.sort(), [...new Set(examples.map(({ kind }) => kind))].sort())
})
