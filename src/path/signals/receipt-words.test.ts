import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readReceipt, receiptWords } from './store/receipt.ts'

const folder = new URL('../../../locales/', import.meta.url)
const languages = readdirSync(folder)
const lists = languages.map(
  (language) => JSON.parse(readFileSync(new URL(`${language}/receipt-words.json`, folder), 'utf8')) as string[],
)

test('a person whose keyboard has no accents opens what they told, with any word of any language', () => {
  for (const [at, list] of lists.entries()) {
    for (let first = 0; first < list.length; first += 8) {
      const numbers = Array.from({ length: 8 }, (_, index) => first + index)
      const shown = receiptWords(numbers, list).join(' ')
      const bare = shown.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
      for (const typed of [shown, bare, bare.toUpperCase(), shown.normalize('NFD').replaceAll(' ', ', ')]) {
        assert.deepEqual(readReceipt(typed, lists), numbers, `${languages[at]}: ${typed}`)
      }
    }
  }
})

test('French words are told apart by their first four letters, so that half a word learnt by heart is enough to find the whole', () => {
  const french = lists[languages.indexOf('fr')]!
  const beginnings = french.map((word) =>
    word
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .slice(0, 4),
  )
  assert.equal(new Set(beginnings).size, 1024)
})
