import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inEveryLanguage } from './index.ts'

const added = { 'clocks.law.label': { fr: 'La loi', en: 'not this' }, 'clocks.law.steps.0.name': { fr: 'Étape' } }

test('a text of the data has the words of its own file and those of the language folders', () => {
  const file = { label: { en: 'The law', ar: 'القانون' }, days: 3, steps: [{ name: { en: 'Step' } }] }
  assert.deepEqual(inEveryLanguage('clocks.law', file, added), {
    label: { fr: 'La loi', en: 'The law', ar: 'القانون' },
    days: 3,
    steps: [{ name: { fr: 'Étape', en: 'Step' } }],
  })
})

test('a text without words in the language folders stays unchanged', () => {
  const file = { label: { en: 'Other' }, none: null, list: ['a', 1, true] }
  assert.deepEqual(inEveryLanguage('elsewhere', file, added), file)
})
