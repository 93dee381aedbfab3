import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '#kernel/db/package-root'

const { guessesIn } = (await import(pathToFileURL(join(packageRoot(), 'scripts/guesses.mjs')).href)) as {
  guessesIn(file: string, text: string): string[]
}

const planted = 'src/path/children/planted.ts'
const guesses: Record<string, string> = {
  'Greenwich’s day': 'const today = now.toISOString().slice(0, 10)',
  'over two lines': 'const today = now\n  .toISOString()\n  .split("T")[0]',
  'Greenwich’s hour': 'const hour = now.toISOString().substring(11, 13)',
  'the day of a text': 'const on = time.slice(0, 10)',
  'the day of a text, cut at its T': "const [on] = event.at.split('T')",
  'the day of the device': 'const day = new Date().getDate()',
  'the day of Greenwich in parts': 'const year = now.getUTCFullYear()',
  'the words of the device': "const said = now.toLocaleDateString('en')",
  'midnight of the device': 'const end = new Date(`${iso}T23:59:00`)',
  'a number of anything': 'const age = z.coerce.number()',
}
for (const [name, text] of Object.entries(guesses))
  test(`code that guesses is found: ${name}`, () => assert.ok(guessesIn(planted, text).length > 0))

const known: Record<string, [file: string, text: string]> = {
  'the country’s day': [planted, 'const today = dayIn(context.timeZone, context.now)'],
  'an instant': [planted, 'const at = now.toISOString()'],
  'a test': ['src/path/children/planted.test.ts', 'const day = new Date().toISOString().slice(0, 10)'],
  'where days are counted': ['lib/civil-time/index.ts', 'date.getUTCDate()'],
}
for (const [name, [file, text]] of Object.entries(known))
  test(`code that does not guess: ${name}`, () => assert.deepEqual(guessesIn(file, text), []))
