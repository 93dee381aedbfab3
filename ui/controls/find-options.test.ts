import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOptions } from './find-options.ts'

const places = [
  { value: '1', label: 'Port Éloi', hint: 'Meridia' },
  { value: '2', label: 'Eloise', hint: 'Sundale' },
  { value: '3', label: 'إمارة الميناء' },
]
const found = (typed: string, language = 'en') => findOptions(places, typed, language).map(({ value }) => value)

test('a place is found without its accents, and the one that begins so comes first', () => {
  assert.deepEqual(found('elo'), ['2', '1'])
})

test('a place is found by what it lies in', () => {
  assert.deepEqual(found('sund'), ['2'])
})

test('an Arabic name is found however its hamza and vowels are written', () => {
  assert.deepEqual(found('امارة', 'ar'), ['3'])
  assert.deepEqual(found('إِمَارة', 'ar'), ['3'])
})

test('with nothing typed everything is offered', () => {
  assert.deepEqual(found(''), ['1', '2', '3'])
})
