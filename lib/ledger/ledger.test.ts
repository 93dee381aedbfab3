import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  canonicalJson,
  type Checkpoint,
  emptyHead,
  type Json,
  type Line,
  lineHash,
  nextLine,
  verify,
  verifyStream,
} from './index.ts'
import { key, kindOf, ledger, write } from './written.test-data.ts'

const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const wellFormed = json.filter((value) => !/\\ud[89a-f]/i.test(JSON.stringify(value)))
const contents = fc.array(wellFormed, { minLength: 4, maxLength: 20 })

describe('a ledger', () => {
  test('that nobody touched is sound', () => {
    fc.assert(
      fc.property(contents, fc.integer({ min: 1, max: 4 }), (written, chains) => {
        const { lines, evidence } = write(written, chains)
        assert.deepEqual(verify(lines, evidence), {
          ok: true,
          lines: lines.length,
          chains: Math.min(chains, lines.length),
          checkpoints: evidence.checkpoints.length,
        })
      }),
    )
  })

  test('is sound also without any line', () => {
    assert.equal(kindOf([], { heads: { a: emptyHead('a') }, checkpoints: [], ledger, key }), 'ok')
  })

  test('can be read in portions', async () => {
    const { lines, evidence } = write([1, 2, 3, 4])
    async function* portions(): AsyncGenerator<Line> {
      yield* lines
    }
    assert.deepEqual(await verifyStream(portions(), evidence), verify(lines, evidence))
  })

  test('shows any changed line', () => {
    fc.assert(
      fc.property(contents, fc.nat(), wellFormed, (written, where, other) => {
        const { lines, evidence } = write(written)
        const index = where % lines.length
        const line = lines[index]!
        fc.pre(canonicalJson(line.content) !== canonicalJson(other))
        const changed = lines.with(index, { ...line, content: other })
        assert.deepEqual(verify(changed, evidence), {
          ok: false,
          broken: { kind: 'changed-line', chain: line.chain, seq: line.seq },
        })
        const rehashed = lines.with(index, { ...line, content: other, hash: lineHash(line.previousHash, other) })
        assert.notEqual(kindOf(rehashed, evidence), 'ok')
      }),
    )
  })

  test('shows any removed line', () => {
    fc.assert(
      fc.property(contents, fc.nat(), (written, where) => {
        const { lines, evidence } = write(written)
        const line = lines[where % lines.length]!
        const last = evidence.heads[line.chain]!.seq === line.seq
        const verdict = verify(
          lines.filter((one) => one !== line),
          evidence,
        )
        assert.ok(!verdict.ok)
        assert.equal(verdict.broken.kind, last ? 'cut-tail' : 'missing-line')
        assert.deepEqual([verdict.broken.chain, verdict.broken.seq], [line.chain, line.seq])
      }),
    )
  })

  test('shows any two lines of a chain that changed places', () => {
    fc.assert(
      fc.property(contents, fc.nat(), fc.nat(), (written, a, b) => {
        const { lines, evidence } = write(written, 1)
        const [i, j] = [a % lines.length, b % lines.length]
        fc.pre(i !== j)
        const [first, second] = [lines[i]!, lines[j]!]
        assert.equal(kindOf(lines.with(i, second).with(j, first), evidence), 'reordered')
        const renumbered = lines.with(i, { ...second, seq: first.seq }).with(j, { ...first, seq: second.seq })
        assert.notEqual(kindOf(renumbered, evidence), 'ok')
      }),
    )
  })

  test('shows a tail that was cut, even when the heads were cut with it', () => {
    fc.assert(
      fc.property(contents, fc.nat(), (written, where) => {
        const { lines, evidence } = write(written, 1)
        const kept = lines.slice(0, where % lines.length)
        assert.equal(kindOf(kept, evidence), 'cut-tail')
        const end = kept.at(-1) ?? { ...emptyHead('0') }
        const cutHeads = { '0': { seq: end.seq, hash: end.hash } }
        const covered = Math.floor(lines.length / 3) * 3
        fc.pre(kept.length < covered)
        assert.equal(kindOf(kept, { ...evidence, heads: cutHeads }), 'cut-tail')
      }),
    )
  })

  test('shows a history written anew with every link in order', () => {
    fc.assert(
      fc.property(contents, (written) => {
        const { evidence } = write(written, 1)
        const anew = write(
          written.map((content, index) => (index === 0 ? { was: content } : content)),
          1,
        )
        assert.equal(kindOf(anew.lines, evidence), 'rewritten-chain')
        assert.equal(kindOf(anew.lines, { ...evidence, heads: anew.evidence.heads }), 'rewritten-chain')
      }),
    )
  })

  test('shows lines added after the head, and a chain nobody knows', () => {
    const { lines, evidence } = write(['a', 'b', 'c', 'd'], 1)
    const extra = nextLine('0', evidence.heads['0']!, 'e', key)
    assert.equal(kindOf([...lines, extra], evidence), 'added-line')
    assert.equal(kindOf([...lines, nextLine('9', emptyHead('9'), 'e', key)], evidence), 'added-line')
    assert.equal(kindOf([...lines, lines[1]!], evidence), 'reordered')
  })

  test('does not take a line of one chain for a line of another', () => {
    const { lines, evidence } = write(['same', 'same'], 2)
    const moved = [lines[0]!, { ...lines[0]!, chain: '1' }]
    assert.equal(kindOf(moved, evidence), 'changed-line')
  })
})

describe('a checkpoint', () => {
  const { lines, evidence } = write(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])

  test('signed with another key is found', () => {
    assert.deepEqual(verify(lines, { ...evidence, key: new Uint8Array(32) }), {
      ok: false,
      broken: { kind: 'forged-checkpoint', checkpoint: 1 },
    })
  })

  test('changed afterwards is found', () => {
    const second = evidence.checkpoints[1]!
    for (const changed of [
      { ...second, at: '2027-01-01T00:00:00Z' },
      { ...second, heads: {} },
      { ...second, signature: 'x' },
    ]) {
      const verdict = verify(lines, { ...evidence, checkpoints: evidence.checkpoints.with(1, changed) })
      assert.deepEqual(verdict, { ok: false, broken: { kind: 'forged-checkpoint', checkpoint: 2 } })
    }
  })

  test('taken out, or moved, is found', () => {
    const [first, second, third] = evidence.checkpoints as [Checkpoint, Checkpoint, Checkpoint]
    for (const checkpoints of [
      [first, third],
      [second, third],
      [second, first, third],
    ]) {
      assert.equal(kindOf(lines, { ...evidence, checkpoints }), 'missing-checkpoint')
    }
  })
})

describe('canonical JSON', () => {
  test('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), wellFormed), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        fc.pre(Object.keys(record).every((name) => !/[\ud800-\udfff]/.test(name)))
        assert.equal(canonicalJson(record), canonicalJson(reversed))
        assert.deepEqual(JSON.parse(canonicalJson(record)), JSON.parse(JSON.stringify(record)))
      }),
    )
  })

  test('refuses what it would have to drop', () => {
    for (const value of [undefined, Number.NaN, () => 1, { a: undefined }, '\ud800', 1n] as unknown as Json[]) {
      assert.throws(() => canonicalJson(value), TypeError)
    }
  })
})
