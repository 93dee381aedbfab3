import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNewer } from './version.ts'

test('versions are compared as numbers, not as words', () => {
  for (const [newer, older] of [
    ['0.10.0', '0.9.1'],
    ['1.0.0', '0.99.99'],
    ['0.2.1', '0.2.0'],
  ] as const) {
    assert.equal(isNewer(newer, older), true)
    assert.equal(isNewer(older, newer), false)
  }
  assert.equal(isNewer('0.2.0', '0.2.0'), false)
})
