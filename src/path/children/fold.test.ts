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

/** Decisions of one field each, which see everything that stands. */
const decisions = fc.array(fc.record({ field: fc.constantFrom(...fields), value: fc.constantFrom(null, 'a', 'b') }), {
  maxLength: 4,
})

function decide(known: readonly Change[], list: readonly { field: string; value: string | null }[]): Change[] {
  const written: Change[] = []
  for (const [index, { field, value }] of list.entries()) {
    const baseVersion = fold([...known, ...written])[field]?.version ?? []
    const time = '2026-03-03T08:00:00Z'
    written.push({ id: `w${index}`, field, baseVersion, value, author: 'w', device: 'd', time })
  }
  return written
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

  test('have what was decided because of the other record to settle again when taken apart, and no other value lost', () => {
    fc.assert(
      fc.property(history('a'), history('b'), decisions, (a, b, list) => {
        const merged = applyMerge({ kept: child('A', a), merged: child('B', b) }, 'm')
        const written = decide(allChanges(merged.kept), list)
        const { kept, merged: other } = applyUndo(
          { ...merged, kept: { ...merged.kept, changes: [...a, ...written] } },
          'm',
        )
        assert.equal(bytes(other), bytes(child('B', b)))
        const [before, after] = [fold(a), fold(allChanges(kept))]
        for (const change of written) {
          const { field, baseVersion } = change
          const here = after[field]!
          if (baseVersion.every((id) => id.startsWith('a')) || !here.version.includes(change.id)) continue
          const own = written.filter((one) => one.field === field).length === 1
          // Nothing that stood in this record before is hidden by a decision about both.
          if (own) for (const id of before[field]?.version ?? []) assert.ok(here.version.includes(id), field)
          const others = new Set(here.version.filter((id) => id !== change.id))
          if (own && others.size === 0 && change.value !== null) assert.equal(here.competing.length, 1)
        }
      }),
    )
  })

  test('show a value that was decided because of the other as a difference, until a person confirms it', () => {
    const one: Change = {
      id: 'a0',
      field: 'sex',
      baseVersion: [],
      value: 'male',
      author: 'w',
      device: 'd',
      time: '2026-03-02T08:00:00Z',
    }
    const other: Change = { ...one, id: 'b0', value: 'female' }
    const decided: Change = { ...one, id: 'later', baseVersion: ['a0', 'b0'], value: 'female' }
    const merged = applyMerge({ kept: child('B', [one]), merged: child('A', [other]) }, 'm')
    const apart = applyUndo({ ...merged, kept: { ...merged.kept, changes: [one, decided] } }, 'm')
    const open = fold(allChanges(apart.kept))['sex']!
    assert.deepEqual([open.value, open.competing.map(({ value }) => value).sort()], [null, ['female', 'male']])
    const confirmed = fold([one, decided, { ...one, id: 'last', baseVersion: open.version, value: 'male' }])['sex']!
    assert.deepEqual([confirmed.value, confirmed.competing], ['male', []])
    const again = applyMerge({ kept: apart.kept, merged: apart.merged }, 'm2')
    assert.equal(fold(allChanges(again.kept))['sex']!.value, 'female', 'together again the decision holds again')
  })
})
