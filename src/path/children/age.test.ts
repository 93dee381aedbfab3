import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ageBandOf, ageOn, birthRange, childhoodOf } from './age.ts'
import { childWith } from './test-child.ts'

const today = '2026-03-02'

describe('the age of a child', () => {
  test('said as "about 13" holds twelve to fourteen, and grows older by itself', () => {
    const range = birthRange(childWith({ ageAtRegistration: { age: { about: 13 }, on: today } }), today)!
    assert.deepEqual(ageOn(range, today), { from: 12, to: 14 })
    assert.deepEqual(ageOn(range, '2028-03-02'), { from: 14, to: 16 })
  })

  test('from a day of birth is exact, and turns on the birthday', () => {
    const range = birthRange(childWith({ birth: { iso: '2010-03-03' } }), today)!
    assert.deepEqual(ageOn(range, today), { from: 15, to: 15 })
    assert.deepEqual(ageOn(range, '2026-03-03'), { from: 16, to: 16 })
  })

  test('given as a range keeps exactly that range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 0, max: 4 }), (from, width) => {
        const range = birthRange(
          childWith({ ageAtRegistration: { age: { from, to: from + width }, on: today } }),
          today,
        )!
        assert.deepEqual(ageOn(range, today), { from, to: from + width })
      }),
    )
  })

  test('is shown to others as a band only', () => {
    assert.equal(ageBandOf(childWith({ ageAtRegistration: { age: { about: 13 } } }), today), '10-13')
    assert.equal(ageBandOf(childWith({}), today), 'unknown')
  })
})

describe('a person who is 18 now', () => {
  test('and was 16 at the time of the acts is a child in this', () => {
    assert.equal(
      childhoodOf(childWith({ birth: { iso: '2008-01-10' }, ageAtExploitation: { age: { exact: 16 } } }), today),
      'child',
    )
  })

  test('and may have been 17 or 18 then stays in doubt, which means child', () => {
    assert.equal(childhoodOf(childWith({ ageAtExploitation: { age: { about: 18 } } }), today), 'in-doubt')
  })

  test('of whom nothing is known about the time of the acts stays in doubt', () => {
    assert.equal(childhoodOf(childWith({ birth: { iso: '2004-01-10' } }), today), 'in-doubt')
  })

  test('is only taken for an adult when every fact says 18 or more at the time of the acts', () => {
    assert.equal(
      childhoodOf(childWith({ birth: { iso: '2004-01-10' }, ageAtExploitation: { age: { exact: 20 } } }), today),
      'adult',
    )
  })
})
