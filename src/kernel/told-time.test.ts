import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toldTime } from './told-time.ts'

const day = 86_400_000
const now = new Date('2026-11-22T08:00:00.000Z')
const anyTime = fc.oneof(
  fc.date({ min: new Date('2026-08-01T00:00:00Z'), max: new Date('2027-02-01T00:00:00Z'), noInvalidDate: true }),
  fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
)

test('a time that a device tells is kept if it can be true, and is the node’s own time otherwise', () => {
  fc.assert(
    fc.property(anyTime, fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }), (told, daysAgo) => {
      const notBefore = daysAgo === undefined ? undefined : new Date(now.getTime() - daysAgo * day)
      const canBe =
        told <= now && told.getTime() >= now.getTime() - 60 * day && (notBefore === undefined || told >= notBefore)
      assert.equal(toldTime(told.toISOString(), now, notBefore?.toISOString()), (canBe ? told : now).toISOString())
    }),
  )
  assert.equal(toldTime(undefined, now), now.toISOString())
})
