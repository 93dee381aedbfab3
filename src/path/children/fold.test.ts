import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { applyMerge } from './merge-children.ts'
import { allChanges, type ChildState } from './child-state.ts'
import { type Change, fold } from './fold.ts'
import { applyUndo } from './undo-merge.ts'

const fields = ['sex', 'birth', 'name:1', 'name:2', 'language:ti']

/** A history in which each change has seen some earlier changes of its field. */
function history(prefix: string): fc.Arbitrary<Change[]> {
  const step = fc.record({
    field: fc.constantFrom(...fields),
    value: fc.oneof(fc.constant(null), fc.constantFrom('a', 'b'), fc.record({ text: fc.constantFrom('x', 'y') })),
    sees: fc.nat({ max: 0xffff }),
    hour: fc.integer({ min: 10, max: 20 }),
  })
  return fc.array(step, { maxLength: 14 }).map((steps) => {
    const changes: Change[] = []
    for (const [index, { field, value, sees, hour }] of steps.entries()) {
      const before = changes.filter((change) => change.field === field)
      const baseVersion = before.filter((_, place) => sees & (1 << place)).map((change) => change.id)
      changes.push({
        id: `${prefix}${index}`,
        field,
        baseVersion,
        value,
        author: 'w',
        device: 'd',
        time: `2026-03-02T${hour}:00:00Z`,
      })
    }
    return changes
  })
}

function child(id: string, changes: readonly Change[]): ChildState {
  return {
    id,
    version: 1,
    scopes: [0],
    ownScopes: [0],
    agencyId: null,
    status: 'current',
    mergedInto: null,
    registeredAt: new Date('2026-03-02T08:00:00Z'),
    likelyIds: [],
    changes,
    absorbed: [],
  }
}

function bytes(state: ChildState): string {
  return JSON.stringify([state, fold(allChanges(state))])
}

describe('what workers wrote about a child', () => {
  test('reads the same in whatever order, and however often, it was delivered', () => {
    const delivery = history('a').chain((changes) =>
      fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length }), fc.subarray(changes)),
    )
    fc.assert(
      fc.property(delivery, ([changes, shuffled, again]) => {
        assert.equal(JSON.stringify(fold([...shuffled, ...again])), JSON.stringify(fold(changes)))
      }),
    )
  })

  test('by two people who did not see each other is kept, both, until somebody decides', () => {
    const [first, second] = ['2011-05-02', '2012-05-02'].map(
      (iso, index): Change => ({
        id: `c${index}`,
        field: 'birth',
        baseVersion: [],
        value: { iso },
        author: `worker ${index}`,
        device: 'phone',
        time: '2026-03-02T08:00:00Z',
      }),
    ) as [Change, Change]
    const both = fold([second, first])['birth']!
    assert.equal(both.value, null)
    assert.deepEqual(
      both.competing.map(({ author, value }) => [author, value]),
      [
        ['worker 0', { iso: '2011-05-02' }],
        ['worker 1', { iso: '2012-05-02' }],
      ],
    )
    const decided: Change = {
      ...first,
      id: 'c2',
      author: 'supervisor',
      baseVersion: both.version,
      reason: 'The school certificate says so.',
    }
    const after = fold([decided, first, second])['birth']!
    assert.deepEqual([after.value, after.competing], [{ iso: '2011-05-02' }, []])
  })

  test('is no conflict when two people wrote the same', () => {
    const one: Change = {
      id: 'a',
      field: 'sex',
      baseVersion: [],
      value: 'female',
      author: 'x',
      device: 'd',
      time: '2026-03-02T08:00:00Z',
    }
    const standing = fold([one, { ...one, id: 'b', author: 'y' }])['sex']!
    assert.deepEqual([standing.value, standing.competing, standing.version], ['female', [], ['a', 'b']])
  })

  test('never disappears: every value stands or was seen by somebody who replaced it', () => {
    fc.assert(
      fc.property(history('a'), (changes) => {
        const row = fold(changes)
        const seen = new Set(changes.flatMap((change) => change.baseVersion))
        for (const change of changes) assert.ok(seen.has(change.id) || row[change.field]!.version.includes(change.id))
      }),
    )
  })
})

describe('two records found to be one child', () => {
  test('and taken apart again are what they were, to the byte', () => {
    fc.assert(
      fc.property(history('a'), history('b'), (a, b) => {
        const before = { kept: child('A', a), merged: child('B', b) }
        const after = applyUndo(applyMerge(before, 'm'), 'm')
        assert.equal(bytes(after.kept), bytes(before.kept))
        assert.equal(bytes(after.merged), bytes(before.merged))
      }),
    )
  })

  test('and a third, taken apart in turn, are all three what they were', () => {
    fc.assert(
      fc.property(history('a'), history('b'), history('c'), (a, b, c) => {
        const [A, B, C] = [child('A', a), child('B', b), child('C', c)]
        const first = applyMerge({ kept: A, merged: B }, 'm1')
        const second = applyMerge({ kept: C, merged: first.kept }, 'm2')
        const undoneSecond = applyUndo(second, 'm2')
        const undoneFirst = applyUndo({ kept: undoneSecond.merged, merged: first.merged }, 'm1')
        assert.equal(bytes(undoneSecond.kept), bytes(C))
        assert.equal(bytes(undoneFirst.kept), bytes(A))
        assert.equal(bytes(undoneFirst.merged), bytes(B))
      }),
    )
  })

  test('read the same whichever of them is kept', () => {
    fc.assert(
      fc.property(history('a'), history('b'), (a, b) => {
        const one = applyMerge({ kept: child('A', a), merged: child('B', b) }, 'm').kept
        const other = applyMerge({ kept: child('B', b), merged: child('A', a) }, 'm').kept
        assert.equal(JSON.stringify(fold(allChanges(one))), JSON.stringify(fold(allChanges(other))))
      }),
    )
  })

  test('keep what was written after the merge, and lose nothing of it when taken apart', () => {
    const written: Change = {
      id: 'later',
      field: 'sex',
      baseVersion: ['b0'],
      value: 'male',
      author: 'w',
      device: 'd',
      time: '2026-03-03T08:00:00Z',
    }
    const b0: Change = { ...written, id: 'b0', baseVersion: [], value: 'female' }
    const merged = applyMerge({ kept: child('A', []), merged: child('B', [b0]) }, 'm')
    const changed = { ...merged, kept: { ...merged.kept, changes: [written] } }
    assert.equal(fold(allChanges(changed.kept))['sex']!.value, 'male')
    const apart = applyUndo(changed, 'm')
    assert.equal(fold(allChanges(apart.kept))['sex']!.value, 'male')
    assert.equal(fold(allChanges(apart.merged))['sex']!.value, 'female')
  })
})
