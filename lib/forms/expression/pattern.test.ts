import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkForm, evaluate } from '../index.ts'
import type { Form } from '../model.ts'
import { compilePattern } from './pattern.ts'

function formWith(pattern: string): Form {
  return {
    id: 'meridia',
    version: '1',
    title: { en: 'Form' },
    languages: ['en'],
    items: [
      {
        kind: 'question',
        name: 'word',
        type: 'text',
        label: { en: 'Word' },
        constraint: { test: `regex(., '${pattern}')`, message: { en: 'No' } },
      },
    ],
  }
}

const endless = [
  '(a+)+',
  '((a+))+',
  '((a+)b?)+',
  '(a|a)*',
  '(a|aa)+',
  '(.*)(.*)(.*)(.*)(.*)(.*)x',
  'a*a*a*a*a*a*a*a*b',
  '(a?){20}a{20}',
  '(\\w|\\d)*!',
]

test('a pattern that backtracks without end is evaluated all the same', () => {
  for (const pattern of endless) {
    const { problems } = evaluate(formWith(pattern), { word: `${'a'.repeat(5_000)}?` }, { today: '2026-03-05' })
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['constraint'],
      pattern,
    )
  }
})

test('checkForm() reports a pattern that cannot be matched quickly', () => {
  for (const pattern of ['(a)\\1', '(?=a)b', '((a{200}){200}){200}', '(?:){999999999}a{9999}', '[b-a]', '('])
    assert.deepEqual(
      checkForm(formWith(pattern)).map(({ code }) => code),
      ['unsupported'],
      pattern,
    )
})

test('patterns of real forms match as expected', () => {
  const tried: [string, string, boolean][] = [
    ['^\\+?[0-9]{7,15}$', '+15550100', true],
    ['^\\+?[0-9]{7,15}$', '12', false],
    ['[A-Z]{3}-\\d{4}(-[a-z]+)*', 'MER-1234-ab-cd', true],
    ['\\p{L}+', 'ሰላም', true],
    ['[^\\s@]+@[^\\s@]+\\.[a-z]{2,}', 'anouk@cpl.example', true],
    ['(?:yes|no)?', '', true],
    ['\\bhand\\b.*', 'hand in hand', true],
    ['a{,2}', 'a{,2}', true],
    ['[\\-.]+', '-.-', true],
    ['.', '😀', true],
    ['\\x41\\u0042', 'AB', true],
  ]
  for (const [pattern, text, fits] of tried) {
    assert.deepEqual(checkForm(formWith(pattern)), [], pattern)
    assert.equal(compilePattern(pattern)?.(text), fits, pattern)
  }
})

const anyPattern = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '\\b', '\\B', '1'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}', '*?', '+?'))
      .map(([one, times]) => `(?:${one})${times}`),
  ),
})).pattern

test('any pattern matches the same words as the RegExp of the browser', () => {
  fc.assert(
    fc.property(anyPattern, fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 6 }), (pattern, text) => {
      assert.equal(compilePattern(pattern)?.(text), new RegExp(`^(?:${pattern})$`, 'u').test(text))
    }),
    { numRuns: 2_000 },
  )
})
