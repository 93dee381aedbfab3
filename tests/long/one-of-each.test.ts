import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPage } from '../architecture/how-to-page.ts'
import { languagesOf, makeExample } from '../architecture/make-example.ts'
import { examples } from '../architecture/one-of-each.test-data.ts'
import { makeScratchCopy } from '../architecture/scratch-copy.ts'

const copy = makeScratchCopy()
const languages = languagesOf(copy.folder)
const minutes = 60_000

for (const example of examples)
  test(`one more ${example.kind}, ${Object.values(example.names).at(-1)}, emits exactly the files of its page`, {
    timeout: 30 * minutes,
  }, () => {
    makeExample(copy, example)
    copy.changed()
    copy.run('scripts/contracts.mjs')
    copy.run('scripts/sql-types.mjs')
    const listed = readPage(copy.folder, example.kind, example.names, languages)
    assert.deepEqual(copy.changed(), listed.flatMap(({ file, maker }) => (maker === 'emitted' ? [file] : [])).sort())
  })

test('a project with one more of each kind passes its checks, and its tests find the new rooms in order', {
  timeout: 60 * minutes,
}, () => {
  const checks = ['types', 'lint', 'long functions', 'walls', 'tables', 'dead code', 'files and folders', 'glossary']
  const emitted = ['contracts', 'sql types', 'links', 'languages']
  assert.match(copy.run('scripts/check.mjs', ...checks, ...emitted), /12 checks passed/)
  const tests = ['src/duties', 'app/rooms', 'tests/architecture/mission', 'tests/architecture/citus', 'src/kernel/db']
  assert.match(copy.run('scripts/test.mjs', ...tests), /\d+ passed, 0 failed/)
})
