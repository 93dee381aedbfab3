import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChildState } from './child-state.ts'
import type { Change } from './fold.ts'
import { ageForMandate, identityOf } from './share-identity.ts'

const age = (years: number) => ({ age: { kind: 'exact', years }, how: 'told-by-child', at: '2026-03-02' })

function change(id: string, field: string, value: unknown, baseVersion: readonly string[]): Change {
  return { id, field, value, baseVersion, author: 'a worker', time: '2026-03-02T08:00:00Z' } as unknown as Change
}

function childWith(...changes: Change[]): ChildState {
  return { changes, absorbed: [] } as unknown as ChildState
}

test('a fact that a person replaced is shared as they wrote it last', () => {
  const child = childWith(change('1', 'sex', 'male', []), change('2', 'sex', 'female', ['1']))
  assert.deepEqual(identityOf(child), [{ item: 'sex', code: 'children.sex.female' }])
})

test('a change that came late from a phone without a network is not shared as the fact before a person decided', () => {
  const sexes = [
    change('1', 'sex', 'male', []),
    change('2', 'sex', 'female', ['1']),
    change('3', 'sex', 'other', ['1']),
  ]
  assert.deepEqual(identityOf(childWith(...sexes)), [])
  const ages = [
    change('4', 'age-at-exploitation', age(15), []),
    change('5', 'age-at-exploitation', age(16), ['4']),
    change('6', 'age-at-exploitation', age(19), ['4']),
  ]
  const shared = identityOf(childWith(...ages)).map(({ item, age: value }) => [item, value])
  assert.deepEqual(shared.length, 2, 'the authority reads both ages')
  assert.equal(ageForMandate(childWith(...ages, change('7', 'age-at-registration', age(20), []))), undefined)
  assert.deepEqual(ageForMandate(childWith(ages[0]!, ages[1]!)), age(16).age)
})
