import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { childPathOf, isUnderEighteen } from './child-path.ts'
import { aged } from './store/screenings.test-data.ts'
import type { AgeValue } from './model.ts'

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

test('only a certain adult leaves the child’s path', () => {
  assert.equal(path({ 'at-exploitation': { exact: 22 } }), 'adult')
  assert.equal(path({ 'at-exploitation': { from: 18, to: 25 }, now: { exact: 30 } }), 'adult')
})

test('two ages that contradict each other are read for the child', () => {
  assert.equal(path({ 'at-exploitation': { exact: 19 }, now: { exact: 17 } }), 'child')
})

test('age at entry alone never closes the child’s path', () => {
  fc.assert(fc.property(anyAge, (age) => assert.equal(path({ 'at-entry': age }), 'treated-as-child')))
})

test('whatever the ages are, an adult is certain: nothing recorded leaves room for a child', () => {
  fc.assert(
    fc.property(anyAge, anyAge, fc.boolean(), (then, now, disputed) => {
      if (path({ 'at-exploitation': then, now }, disputed) !== 'adult') return
      assert.equal(isUnderEighteen(then), 'no')
      assert.equal(isUnderEighteen(now), 'no')
      assert.equal(disputed, false)
    }),
  )
})
