import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../ids.ts'
import { openTx } from '../tx.ts'
import { raise } from '../../path/signals/api.ts'
import { isRefusal } from '../refusal.ts'
import type { Role } from '../roles.ts'
import { testNode } from '../../../tests/node.ts'

const node = await testNode()
const agencies = ['MER-HOTLINE', 'MER-NORTH', 'MER-SCHOOL']
for (const [index, kind] of (['hotline', 'child-protection', 'school'] as const).entries())
  await node.agencyId(agencies[index]!, kind)
for (const [index, place] of ['', 'XM01'].entries()) {
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId(agencies[index]!), place_code: place })
    .execute()
}
await node.asOwner((client) =>
  client.query(
    `insert into standards.place values ('XM01', '{XM}', '{"en":"North"}', 'test'), ('XM', '{}', '{"en":"Meridia"}', 'test')`,
  ),
)
const roleSets: Role[][] = [
  ['worker'],
  ['triage'],
  ['supervisor'],
  ['caseworker'],
  ['coordinator'],
  ['administrator'],
  ['worker', 'triage'],
]
const people = await Promise.all(agencies.flatMap((agency) => roleSets.map((roles) => node.person(agency, roles))))

const keptFrom = fc.subarray(['child-protection', 'school', 'police'] as const)

test('the rows the database shows are exactly the rows the policies allow, whoever looks and whoever is barred', async () => {
  const raisers = people.filter((person) => person.roles.some((role) => role !== 'administrator'))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.constantFrom(undefined, 'XM01', 'XM99'),
      fc.nat(),
      keptFrom,
      async (raiser, place, looker, barred) => {
        const by = raisers[raiser % raisers.length]!
        const who = people[looker % people.length]!
        const input = {
          id: newId(),
          words: 'x',
          danger: 'unknown',
          keptFrom: barred,
          ...(place && { place: { code: place } }),
        }
        assert.ok(!isRefusal(await raise.run(node, input, { actor: by, commandId: newId() })))
        const { rows: stored } = await node.asOwner((client) =>
          client.query<{ id: string; scopes: number[]; barred: number[] }>(
            'select id, scopes, barred from signals.signal',
          ),
        )
        const byDatabase = await openTx(node, who, (tx) => tx.db.selectFrom('signals.signal').select('id').execute())
        const byPolicies = stored.filter(
          ({ id, scopes, barred }) =>
            node.access.decide(who, 'concern.read', { kind: 'concern', id, scopes, barred, attrs: {} }, 'triage')
              .allowed,
        )
        assert.deepEqual(byDatabase.map((row) => row.id).sort(), byPolicies.map((row) => row.id).sort())
      },
    ),
    { numRuns: 150 },
  )
})

test('an administrator who does not work with children is refused whatever a policy permits', () => {
  const administrator = people.find((person) => person.roles.length === 1 && person.roles[0] === 'administrator')!
  const answer = node.access.decide(
    administrator,
    'concern.read',
    { kind: 'concern', id: newId(), scopes: [...administrator.scopes], personal: true },
    'triage',
  )
  assert.equal(answer.allowed, false)
  assert.deepEqual(answer.policies, ['kernel.administrator-sees-no-child'])
})

test('without scopes in the session nothing at all is shown', async () => {
  const rows = await node.database.selectFrom('signals.signal').select('id').execute()
  assert.deepEqual(rows, [])
})
