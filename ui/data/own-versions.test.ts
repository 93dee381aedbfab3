import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rememberOwnVersion, versionToStandOn } from './own-versions.ts'

test('a person who acts twice before the page is read again is not told that somebody else changed it', () => {
  rememberOwnVersion('search', 3, 4)
  assert.equal(versionToStandOn('search', 3), 4)
  rememberOwnVersion('search', 4, 5)
  assert.equal(versionToStandOn('search', 3), 5)
  assert.equal(versionToStandOn('search', 4), 5)
})

test('what another person changed in between is never stepped over', () => {
  rememberOwnVersion('case', 3, 4)
  // Somebody else made 5, this page has read it and makes 6: who still shows 3 has not seen 5.
  rememberOwnVersion('case', 5, 6)
  assert.equal(versionToStandOn('case', 3), 3)
  assert.equal(versionToStandOn('case', 4), 4)
  assert.equal(versionToStandOn('case', 5), 6)
  assert.equal(versionToStandOn('case', 7), 7)
})

test('an act on one record says nothing about another', () => {
  rememberOwnVersion('referral', 1, 2)
  assert.equal(versionToStandOn('another', 1), 1)
})
