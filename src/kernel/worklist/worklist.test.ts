import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testNode } from '../../../tests/node.ts'
import { nodeActor } from '../actor.ts'
import { newId } from '../ids.ts'
import { openTx } from '../tx.ts'
import { countWorklists, readWorklist } from './worklist.ts'

const day = Date.parse('2026-03-02T08:00:00Z')
const desks = [101, 102, 103, 104]
const waiting = fc.record({
  scopes: fc.subarray(desks, { minLength: 1 }),
  danger: fc.constantFrom(0 as const, 1 as const),
  dueIn: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  age: fc.integer({ min: 0, max: 4 }),
})

test('page after page a worker sees everything that waits at their desks once, in order, and nothing of another desk', async () => {
  const node = await testNode()
  await fc.assert(
    fc.asyncProperty(
      fc.array(waiting, { maxLength: 25 }),
      fc.subarray(desks),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 30 }),
      async (records, mine, limit, ceiling) => {
        const list = `list-${newId()}`
        const entries = records.map(({ dueIn, age, ...record }) => ({
          ...record,
          list,
          recordId: newId(),
          recordKind: 'concern',
          summary: {},
          at: new Date(day - age),
          dueAt: dueIn === undefined ? undefined : new Date(day + dueIn),
        }))
        await openTx(node, nodeActor, async (tx) => {
          for (const entry of entries) {
            await tx.create(entry.recordId, entry.recordKind)
            await tx.worklist.put(entry)
          }
        })
        const expected = entries
          .filter(({ scopes }) => scopes.some((scope) => mine.includes(scope)))
          .map(
            ({ danger, dueAt, at, recordId }) =>
              [danger, dueAt?.getTime() ?? Infinity, at.getTime(), recordId] as const,
          )
          .sort((a, b) => a[0] - b[0] || (a[1] === b[1] ? 0 : a[1] - b[1]) || a[2] - b[2] || (a[3] < b[3] ? -1 : 1))
          .map(([, , , recordId]) => recordId)
        await openTx(node, { ...nodeActor, scopes: mine }, async (tx) => {
          const seen: string[] = []
          let after: string | undefined
          do {
            const page = await readWorklist(tx, { list, scopes: mine, limit, after })
            assert.ok(page.rows.length <= limit)
            seen.push(...page.rows.map(({ recordId }) => recordId))
            after = page.next ?? undefined
          } while (after)
          assert.deepEqual(seen, expected)
          const counted = (await countWorklists(tx, mine, [list], ceiling))[list]
          assert.deepEqual(counted, { count: Math.min(expected.length, ceiling), orMore: expected.length > ceiling })
        })
      },
    ),
    { numRuns: 60 },
  )
})
