import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const checker = fileURLToPath(new URL('../../scripts/check-languages.mjs', import.meta.url))

type Texts = Record<string, string>

/** The output of the checker for a small project with these files. */
function checkFiles(files: Record<string, unknown>, ...options: string[]): string {
  const house = mkdtempSync(path.join(process.env['TENFOLD_TEST_TMP'] ?? tmpdir(), 'languages-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(house, name)), { recursive: true })
      writeFileSync(path.join(house, name), typeof content === 'string' ? content : JSON.stringify(content))
    }
    const { stdout, stderr } = spawnSync(process.execPath, [checker, house, ...options], { encoding: 'utf8' })
    return stderr + stdout
  } finally {
    rmSync(house, { recursive: true })
  }
}

/** The same for a project with English, another language and this code. */
function check(
  english: Texts,
  other: Texts,
  {
    language = 'ar',
    code = 't(`ui.${any}`)',
    ...files
  }: { language?: string; code?: string; [file: string]: unknown } = {},
): string {
  return checkFiles({
    'locales/en/ui.json': english,
    [`locales/${language}/ui.json`]: other,
    'src/screen.tsx': code,
    ...files,
  })
}

test('complete texts pass', () => {
  assert.match(check({ 'ui.yes': 'Yes, {name}' }, { 'ui.yes': 'نعم، {name}' }), / 0 problems/)
})

test('a text that one language lacks is named', () => {
  assert.match(check({ 'ui.yes': 'Yes' }, {}), /locales\/ar\/ui\.json: ui\.yes is missing/)
})

test('a text nobody uses and one nobody wrote are named', () => {
  const said = check({ 'ui.yes': 'Yes' }, { 'ui.yes': 'نعم' }, { code: "t('ui.no')" })
  assert.match(said, /ui\.yes is not used/)
  assert.match(said, /src\/screen\.tsx: uses ui\.no, which no catalogue has/)
})

test('a label that nobody wrote is named outside of screens too, an action is not', () => {
  const code = "const name = text.meta({ label: { id: 'ui.ask' } }), action = 'ui.read'"
  const said = check({ 'ui.yes': 'Yes' }, { 'ui.yes': 'نعم' }, { 'src/model.ts': code })
  assert.match(said, /src\/model\.ts: uses ui\.ask, which no catalogue has/)
  assert.doesNotMatch(said, /ui\.read/)
})

test('a refusal without words is named', () => {
  assert.match(check({}, {}, { code: "refuse('answer-late')" }), /uses refusal\.answer-late\.next/)
})

test('a refusal is named whose code is a sentence, whose title ends with a full stop or that says no next step', () => {
  const said = (code: string, title: string): string => {
    const words = { [`refusal.${code}.title`]: title, [`refusal.${code}.reason`]: 'Because.' }
    return checkFiles({ 'locales/en/kernel.json': words })
  }
  assert.match(said('desk-is-full', 'Full'), /refusal\.desk-is-full\.title: the code is not <thing>-<state>/)
  assert.match(said('not-there', 'Not there'), /refusal\.not-there\.reason: the code is not <thing>-<state>/)
  assert.match(said('case-closed', 'Closed.'), /refusal\.case-closed\.title ends with a full stop/)
  assert.match(said('case-closed', 'Closed'), /has no refusal\.case-closed\.next/)
  assert.doesNotMatch(said('case-closed', 'Closed'), /full stop|<thing>/)
})

test('English left in Arabic is named, the product name is not', () => {
  const english = { 'ui.a': 'Danger now', 'ui.b': 'About Tenfold' }
  const said = check(english, { 'ui.a': 'Danger now', 'ui.b': 'عن Tenfold' })
  assert.match(said, /ui\.a has words in Latin letters/)
  assert.doesNotMatch(said, /ui\.b/)
})

test('English left in a language that shares its letters is named, unless the language says that the word stays', () => {
  const english = { 'ui.a': 'Notes', 'ui.b': 'Call the desk', 'ui.c': 'OK', 'ui.d': 'About Tenfold', 'ui.e': '{count}' }
  const french = {
    'ui.a': 'Notes',
    'ui.b': 'Appelez the bureau',
    'ui.c': 'OK',
    'ui.d': 'À propos de Tenfold',
    'ui.e': '{count}',
  }
  const said = check(english, french, { language: 'fr' })
  assert.match(said, /locales\/fr\/ui\.json: ui\.a is the same as in en: Notes/)
  assert.match(said, /ui\.b has English words: the/)
  assert.match(said, / 2 problems/)
  assert.match(
    check(english, { ...french, 'ui.b': 'Appelez le bureau' }, { language: 'fr', 'locales/fr/kept.json': ['ui.a'] }),
    / 0 problems/,
  )
  assert.match(
    check({ 'ui.a': 'Yes' }, { 'ui.a': 'Oui' }, { language: 'fr', 'locales/fr/kept.json': ['ui.a'] }),
    /kept\.json: ui\.a need not be here/,
  )
})

test('a French sign that could begin a line by itself is named', () => {
  const said = (text: string): string => check({ 'ui.yes': 'Yes?' }, { 'ui.yes': text }, { language: 'fr' })
  for (const loose of ['Oui ?', 'Oui ; non', 'Oui : non', '« Oui\u00a0»', '«\u00a0Oui »'])
    assert.match(said(loose), /locales\/fr\/ui\.json: ui\.yes has a plain space beside/)
  assert.match(said('«\u00a0Oui\u00a0»\u202f? Voici\u00a0: non\u202f; oui\u202f!'), / 0 problems/)
})

test('a language nobody thought of is read by the script it is written in', () => {
  assert.match(
    check({ 'ui.a': 'Danger' }, { 'ui.a': 'Danger' }, { language: 'am' }),
    /ui\.a has words in Latin letters: Danger/,
  )
  assert.match(check({ 'ui.a': 'Danger' }, { 'ui.a': '!' }, { language: 'ja' }), /ui\.a is not translated: !/)
  assert.match(check({ 'ui.a': 'Danger' }, { 'ui.a': '危険' }, { language: 'ja' }), / 0 problems/)
})

test('placeholders that differ and texts that do not parse are named', () => {
  assert.match(
    check({ 'ui.a': 'By {who}' }, { 'ui.a': 'من {name}' }),
    /ui\.a has the placeholders \{name\}, en has \{who\}/,
  )
  assert.match(
    check({ 'ui.a': '{unit, select, calendar-days {a} other {b}}' }, { 'ui.a': 'أ' }),
    /ui\.a does not parse/,
  )
  assert.match(check({ 'ui.a': 'By {who' }, { 'ui.a': 'من {who}' }), /ui\.a does not parse/)
})

test('a count needs every plural form of its language', () => {
  const english = { 'ui.a': '{count, plural, one {# day} other {# days}}' }
  assert.match(
    check(english, { 'ui.a': '{count, plural, one {يوم} other {# أيام}}' }),
    /ui\.a lacks the plural forms few, many, two, zero/,
  )
  assert.match(
    check(english, { 'ui.a': '{count, plural, one {# día} other {# días}}' }, { language: 'es' }),
    /ui\.a lacks the plural forms many/,
  )
  assert.match(
    check(english, { 'ui.a': '{count, plural, other {# ቀን}}' }, { language: 'am' }),
    /ui\.a lacks the plural forms one/,
  )
})

const sign = {
  'src/signs/pack.json': { order: 1, title: { en: 'A sign' }, steps: [{ name: { en: 'Look', ar: 'انظر' } }] },
}

test('a text of the data that a language lacks is named with its file, and so is one that no datum has', () => {
  const data = {
    'locales/ar/data/signs.json': {
      'signs.pack.title': 'علامة',
      'signs.gone.title': 'ذهبت',
      'signs.pack.steps.0.name': 'انظر',
    },
  }
  assert.match(check({}, {}, sign), /locales\/ar\/data\/signs\.json: signs\.pack\.title is missing/)
  const said = check({}, {}, { ...sign, ...data })
  assert.doesNotMatch(said, /pack\.title/)
  assert.match(said, /signs\.gone\.title is no text of a data file/)
  assert.match(said, /signs\.pack\.steps\.0\.name is already in src\/signs\/pack\.json/)
})

test('English left in a text of the data is named', () => {
  const said = check(
    {},
    {},
    {
      language: 'fr',
      ...sign,
      'locales/fr/data/signs.json': { 'signs.pack.title': 'A sign', 'signs.pack.steps.0.name': 'Look with care' },
    },
  )
  assert.match(said, /signs\.pack\.title is the same as in en/)
  assert.match(said, /signs\.pack\.steps\.0\.name has English words: with/)
})

test('whoever writes a language gets the list of what it lacks, file by file, with the English words', () => {
  const files = {
    'locales/en/ui.json': { 'ui.yes': 'Yes', 'ui.no': 'No' },
    'locales/fr/ui.json': { 'ui.yes': 'Oui' },
    ...sign,
  }
  assert.deepEqual(JSON.parse(checkFiles(files, '--missing', 'fr')), {
    'locales/fr/ui.json': { 'ui.no': 'No' },
    'locales/fr/data/signs.json': { 'signs.pack.title': 'A sign', 'signs.pack.steps.0.name': 'Look' },
  })
  assert.equal(Object.keys(JSON.parse(checkFiles(files, '--missing', 'sw'))).length, 2)
})

test('words that stand in the code are named', () => {
  assert.match(check({}, {}, { code: "const name = { en: 'Yes', ar: 'نعم' }" }), /src\/screen\.tsx: contains words/)
})

test('receipt words that could not be told apart, and a list that a language lacks, are named', () => {
  const words = Array.from({ length: 32 }, (_, index) => `word${index}`)
  const english = { 'locales/en/receipt-words.json': words }
  assert.match(check({}, {}, { language: 'fr', ...english }), /locales\/fr\/receipt-words\.json: is missing/)
  const french = [...words.slice(0, 29), 'été', 'Ete', 'pomme de terre']
  const said = check({}, {}, { language: 'fr', ...english, 'locales/fr/receipt-words.json': french })
  assert.match(said, /Ete reads as été/)
  assert.match(said, /pomme de terre is not one word/)
  assert.match(
    check({}, {}, { language: 'fr', ...english, 'locales/fr/receipt-words.json': words.slice(1) }),
    /has 31 words/,
  )
})
