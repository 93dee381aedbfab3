import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Question } from '#lib/forms'
import { formatFor } from '../language/format.ts'
import { sayAnswer } from './say-answer.ts'

const born: Question = { kind: 'question', name: 'born', type: 'date', label: { id: 'ui.date.day' } }

/** An answer in words for a reader of this language. Catalogue texts appear as their ids. */
function say(answer: Parameters<typeof sayAnswer>[1], language = 'en'): string {
  const t = (text: unknown, values?: Record<string, unknown>) =>
    [String(text), ...Object.values(values ?? {})].join(' ')
  return sayAnswer(born, answer, undefined, { t, format: formatFor(language), places: { known: [] } })
}

test('who knows the Ethiopian month of a birth is not shown a Gregorian one', () => {
  assert.equal(say({ iso: '2020-09-11', calendar: 'ethiopic', precision: 'month' }), 'Meskerem 2013 AM')
  assert.equal(say({ iso: '2020-09-11', calendar: 'ethiopic', precision: 'month' }, 'fr'), 'mäskäräm 2013 AM')
  assert.equal(say({ iso: '2011-03-21', calendar: 'persian', precision: 'year' }), '1390 AP')
})

test('a guessed year is said as a guess, and as a year', () => {
  assert.equal(say({ iso: '2011-01-01', precision: 'year', about: true }), 'ui.date.about-said 2011')
})
