import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const checker = fileURLToPath(new URL('../../scripts/check-languages.mjs', import.meta.url))

/** What the checker says of a small house with these texts and this code. */
function check(english: Record<string, string>, arabic: Record<string, string>, code = 't(`ui.${any}`)'): string {
  const house = mkdtempSync(path.join(process.env['TENFOLD_TEST_TMP'] ?? tmpdir(), 'languages-'))
  try {
    for (const [language, texts] of Object.entries({ en: english, ar: arabic })) {
      mkdirSync(path.join(house, 'locales', language), { recursive: true })
      writeFileSync(path.join(house, 'locales', language, 'ui.json'), JSON.stringify(texts))
    }
    mkdirSync(path.join(house, 'src'))
    writeFileSync(path.join(house, 'src/screen.tsx'), code)
    const { stdout, stderr } = spawnSync(process.execPath, [checker, house], { encoding: 'utf8' })
    return stderr + stdout
  } finally {
    rmSync(house, { recursive: true })
  }
}

test('complete texts pass', () => {
  assert.match(check({ 'ui.yes': 'Yes, {name}' }, { 'ui.yes': 'نعم، {name}' }), / 0 problems/)
})

test('a text that one language lacks is named', () => {
  assert.match(check({ 'ui.yes': 'Yes' }, {}), /locales\/ar\/ui\.json: ui\.yes is missing/)
})

test('a text nobody uses and one nobody wrote are named', () => {
  const said = check({ 'ui.yes': 'Yes' }, { 'ui.yes': 'نعم' }, "t('ui.no')")
  assert.match(said, /ui\.yes is not used/)
  assert.match(said, /src\/screen\.tsx: uses ui\.no, which no catalogue has/)
})

test('a refusal without words is named', () => {
  assert.match(check({}, {}, "refuse('too-late')"), /uses refusal\.too-late\.next/)
})

test('English left in Arabic is named, the product name is not', () => {
  const english = { 'ui.a': 'Danger now', 'ui.b': 'About Tenfold' }
  const said = check(english, { 'ui.a': 'Danger now', 'ui.b': 'عن Tenfold' })
  assert.match(said, /ui\.a has words in Latin letters/)
  assert.doesNotMatch(said, /ui\.b/)
})

test('placeholders that differ and texts that do not parse are named', () => {
  assert.match(check({ 'ui.a': 'By {who}' }, { 'ui.a': 'من {name}' }), /ui\.a has the placeholders \{name\}, en has \{who\}/)
  assert.match(check({ 'ui.a': '{unit, select, calendar-days {a} other {b}}' }, { 'ui.a': 'أ' }), /ui\.a does not parse/)
  assert.match(check({ 'ui.a': 'By {who' }, { 'ui.a': 'من {who}' }), /ui\.a does not parse/)
})

test('an Arabic count needs all six forms', () => {
  const english = { 'ui.a': '{count, plural, one {# child} other {# children}}' }
  assert.match(check(english, { 'ui.a': '{count, plural, one {طفل} other {# أطفال}}' }), /ui\.a lacks the plural forms few, many, two, zero/)
})
