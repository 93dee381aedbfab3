import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { canonical, evaluate, evaluateRules, factsOf, reasonsOf } from './index.ts'
import type { Condition, Facts, Rule, Truth } from './index.ts'

const raining: Condition = { fact: 'raining' }
const source = { instrument: 'Weather rules', paragraph: '1', date: '2020-01-01', verified: true }
const truths: Truth[] = ['yes', 'no', 'unknown']
const names = ['a', 'b', 'c', 'd', 'e']

const anyFacts = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.constantFrom<Truth>(...truths)])),
) as fc.Arbitrary<Record<string, Truth>>
const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...names).map((fact): Condition => ({ fact })),
    fc.array(tie('condition'), { maxLength: 4 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { maxLength: 4 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
    fc.tuple(fc.nat(4), fc.array(tie('condition'), { maxLength: 4 })).map(([need, of]): Condition => ({ need, of })),
    tie('condition').map((when): Condition => ({ named: 'a part', when })),
  ),
}))

test('what nobody recorded, what was not asked and what is unknown stay apart in the trace and are all unknown', () => {
  assert.deepEqual(evaluate(raining, {}), {
    kind: 'fact',
    fact: 'raining',
    said: 'absent',
    result: 'unknown',
    decisive: true,
  })
  for (const said of ['not-asked', 'unknown'] as const) {
    assert.deepEqual(evaluate(raining, { raining: said }), {
      kind: 'fact',
      fact: 'raining',
      said,
      result: 'unknown',
      decisive: true,
    })
  }
})

test('an unknown part leaves the whole unknown only when it matters', () => {
  const both: Condition = { all: [{ fact: 'a' }, { fact: 'b' }] }
  const either: Condition = { any: [{ fact: 'a' }, { fact: 'b' }] }
  assert.equal(evaluate(both, { a: 'no' }).result, 'no')
  assert.equal(evaluate(both, { a: 'yes' }).result, 'unknown')
  assert.equal(evaluate(either, { a: 'yes' }).result, 'yes')
  assert.equal(evaluate(either, { a: 'no' }).result, 'unknown')
  assert.equal(evaluate({ not: { fact: 'a' } }, {}).result, 'unknown')
})

test('a condition that needs three facts is unknown while enough facts are unknown', () => {
  const three: Condition = { need: 3, of: names.map((fact) => ({ fact })) }
  assert.equal(evaluate(three, { a: 'yes', b: 'yes', c: 'yes' }).result, 'yes')
  assert.equal(evaluate(three, { a: 'no', b: 'no' }).result, 'unknown')
  assert.equal(evaluate(three, { a: 'no', b: 'no', c: 'no' }).result, 'no')
})

test('facts that could not change the result are in the trace and are not called decisive', () => {
  const trace = evaluate({ any: [{ fact: 'a' }, { fact: 'b' }, { fact: 'c' }] }, { a: 'no', b: 'yes' })
  assert.deepEqual(reasonsOf(trace), { decisive: ['b'], yes: ['b'], no: ['a'], unknown: ['c'] })
  assert.equal(factsOf(trace).length, 3)
})

test('numbers are compared and codes are matched; an unknown number stays unknown', () => {
  const young: Condition = { fact: 'age', below: 18 }
  assert.equal(evaluate(young, { age: 17 }).result, 'yes')
  assert.equal(evaluate(young, { age: 18 }).result, 'no')
  assert.equal(evaluate(young, { age: 'unknown' }).result, 'unknown')
  assert.equal(evaluate({ fact: 'age', atLeast: 18 }, { age: 18 }).result, 'yes')
  assert.equal(evaluate({ fact: 'place', is: 'port' }, { place: { code: 'port' } }).result, 'yes')
  assert.equal(evaluate({ fact: 'place', is: 'port' }, { place: { code: 'road' } }).result, 'no')
})

test('a fact of the wrong kind is a fault of the program and is never guessed', () => {
  assert.throws(() => evaluate(raining, { raining: 3 }), TypeError)
  assert.throws(() => evaluate({ fact: 'age', below: 18 }, { age: 'yes' }), TypeError)
  assert.throws(() => evaluate({ fact: 'place', is: 'port' }, { place: 'yes' }), TypeError)
  assert.throws(() => evaluate({ need: -1, of: [] }, {}), RangeError)
})

test('every rule is run and shown, also after one already holds', () => {
  const rules: Rule[] = [
    { id: '1', when: { fact: 'a' }, then: 'go', sources: [source] },
    { id: '2', when: { fact: 'b' }, then: 'wait', sources: [source] },
    { id: '3', when: { fact: 'c' }, then: 'go', sources: [source] },
  ]
  const ruling = evaluateRules(rules, { a: 'yes', c: 'yes' })
  assert.deepEqual(ruling.holds, ['go'])
  assert.deepEqual(ruling.open, ['wait'])
  assert.deepEqual(
    ruling.rules.map((each) => [each.rule, each.result]),
    [
      ['1', 'yes'],
      ['2', 'unknown'],
      ['3', 'yes'],
    ],
  )
})

test('forgetting facts that are not decisive never changes a yes or a no', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, (condition, facts) => {
      const trace = evaluate(condition, facts)
      if (trace.result === 'unknown') return
      const kept = Object.fromEntries(reasonsOf(trace).decisive.map((name) => [name, facts[name]]))
      assert.equal(evaluate(condition, kept).result, trace.result)
    }),
  )
})

test('learning what was unknown never turns a yes into a no or a no into a yes', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, anyFacts, (condition, facts, learnt) => {
      const before = evaluate(condition, facts).result
      if (before === 'unknown') return
      const after: Facts = Object.fromEntries(
        names.map((name) => [name, facts[name] === 'unknown' ? learnt[name] : facts[name]]),
      )
      assert.equal(evaluate(condition, after).result, before)
    }),
  )
})

test('every fact named in a condition is in its trace', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, (condition, facts) => {
      const named = JSON.stringify(condition).match(/"fact":"/g)?.length ?? 0
      assert.equal(factsOf(evaluate(condition, facts)).length, named)
    }),
  )
})

test('the same facts give the same bytes, in whatever order they were recorded', () => {
  fc.assert(
    fc.property(anyCondition, anyFacts, (condition, facts) => {
      const turned = Object.fromEntries(Object.entries(facts).reverse())
      assert.equal(canonical(evaluate(condition, turned)), canonical(evaluate(condition, facts)))
    }),
  )
})
