import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChildState } from './child-state.ts'
import type { Change } from './fold.ts'
import { readBothAges } from '#standards/age'
import { agesOfChild, shareableFactsOf } from './share-identity.ts'

const today = '2026-03-02'
const age = (exact: number, on?: string) => ({ age: { exact }, howKnown: 'told-by-child', ...(on && { on }) })
const agesOf = (child: ChildState) => readBothAges(agesOfChild(child, today), today)

function change(id: string, field: string, value: unknown, baseVersion: readonly string[]): Change {
  return { id, field, value, baseVersion, author: 'a worker', time: '2026-03-02T08:00:00Z' } as unknown as Change
}

function childWith(...changes: Change[]): ChildState {
  return { changes, absorbed: [] } as unknown as ChildState
}

test('a fact that a person replaced is shared as they wrote it last', () => {
  const child = childWith(change('1', 'sex', 'male', []), change('2', 'sex', 'female', ['1']))
  assert.deepEqual(shareableFactsOf(child), [{ group: 'identity', item: 'sex', code: 'children.sex.female' }])
})

test('a change that came late from a phone without a network is not shared as the fact before a person decided', () => {
  const sexes = [
    change('1', 'sex', 'male', []),
    change('2', 'sex', 'female', ['1']),
    change('3', 'sex', 'other', ['1']),
  ]
  assert.deepEqual(shareableFactsOf(childWith(...sexes)), [])
  const ages = [
    change('4', 'age-at-exploitation', age(15), []),
    change('5', 'age-at-exploitation', age(16), ['4']),
    change('6', 'age-at-exploitation', age(19), ['4']),
  ]
  const shared = shareableFactsOf(childWith(...ages)).map(({ item, age: value }) => [item, value])
  assert.deepEqual(shared.length, 2, 'the authority reads both ages')
  assert.equal(agesOf(childWith(...ages)).atTheActs, undefined)
  assert.deepEqual(agesOf(childWith(ages[0]!, ages[1]!)).atTheActs, { from: 16, to: 16 })
})

test('the age of the registration grows from its day, and the age at the time of the acts does not', () => {
  const child = childWith(
    change('1', 'age-at-registration', age(14, '2024-01-02'), []),
    change('2', 'age-at-exploitation', age(12, '2024-03-02'), []),
  )
  assert.deepEqual(agesOf(child), { now: { from: 16, to: 17 }, atTheActs: { from: 12, to: 12 } })
})

test('somebody of whom only the age at the time of the acts is known is no younger now', () => {
  const { now } = agesOf(childWith(change('1', 'age-at-exploitation', age(16), [])))
  assert.deepEqual(now, { from: 16, to: 130 })
})

test('somebody registered as 17, who is 19 by now, may still be a child until a document was examined', () => {
  const registered = (howKnown: string) =>
    childWith(change('1', 'age-at-registration', { ...age(17, '2024-02-02'), howKnown }, []))
  assert.deepEqual(agesOf(registered('told-by-child')).now, { from: 17, to: 20 })
  assert.deepEqual(agesOf(registered('document-examined')).now, { from: 19, to: 20, certain: true })
})
