import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testNode } from '../../../tests/node.ts'
import { barrableBy, nodeActor } from '../actor.ts'
import { newId } from '../ids.ts'
import { openTx } from '../tx.ts'
import { relate } from './kin.ts'

const node = await testNode()
const kinds = ['concern', 'child', 'screening', 'referral', 'case'] as const
const policeman = await node.person('MER-POLICE', ['worker'])
const nurse = await node.person('MER-CLINIC', ['worker'])

/** What happens to records, in any order: two turn out to be about one child, or somebody is barred from one of them. */
const happening = fc.oneof(
  fc.record({ together: fc.tuple(fc.nat(6), fc.nat(6)) }),
  fc.record({ barred: fc.nat(6), who: fc.constantFrom(policeman, nurse) }),
)

/** The records that are about the same child as the first, by what happened. */
function aboutTheSame(first: number, happened: readonly { together?: [number, number] }[]): Set<number> {
  const found = new Set([first])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const { together } of happened)
      if (together?.some((one) => found.has(one))) together.forEach((one) => found.add(one))
  }
  return found
}

test('in whatever order records turn out to be about one child, who is barred from one is barred from all of them and from no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 8 }), async (happened) => {
      const ids = Array.from({ length: 7 }, () => newId())
      await openTx(node, nodeActor, async (tx) => {
        for (const [index, id] of ids.entries()) await tx.create(id, kinds[index % kinds.length]!)
      })
      for (const each of happened)
        await openTx(node, nodeActor, async (tx) => {
          if ('barred' in each)
            return tx.bar(ids[each.barred]!, { add: await tx.bars.of([{ accountId: each.who.id }]) })
          const [one, other] = each.together.map((index) => ids[index]!)
          const aggregate = { kind: kinds[ids.indexOf(one!) % kinds.length]!, id: one! }
          return relate(tx, node, [{ type: 'Test', id: newId(), at: '', aggregate, data: { childId: other } }])
        })
      const { rows } = await node.asOwner((client) =>
        client.query<{ id: string; barred: number[] }>('select id, barred from kernel.root where id = any ($1)', [ids]),
      )
      const stored = new Map(rows.map(({ id, barred }) => [id, [...barred].sort()]))
      for (const [index, id] of ids.entries()) {
        const same = aboutTheSame(
          index,
          happened.filter((each): each is { together: [number, number] } => 'together' in each),
        )
        const expected = happened.flatMap((each) =>
          'barred' in each && same.has(each.barred) ? [each.who.personalScope!] : [],
        )
        assert.deepEqual(stored.get(id), [...new Set(expected)].sort())
      }
    }),
    { numRuns: 40 },
  )
})

test('an agency of a kind that joins later is barred like the others of its kind', async () => {
  const id = newId()
  await openTx(node, nodeActor, async (tx) => {
    await tx.create(id, 'concern')
    await tx.bar(id, { add: await tx.bars.of([{ agencyKind: 'border' }]) })
  })
  const barred = (
    await node.asOwner((client) =>
      client.query<{ barred: number[] }>('select barred from kernel.root where id = $1', [id]),
    )
  ).rows[0]!.barred
  await node.agencyId('MER-BORDER', 'border')
  const guard = await node.person('MER-BORDER', ['worker'])
  assert.ok(barrableBy(guard).some((scope) => barred.includes(scope)))
  assert.equal(
    barrableBy(nurse).some((scope) => barred.includes(scope)),
    false,
  )
})

test('a system of a barred agency is barred with the people there', async () => {
  const key = await node.accessKey('MER-POLICE')
  assert.ok(key)
  const { findAgencyByKey } = await import('../sign-in/agency-keys.ts')
  const system = await findAgencyByKey(node.database, key, node.clock.now())
  const [number] = await openTx(node, nodeActor, async (tx) =>
    tx.bars.of([{ agencyId: await node.agencyId('MER-POLICE') }]),
  )
  assert.ok(system?.circles?.includes(number!))
})
