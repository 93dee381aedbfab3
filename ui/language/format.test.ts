import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatFor } from './format.ts'

const HOUR = 3_600_000

test('durations are said as people say them', () => {
  const { duration } = formatFor('en')
  assert.equal(duration(40 * 60_000), '40 minutes')
  assert.equal(duration(2 * HOUR), '2 hours')
  assert.equal(duration(HOUR + 46 * 60_000), '1 hour, 46 minutes')
  assert.equal(duration(20 * HOUR), '20 hours')
  assert.equal(duration(73 * HOUR), '3 days')
})

test('Arabic durations use the dual and the plurals', () => {
  const { duration } = formatFor('ar')
  assert.equal(duration(2 * HOUR), 'ساعتان')
  assert.equal(duration(3 * HOUR), '3 ساعات')
  assert.equal(duration(11 * HOUR), '11 ساعة')
  assert.equal(duration(48 * HOUR), 'يومان')
})

test('a date that is known to the month is not said with a day', () => {
  const { date } = formatFor('en')
  assert.equal(date('2011'), '2011')
  assert.equal(date('2011-05'), 'May 2011')
  assert.equal(date('2011-05-02'), 'May 2, 2011')
  assert.match(date('2020-09-11', { calendar: 'ethiopic' }), /Meskerem 1, 2013/)
})
