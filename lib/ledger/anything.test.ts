import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { type Checkpoint, emptyHead, type Head, type Json, type Line, type Mark } from './index.ts'
import { kindOf, ledger, write } from './written.test-data.ts'

const half = fc.string({ unit: fc.integer({ min: 0xd700, max: 0xe000 }).map((code) => String.fromCharCode(code)) })
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(undefined, null, {}, [], { number: 1 }, Number.NaN, 1n),
  half,
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
)

describe('whatever lies there, the verifier answers', () => {
  const { lines, evidence } = write(['a', 'b', 'c', 'd'])
  const [own] = evidence.checkpoints
  const almost = fc.record(
    {
      number: fc.oneof(fc.constant(1), anything),
      at: fc.oneof(fc.constant(own!.at), anything),
      heads: fc.oneof(fc.constant(own!.heads), anything),
      ledger: fc.oneof(fc.constant(ledger), anything),
      keyId: fc.oneof(fc.constant(own!.keyId), anything),
      bare: anything,
      previousSignature: fc.oneof(fc.constant(''), anything),
      signature: fc.oneof(fc.constant(own!.signature), anything),
    },
    { requiredKeys: [] },
  )

  test('where a checkpoint should be, and does not take it for one', () => {
    fc.assert(
      fc.property(fc.oneof(anything, almost), (found) => {
        fc.pre(!isSame(found, own))
        const strange = found as Checkpoint
        assert.notEqual(kindOf(lines, { ...evidence, checkpoints: [strange] }), 'ok')
        assert.notEqual(kindOf(lines, { ...evidence, copies: [strange] }), 'ok')
        if (strange !== undefined)
          assert.equal(kindOf(lines, { ...evidence, mark: strange as unknown as Mark }), 'forged-mark')
      }),
    )
  })

  test('where a line or a head should be', () => {
    const almostLine = fc.record(
      {
        chain: fc.oneof(fc.constant('0'), anything),
        seq: fc.oneof(fc.constant(1), anything),
        previousHash: fc.oneof(fc.constant(emptyHead('0').hash), anything),
        content: anything,
        hash: fc.oneof(fc.constant(lines[0]!.hash), anything),
        mac: fc.oneof(fc.constant(lines[0]!.mac), anything),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(anything, almostLine), (found) => {
        fc.pre(!isSame(found, lines[0]))
        assert.notEqual(kindOf(lines.with(0, found as Line), evidence), 'ok')
        assert.notEqual(kindOf([...lines, found as Line], evidence), 'ok')
        const heads = { ...evidence.heads, '0': found as Head }
        assert.notEqual(kindOf(lines, { ...evidence, heads }), 'ok')
      }),
    )
  })

  test('also where something is nested a hundred thousand times', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as Json
    assert.equal(kindOf([{ ...lines[0]!, content: deep }], evidence), 'changed-line')
    const strange = { ...own!, heads: deep, bare: deep } as unknown as Checkpoint
    assert.equal(kindOf(lines, { ...evidence, copies: [strange] }), 'forged-checkpoint')
  })
})

/** Whether it is the original, in spite of members that say nothing. */
function isSame(found: unknown, original: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify(original)))
  } catch {
    return false
  }
}
