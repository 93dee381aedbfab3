import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  emptyHead,
  type Evidence,
  type Heads,
  type Json,
  type Line,
  nextCheckpoint,
  nextLine,
  signMark,
  verify,
} from './index.ts'
import { at, formerCheckpoint, formerKey, key, kindOf, ledger, newerKey, write } from './written.test-data.ts'

describe('a line without the key', () => {
  const { lines, evidence } = write(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1)
  const forger = new TextEncoder().encode('somebody')

  /** The chain from `index` on, linked anew without the key. */
  function linkedAnew(index: number, content: Json, mac: (line: Line) => Line): { lines: Line[]; heads: Heads } {
    const kept = lines.slice(0, index)
    for (const [offset, { content: before }] of lines.slice(index).entries()) {
      const head = kept.at(-1) ?? { ...emptyHead('0') }
      kept.push(mac(nextLine('0', head, offset === 0 ? content : before, forger)))
    }
    return { lines: kept, heads: { '0': { seq: kept.length, hash: kept.at(-1)!.hash } } }
  }

  test('is found after the last checkpoint too, with every link and the head in order', () => {
    const ways: ((line: Line) => Line)[] = [
      (line) => line,
      ({ mac: _, ...line }) => line,
      (line) => ({ ...line, mac: null }),
      (line) => ({ ...line, mac: lines.at(-1)!.mac! }),
      (line) => ({ ...line, mac: 'x' }),
    ]
    for (const way of ways) {
      const forged = linkedAnew(6, 'h', way)
      assert.deepEqual(verify(forged.lines, { ...evidence, heads: forged.heads }), {
        ok: false,
        broken: { kind: 'forged-line', chain: '0', seq: 7 },
      })
    }
  })

  test('removed from the end with the head set back is shown by the mark alone', () => {
    const heads = { '0': { seq: 6, hash: lines[5]!.hash } }
    const mark = signMark(evidence.heads, ledger, key, at)
    assert.equal(kindOf(lines.slice(0, 6), { ...evidence, heads }), 'ok')
    assert.deepEqual(verify(lines.slice(0, 6), { ...evidence, heads, mark }), {
      ok: false,
      broken: { kind: 'cut-tail', chain: '0', seq: 7, mark: true },
    })
    assert.equal(kindOf(lines, { ...evidence, mark }), 'ok')
    for (const strange of [{ ...mark, at: 'later' }, { ...mark, heads: {} }, signMark(heads, 'another', key, at), null])
      assert.equal(kindOf(lines, { ...evidence, mark: strange as typeof mark }), 'forged-mark')
  })
})

describe('a ledger that began without MACs', () => {
  /** Two lines of before with a checkpoint of before, then the first checkpoint that names a key, then two lines. */
  function grown(): { lines: Line[]; evidence: Evidence } {
    const bare: Line[] = []
    let head = emptyHead('0')
    for (const content of ['a', 'b']) {
      const { mac: _, ...line } = nextLine('0', head, content, key)
      bare.push(line)
      head = { seq: line.seq, hash: line.hash }
    }
    const first = formerCheckpoint({ '0': head })
    const boundary = nextCheckpoint({ at, heads: { '0': head }, ledger, bare: { '0': 2 } }, key, first)
    const after = ['c', 'd'].map((content) => {
      const line = nextLine('0', head, content, key)
      head = { seq: line.seq, hash: line.hash }
      return line
    })
    const evidence = { heads: { '0': head }, checkpoints: [first, boundary], ledger, key, oldKeys: [formerKey] }
    return { lines: [...bare, ...after], evidence }
  }

  test('is sound, and so it was before the checkpoint that says where they begin', () => {
    const { lines, evidence } = grown()
    assert.equal(kindOf(lines, evidence), 'ok')
    const before = { ...evidence, heads: { '0': lines[1]! }, checkpoints: evidence.checkpoints.slice(0, 1) }
    assert.equal(kindOf(lines.slice(0, 2), before), 'ok')
    assert.equal(kindOf(lines, { ...before, heads: evidence.heads }), 'ok')
  })

  test('does not lose them again: neither in a line after that place, nor in a checkpoint after that one', () => {
    const { lines, evidence } = grown()
    const stripped = lines.map((line) => ({ ...line, mac: null }))
    assert.equal(kindOf(stripped, evidence), 'forged-line')
    const linked = formerCheckpoint(evidence.heads, { number: 3, previous: evidence.checkpoints[1]! })
    assert.equal(kindOf(lines, { ...evidence, checkpoints: [...evidence.checkpoints, linked] }), 'forged-checkpoint')
    const again = nextCheckpoint({ at, heads: evidence.heads, ledger, bare: { '0': 4 } }, key, evidence.checkpoints[1]!)
    assert.equal(kindOf(stripped, { ...evidence, checkpoints: [...evidence.checkpoints, again] }), 'forged-checkpoint')
  })

  test('takes another key from a checkpoint on, and what the old key signs after it is forged', () => {
    const { lines, evidence } = grown()
    const changed = nextCheckpoint({ at, heads: evidence.heads, ledger }, newerKey, evidence.checkpoints[1]!)
    const next = (with_: Uint8Array) => nextLine('0', evidence.heads['0']!, 'e', with_)
    const rotated = (line: Line): Evidence => ({
      ...evidence,
      key: newerKey,
      oldKeys: [key, formerKey],
      heads: { '0': line },
      checkpoints: [...evidence.checkpoints, changed],
    })
    assert.equal(kindOf([...lines, next(newerKey)], rotated(next(newerKey))), 'ok')
    assert.equal(kindOf([...lines, next(key)], rotated(next(key))), 'forged-line')
  })

  test('has no checkpoint of another ledger', () => {
    const { lines, evidence } = grown()
    assert.equal(kindOf(lines, { ...evidence, ledger: 'another' }), 'forged-checkpoint')
  })
})
