import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayFromIso, dayIn, endOfDay, instantOfLocal, isoFromDay, localTextOf } from './index.ts'

const zones = ['UTC', 'Etc/GMT-3', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham', 'Pacific/Kiritimati', 'EET']
const zone = fc.constantFrom(...zones)
const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })

test('the day is that of the country, on both sides of its midnight', () => {
  assert.equal(dayIn('Etc/GMT-3', '2026-11-29T20:59:59Z'), '2026-11-29')
  assert.equal(dayIn('Etc/GMT-3', '2026-11-29T21:00:00Z'), '2026-11-30')
  assert.equal(dayIn('Etc/GMT+10', '2026-11-29T08:00:00Z'), '2026-11-28')
})

test('a local time read again is the same instant, and names its own day', () => {
  fc.assert(
    fc.property(zone, instant, (timeZone, at) => {
      const text = localTextOf(timeZone, at)
      assert.equal(new Date(text).getTime(), at.getTime())
      assert.ok(text.startsWith(`${dayIn(timeZone, at)}T`))
    }),
  )
})

test('a day ends in its own country, and the next minute is another day', () => {
  fc.assert(
    fc.property(zone, instant, (timeZone, at) => {
      const day = dayIn(timeZone, at)
      const end = endOfDay(timeZone, day)
      assert.equal(dayIn(timeZone, end), day)
      assert.equal(dayIn(timeZone, new Date(end.getTime() + 60_000)), isoFromDay(dayFromIso(day) + 1))
    }),
  )
})

test('a time from a field without a zone is the country’s', () => {
  assert.equal(instantOfLocal('Etc/GMT-3', '2026-11-30T00:40')?.toISOString(), '2026-11-29T21:40:00.000Z')
  for (const none of ['', '2026-11-30', '2026-02-30T10:00', '2026-11-30T24:00', '2026-11-30T00:40Z'])
    assert.equal(instantOfLocal('UTC', none), undefined)
})
