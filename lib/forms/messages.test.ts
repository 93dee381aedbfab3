import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileMessage } from '@lingui/message-utils/compileMessage'

const folder = join(process.cwd(), 'lib/forms')
const languages = readdirSync(join(process.cwd(), 'locales'))
/** The remarks about a workbook are in a file of their own: people who fill forms in do not load them. */
const catalogue = (language: string): Record<string, string> =>
  Object.assign(
    {},
    ...['forms', 'form-import'].map(
      (area): Record<string, string> =>
        JSON.parse(readFileSync(join(process.cwd(), `locales/${language}/${area}.json`), 'utf8')),
    ),
  )

function messageIds(): Set<string> {
  const ids = new Set<string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
    const source = readFileSync(join(folder, name), 'utf8')
    for (const [, code] of source.matchAll(/(?:found\(|code: )'([a-z-]+)'(?=[,)]| *, params| })/g))
      if (/check-answer|evaluate/.test(name)) ids.add(`forms.problem.${code}`)
    for (const [, code] of source.matchAll(/\.add(?:Once)?\([^,()]*(?:\([^)]*\))?, '([a-z-]+)', /g))
      ids.add(`forms.import.${code}`)
    for (const [id] of source.matchAll(/forms\.other\.[a-z]+/g)) ids.add(id)
  }
  return ids
}

test('everything the engine says has words in every language', () => {
  const ids = messageIds()
  assert.ok(ids.size > 40, String(ids.size))
  const wanted = Object.keys(catalogue('en')).sort()
  for (const language of languages) {
    const messages = catalogue(language)
    assert.deepEqual(
      [...ids].filter((id) => !Object.hasOwn(messages, id)),
      [],
      language,
    )
    for (const message of Object.values(messages)) compileMessage(message)
    assert.deepEqual(Object.keys(messages).sort(), wanted, language)
  }
})
