import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { evaluate } from '#lib/rules'
import type { Truth } from '#lib/rules'
import { iloFamilyCounts } from './classification.ts'
import type { Indicator } from './pack-model.ts'

type Weight = NonNullable<Indicator['weight']>
const text = { en: 'A sign.', ar: 'علامة.' }
const familyOf = (weights: readonly Weight[]): { indicators: Indicator[] } => ({
  indicators: weights.map((weight, index) => ({
    id: `sign-${index}`,
    order: index + 1,
    weight,
    shows: 'told',
    text,
    look: text,
  })),
})

/** The rule as in the source, on counts. */
function counts(strong: number, medium: number, weak: number): boolean {
  return strong >= 2 || (strong >= 1 && medium + weak >= 1) || medium >= 3 || (medium >= 2 && weak >= 1)
}

function resultFor(strong: number, medium: number, weak: number): Truth {
  const weights: Weight[] = [
    ...Array(10).fill('strong'),
    ...Array(10).fill('medium'),
    ...Array(10).fill('weak'),
  ] as Weight[]
  const yes = (weight: Weight): number => ({ strong, medium, weak })[weight]
  const seen: Record<Weight, number> = { strong: 0, medium: 0, weak: 0 }
  const facts = Object.fromEntries(
    weights.map((weight, index) => [`sign-${index}`, seen[weight]++ < yes(weight) ? 'yes' : 'no'] as const),
  )
  return evaluate(iloFamilyCounts(familyOf(weights)), facts).result
}

for (const [strong, medium, weak, result] of [
  [2, 0, 0, 'yes'],
  [1, 1, 0, 'yes'],
  [1, 0, 1, 'yes'],
  [0, 3, 0, 'yes'],
  [0, 2, 1, 'yes'],
  [1, 0, 0, 'no'],
  [0, 2, 0, 'no'],
  [0, 1, 9, 'no'],
  [0, 0, 9, 'no'],
  [0, 0, 0, 'no'],
] as const) {
  test(`${strong} strong, ${medium} medium and ${weak} weak signs ${result === 'yes' ? 'count' : 'do not count'}`, () => {
    assert.equal(resultFor(strong, medium, weak), result)
  })
}

const anyFamily = fc.array(
  fc.tuple(fc.constantFrom<Weight>('strong', 'medium', 'weak'), fc.constantFrom<Truth>('yes', 'no', 'unknown')),
  { maxLength: 15 },
)
const facts = (values: readonly Truth[]): Record<string, Truth> =>
  Object.fromEntries(values.map((value, index) => [`sign-${index}`, value]))

test('with everything answered, the family counts exactly when the published rule says so', () => {
  fc.assert(
    fc.property(anyFamily, (signs) => {
      const known = signs.filter(([, value]) => value !== 'unknown')
      const number = (weight: Weight): number =>
        known.filter(([each, value]) => each === weight && value === 'yes').length
      const { result } = evaluate(
        iloFamilyCounts(familyOf(known.map(([weight]) => weight))),
        facts(known.map(([, value]) => value)),
      )
      assert.equal(result, counts(number('strong'), number('medium'), number('weak')) ? 'yes' : 'no')
    }),
  )
})

test('noting one more sign never makes a family count less', () => {
  const rank: Record<Truth, number> = { no: 0, unknown: 1, yes: 2 }
  fc.assert(
    fc.property(
      anyFamily.filter((signs) => signs.length > 0),
      fc.nat(),
      (signs, at) => {
        const condition = iloFamilyCounts(familyOf(signs.map(([weight]) => weight)))
        const values = signs.map(([, value]) => value)
        const more = values.with(at % values.length, 'yes')
        assert.ok(rank[evaluate(condition, facts(more)).result] >= rank[evaluate(condition, facts(values)).result])
      },
    ),
  )
})

test('an unknown leaves the family open exactly when it could still change the result', () => {
  fc.assert(
    fc.property(anyFamily, (signs) => {
      const condition = iloFamilyCounts(familyOf(signs.map(([weight]) => weight)))
      const read = (unknown: Truth): Truth =>
        evaluate(condition, facts(signs.map(([, value]) => (value === 'unknown' ? unknown : value)))).result
      const [least, most] = [read('no'), read('yes')]
      assert.equal(
        evaluate(condition, facts(signs.map(([, value]) => value))).result,
        least === most ? least : 'unknown',
      )
    }),
  )
})
