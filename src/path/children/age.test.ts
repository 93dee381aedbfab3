import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AgeAnswer } from '#lib/forms'
import { howKnown, type HowKnown } from '#standards/codes'
import { type Ages, ageBandOf, ageOn, birthRange, childhoodOf } from './age.ts'
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

describe('an age with months, or one that cannot be', () => {
  const rangeOf = (age: AgeAnswer, on = today) => birthRange(childWith({ ageAtRegistration: { age, on } }), today)

  test('of 18 months is one year, never eighteen', () => {
    assert.deepEqual(rangeOf({ exact: 1.5 }), { from: '2024-03-03', to: '2024-09-02' })
    assert.deepEqual(ageOn(rangeOf({ exact: 1.5 })!, today), { from: 1, to: 1 })
    assert.equal(ageBandOf(childWith({ ageAtRegistration: { age: { about: 0.5 } } }), today), 'under-5')
    assert.equal(childhoodOf(childWith({ ageAtExploitation: { age: { exact: 17.5 } } }), today), 'child')
    assert.equal(childhoodOf(childWith({ ageAtExploitation: { age: { about: 18.5 } } }), today), 'in-doubt')
  })

  test('holds for every age in months: as old as was said, and not a year older', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 130 * 12 }), (months) => {
        const { from, to } = ageOn(rangeOf({ exact: months / 12 })!, today)
        assert.deepEqual([from, to], [Math.floor(months / 12), Math.floor(months / 12)])
      }),
    )
  })

  test('in an old record counts as not known, and the child stays a child in doubt', () => {
    const row = childWith({})
    const old = (facts: Partial<Ages>): Ages => ({ ...row, ...facts })
    const aged = (age: AgeAnswer, on?: string) => [{ age, howKnown: 'unknown' as const, ...(on && { on }) }]
    for (const age of [{ exact: -3 }, { exact: 300 }, { from: 50, to: 2 }, { about: 1e308 }, { exact: Number.NaN }]) {
      assert.equal(birthRange(old({ ageAtRegistration: aged(age) }), today), undefined)
      assert.equal(childhoodOf(old({ ageAtExploitation: aged(age) }), today), 'in-doubt')
      assert.equal(childhoodOf(old({ ageAtExploitation: [...aged(age), ...aged({ exact: 20 })] }), today), 'in-doubt')
    }
    for (const iso of ['2012-02-31', '0001-01-01', '0000-01-01', '2099-01-01', 'garbage', '1850-01-01', '31/12/2012'])
      assert.equal(birthRange(old({ birth: [{ iso }] }), today), undefined, iso)
    for (const on of ['2099-01-01', '0001-01-01', '1970-01-01', 'soon'])
      assert.deepEqual(ageOn(birthRange(old({ ageAtRegistration: aged({ exact: 9 }, on) }), today)!, today), {
        from: 9,
        to: 9,
      })
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

  test('is only taken for an adult when an examined document or a finished assessment says so for the time of the acts', () => {
    const childhood = (age: AgeAnswer, how: HowKnown) =>
      childhoodOf(childWith({ birth: { iso: '2004-01-10' }, ageAtExploitation: { age, howKnown: how } }), today)
    for (const how of ['document-examined', 'assessed'] as const) {
      assert.equal(childhood({ exact: 20 }, how), 'adult')
      assert.equal(childhood({ about: 19 }, how), 'in-doubt')
    }
    for (const how of howKnown.values.filter((each) => each !== 'document-examined' && each !== 'assessed'))
      assert.equal(childhood({ exact: 20 }, how), 'in-doubt', how)
  })

  test('and of whom an examined document says 20 then is still in doubt if their birth says 17 now', () => {
    const row = childWith({
      birth: { iso: '2009-01-10' },
      ageAtExploitation: { age: { exact: 20 }, howKnown: 'document-examined' },
    })
    assert.equal(childhoodOf(row, today), 'in-doubt')
  })
})
