import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { refuse } from '#kernel/refusal'
import { problemOf } from './problem.ts'
import { readCatalogue } from './catalogue.ts'

/** A project with one more language, in one folder. */
const house = mkdtempSync(join(process.env['TENFOLD_TEST_TMP'] ?? tmpdir(), 'catalogue-'))
after(() => rmSync(house, { recursive: true }))
const texts: Record<string, Record<string, string>> = {
  en: {
    'refusal.answer-late.title': 'Too late',
    'refusal.answer-late.reason': '{count, plural, one {# day} other {# days}} too late',
    'refusal.answer-late.next': 'Ask.',
  },
  sw: {
    'refusal.answer-late.title': 'Umechelewa',
    'refusal.answer-late.reason': 'Siku {count}',
    'refusal.answer-late.next': 'Uliza.',
  },
  fa: {
    'refusal.answer-late.title': 'دیر',
    'refusal.answer-late.reason': '{count, plural, one {# روز} other {# روز}}',
    'refusal.answer-late.next': 'بپرسید.',
  },
  'pt-BR': { 'refusal.answer-late.title': 'Tarde demais' },
}
for (const [language, content] of Object.entries(texts)) {
  mkdirSync(join(house, 'locales', language, 'data'), { recursive: true })
  writeFileSync(join(house, 'locales', language, 'ui.json'), JSON.stringify(content))
  writeFileSync(join(house, 'locales', language, 'kept.json'), JSON.stringify(['ui.a']))
  writeFileSync(
    join(house, 'locales', language, 'data/signs.json'),
    JSON.stringify({ 'signs.a': 'not a text of a screen' }),
  )
}
mkdirSync(join(house, 'locales/drafts'))
writeFileSync(join(house, 'locales/en/receipt-words.json'), JSON.stringify(['apple', 'boat']))
const catalogue = readCatalogue(house)

test('a folder with texts is a language, another is not', () => {
  assert.deepEqual(catalogue.languages, ['en', 'fa', 'pt-BR', 'sw'])
  assert.equal(catalogue.has('sw', 'signs.a'), false)
})

test('a refusal is said in the language of any folder', () => {
  const { title, detail, next } = problemOf(
    refuse('answer-late', { status: 409, params: { count: 2 } }),
    catalogue,
    catalogue.choose('sw-KE,sw;q=0.9,en;q=0.8'),
  )
  assert.deepEqual([title, detail, next], ['Umechelewa', 'Siku 2', 'Uliza.'])
})

test('the language a browser wants most is taken, not the one it names first', () => {
  assert.equal(catalogue.choose('en;q=0.3, sw;q=0.9'), 'sw')
  assert.equal(catalogue.choose('sw;q=0, en'), 'en')
  assert.equal(catalogue.choose('ln, sw'), 'sw')
  assert.equal(catalogue.choose('pt-AO'), 'pt-BR')
  assert.equal(catalogue.choose('PT-br'), 'pt-BR')
  assert.equal(catalogue.choose('ln', undefined, ''), 'en')
})

test('the server writes 0–9 in every language, as the screens do', () => {
  assert.equal(problemOf(refuse('answer-late', { params: { count: 12 } }), catalogue, 'fa').detail, '12 روز')
})

test('what a person chose goes before what the browser wants', () => {
  assert.equal(catalogue.choose('sw', 'en', 'pt-BR'), 'sw')
})
