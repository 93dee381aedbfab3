import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockSpanOf, clockStateOf, shareLeftOf } from './clock-state.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour)).toISOString()
const now = new Date(at(12))

test('a worker sees time left, the last quarter of it, and that it has run out', () => {
  assert.equal(clockStateOf({ startedAt: at(8), dueAt: at(20) }, now), 'running')
  assert.equal(clockStateOf({ startedAt: at(2), dueAt: at(15) }, now), 'due-soon')
  assert.equal(clockStateOf({ startedAt: at(2), dueAt: at(11) }, now), 'missed')
})

test('without a known beginning the last day counts as soon', () => {
  assert.equal(clockStateOf({ dueAt: at(20) }, now), 'due-soon')
  assert.equal(clockStateOf({ dueAt: at(12 + 25) }, now), 'running')
})

test('a duty done late stays late', () => {
  assert.equal(clockStateOf({ dueAt: at(10), metAt: at(11) }, now), 'met-late')
  assert.equal(clockSpanOf({ dueAt: at(10), metAt: at(11) }, 'met-late', now), 3_600_000)
  assert.equal(clockStateOf({ dueAt: at(10), metAt: at(10) }, now), 'met')
})

test('a paused clock says what was left when it stopped', () => {
  const times = { dueAt: at(20), pausedAt: at(9) }
  assert.equal(clockStateOf(times, now), 'paused')
  assert.equal(clockSpanOf(times, 'paused', now), 11 * 3_600_000)
})

test('the ring empties from one to nothing', () => {
  assert.equal(shareLeftOf({ startedAt: at(8), dueAt: at(16) }, now), 0.5)
  assert.equal(shareLeftOf({ startedAt: at(1), dueAt: at(2) }, now), 0)
  assert.equal(shareLeftOf({ dueAt: at(16) }, now), undefined)
})
