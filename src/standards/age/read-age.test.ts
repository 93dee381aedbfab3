import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { howKnown } from '../codes/how-known.ts'
import { isCertainAdult, lowestReading, mayRecordAge, readAges, readBothAges, type SaidAge } from './index.ts'

const today = '2026-11-29'
const worker = { roles: ['worker', 'triage'] }
const officer = { roles: ['authority'] }
const anySaid: fc.Arbitrary<SaidAge> = fc.record({
  age: fc.oneof(
    fc.nat(60).map((exact) => ({ exact })),
    fc.nat(60).map((about) => ({ about })),
    fc.tuple(fc.nat(40), fc.nat(20)).map(([from, more]) => ({ from, to: from + more })),
    fc.constant({ unknown: true as const }),
  ),
  how: fc.constantFrom(...howKnown.values, undefined),
  disputed: fc.boolean(),
  on: fc.constantFrom(undefined, '2020-05-01', '2026-11-01'),
})

test('nobody becomes an adult by what people say, by how they look or by a paper that nobody examined', () => {
  const settles = (how: SaidAge['how']): boolean => how === 'document-examined' || how === 'assessed'
  fc.assert(
    fc.property(fc.array(anySaid, { maxLength: 4 }), (said) => {
      const read = readAges(said, today)
      if (!read || !isCertainAdult(read)) return
      assert.ok(said.some(({ how }) => settles(how)))
      assert.ok(said.every(({ disputed }) => !disputed))
      assert.ok(read.from >= 18)
    }),
  )
})

test('one person who says a lower age keeps the person a child, whatever the others say', () => {
  const examined: SaidAge = { age: { exact: 24 }, how: 'document-examined' }
  assert.ok(isCertainAdult(readAges([examined], today)))
  const both = readAges([examined, { age: { about: 16 }, how: 'observed' }], today)
  assert.deepEqual(both, { from: 15, to: 24 })
  assert.equal(isCertainAdult(both), false)
})

test('an age that somebody disputes is not known until a person decides', () => {
  assert.equal(readAges([{ age: { exact: 24 }, how: 'assessed', disputed: true }], today), undefined)
  assert.equal(readAges([{ age: { exact: 12 } }, { age: { unknown: true }, disputed: true }], today), undefined)
})

test('an age grows from the day on which it was said, and the lowest reading with it', () => {
  const assessed = (age: SaidAge['age'], on: string): boolean =>
    isCertainAdult(readAges([{ age, how: 'assessed', on }], today))
  assert.equal(assessed({ exact: 17 }, '2026-11-01'), false)
  assert.equal(assessed({ exact: 17 }, '2025-11-01'), true)
  assert.equal(assessed({ from: 17, to: 19 }, '2024-11-01'), false)
  assert.equal(assessed({ from: 17, to: 19 }, '2022-11-01'), true)
})

test('the age now and the age at the time of the acts stay two facts', () => {
  const ages = readBothAges(
    { now: [{ age: { exact: 19 }, how: 'document-examined' }], atTheActs: [{ age: { exact: 14 } }] },
    today,
  )
  assert.deepEqual(ages, { now: { from: 19, to: 19, certain: true }, atTheActs: { from: 14, to: 14 } })
})

test('a bare range of ages is a child’s unless its lowest reading is 21', () => {
  const lowest = (from: number, to: number) => lowestReading({ from, to })
  assert.deepEqual([lowest(18, 18), lowest(18, 19), lowest(20, 60), lowest(21, 30)], [17, 17, 17, 21])
  assert.equal(isCertainAdult(undefined), false)
})

test('only a role with the duty records an examined document that makes an adult; everyone may dispute it', () => {
  const examined: SaidAge = { age: { exact: 19 }, how: 'document-examined' }
  assert.equal(mayRecordAge(worker, examined, today), false)
  assert.equal(mayRecordAge(officer, examined, today), true)
  assert.equal(mayRecordAge(worker, { ...examined, disputed: true }, today), true)
  assert.equal(mayRecordAge(worker, { ...examined, age: { exact: 15 } }, today), true)
  assert.equal(mayRecordAge(worker, { ...examined, how: 'third-party' }, today), true)
})

test('a first worker records no age that makes an adult, whichever day it is of', () => {
  fc.assert(
    fc.property(anySaid, (said) => {
      assert.ok(!mayRecordAge(worker, said, today) || !isCertainAdult(readAges([said], today)))
    }),
  )
  const old: SaidAge = { age: { exact: 17 }, how: 'document-examined', on: '2010-01-01' }
  assert.equal(mayRecordAge(worker, old, today), false)
  assert.equal(mayRecordAge(officer, old, today), true)
})
