import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const checker = fileURLToPath(new URL('../../scripts/check-inner-words.mjs', import.meta.url))

type Said = readonly [language: string, id: string, text: string]

/** What the check says about these texts, a line for each problem. */
function check(texts: readonly Said[]): string[] {
  const house = mkdtempSync(path.join(process.env['TENFOLD_TEST_TMP'] ?? tmpdir(), 'inner-words-'))
  try {
    for (const language of new Set(texts.map(([each]) => each))) {
      const folder = path.join(house, 'locales', language)
      mkdirSync(folder, { recursive: true })
      const own = texts.filter(([each]) => each === language).map(([, id, text]) => [id, text])
      writeFileSync(path.join(folder, 'ui.json'), JSON.stringify(Object.fromEntries(own)))
    }
    return spawnSync(process.execPath, [checker, house], { encoding: 'utf8' }).stderr.trim().split('\n').filter(Boolean)
  } finally {
    rmSync(house, { recursive: true })
  }
}

test('a text for people that says node, key or command is named, in every language', () => {
  const wrong = [
    ['en', 'The node is away', 'node'],
    ['en', 'Send it with your Key.', 'Key'],
    ['en', 'These commands failed', 'commands'],
    ['en', 'Run npx tenfold config', 'npx'],
    ['en', 'Set TENFOLD_DATA', 'TENFOLD_DATA'],
    ['es', 'El nodo no responde', 'nodo'],
    ['es', 'La clave no sirve', 'clave'],
    ['es', 'El comando falló', 'comando'],
    ['fr', 'Le nœud ne répond pas', 'nœud'],
    ['fr', 'La clé est fausse', 'clé'],
    ['fr', 'Cette commande a échoué', 'commande'],
    ['ar', 'العقدة لا تجيب', 'العقدة'],
    ['ar', 'بالمفتاح', 'بالمفتاح'],
    ['ar', 'سطر الأوامر', 'الأوامر'],
    ['pt', 'O node parou', 'node'],
  ] as const
  const said = check(wrong.map(([language, text], at) => [language, `ui.${at}`, text]))
  const expected = wrong.map(([language, , word], at) => `locales/${language}/ui.json: ui.${at} says ${word}`)
  assert.deepEqual(said, expected.sort())
})

test('an access key, keys of a keyboard, words that contain one, placeholders and texts of commands may stay', () => {
  const right = [
    ['en', 'An access key, and the arrow keys. A monkey on the keyboard.'],
    ['en', '{key} {count, plural, one {# more} other {# more}}'],
    ['en', 'Say which: npx tenfold import', 'standards.cli.usage'],
    ['es', 'La clave de acceso'],
    ['fr', 'Les clés d’accès'],
    ['ar', 'بمفتاح الوصول'],
    ['ar', 'مفتاح Shift'],
  ] as const
  assert.deepEqual(check(right.map(([language, text, id], at) => [language, id ?? `ui.${at}`, text])), [])
})
