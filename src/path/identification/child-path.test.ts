import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { childPathOf, isUnderEighteen } from './child-path.ts'
import { howAgeKnown } from './codes.ts'
import { aged } from './store/screenings.test-data.ts'
import type { AgeRecord, AgeValue } from './model.ts'

const path = (...record: Parameters<typeof aged>): string => childPathOf(aged(...record)).path
const anyAge: fc.Arbitrary<AgeValue> = fc.oneof(
  fc.nat(60).map((exact) => ({ exact })),
  fc.nat(60).map((about) => ({ about })),
  fc.tuple(fc.nat(40), fc.nat(20)).map(([from, more]) => ({ from, to: from + more })),
  fc.constant({ unknown: true as const }),
)

test('R2: a 19-year-old who was exploited at 16 is on the child’s path', () => {
  assert.equal(path({ 'at-exploitation': { exact: 16 }, now: { exact: 19 } }), 'child')
})

test('R2: a child now was a child then, whatever is known about then', () => {
  assert.equal(path({ now: { exact: 14 } }), 'child')
  assert.equal(path({ now: { about: 17 }, 'at-exploitation': { unknown: true } }), 'child')
})

test('R3: somebody whose age nobody knows is treated as a child', () => {
  assert.equal(path({}), 'treated-as-child')
  assert.equal(path({ 'at-exploitation': { unknown: true } }), 'treated-as-child')
  assert.equal(path({ now: { exact: 19 } }), 'treated-as-child')
  assert.equal(path({ 'at-exploitation': { from: 16, to: 20 } }), 'treated-as-child')
  assert.equal(path({ 'at-exploitation': { about: 19 } }), 'treated-as-child')
})

test('R3: a disputed age is treated as a child’s until it is settled', () => {
  assert.equal(path({ 'at-exploitation': { exact: 22 } }, true), 'treated-as-child')
})

test('somebody who says 18, of whom others say it, or who has a paper that nobody examined, is treated as a child', () => {
  for (const how of ['told-by-child', 'told-by-family', 'third-party', 'observed', 'document', undefined] as const)
    for (const years of [18, 22, 40])
      assert.equal(path({ 'at-exploitation': { exact: years } }, false, how), 'treated-as-child', `${how} ${years}`)
})

test('an examined document or a finished assessment that nobody disputes makes an adult', () => {
  for (const how of ['document-examined', 'assessed'] as const) {
    assert.equal(path({ 'at-exploitation': { exact: 18 } }, false, how), 'adult')
    assert.equal(path({ 'at-exploitation': { exact: 22 }, now: { exact: 30 } }, false, how), 'adult')
    assert.equal(path({ 'at-exploitation': { exact: 22 } }, true, how), 'treated-as-child')
    assert.equal(path({ 'at-exploitation': { exact: 17.5 } }, false, how), 'child')
  }
})

test('an assessment that says “about” or “between” is read for the child until its lowest age is 21', () => {
  const assessed = (value: AgeValue): string => path({ 'at-exploitation': value }, false, 'assessed')
  assert.deepEqual(
    [{ about: 19 }, { about: 21 }, { from: 18, to: 25 }, { from: 20, to: 24 }].map(assessed),
    Array(4).fill('treated-as-child'),
  )
  assert.deepEqual([{ about: 22 }, { from: 21, to: 24 }].map(assessed), ['adult', 'adult'])
})

test('two ages that contradict each other are read for the child', () => {
  assert.equal(path({ 'at-exploitation': { exact: 19 }, now: { exact: 17 } }), 'child')
})

test('an examined document in a screening makes no adult of somebody whose record says under 18', () => {
  const examined = aged({ 'at-exploitation': { exact: 22 } }, false, 'document-examined')
  assert.equal(childPathOf(examined, { childThen: false, childNow: false }).path, 'adult')
  assert.equal(childPathOf(examined, { childThen: true, childNow: false }).path, 'child')
  assert.equal(childPathOf(examined, { childThen: false, childNow: true }).path, 'child')
})

test('age at entry alone never closes the child’s path', () => {
  fc.assert(fc.property(anyAge, (age) => assert.equal(path({ 'at-entry': age }), 'treated-as-child')))
})

test('whatever the ages are, an adult is certain: nothing recorded leaves room for a child', () => {
  const anyHow = fc.constantFrom<AgeRecord['how']>(...howAgeKnown.values, undefined)
  fc.assert(
    fc.property(anyAge, anyAge, fc.boolean(), anyHow, (then, now, disputed, how) => {
      if (path({ 'at-exploitation': then, now }, disputed, how) !== 'adult') return
      assert.equal(isUnderEighteen(then, { how }), 'no')
      assert.equal(isUnderEighteen(now, { how }), 'no')
      assert.equal(disputed, false)
      assert.ok(how === 'document-examined' || how === 'assessed')
    }),
  )
})
