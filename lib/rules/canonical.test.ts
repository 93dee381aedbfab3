import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { canonical } from './index.ts'

test('canonicalJson() sorts keys, adds no spaces and leaves out undefined members', () => {
  assert.equal(canonical({ b: [1, null, true], a: 'x', c: undefined }), '{"a":"x","b":[1,null,true]}')
})

test('canonicalJson() throws for values that JSON would lose', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 10n]) {
    assert.throws(() => canonical(value), TypeError)
  }
})

test('reading the text back and writing it again gives the same bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(canonical(JSON.parse(canonical(value))), canonical(value))
    }),
  )
})
