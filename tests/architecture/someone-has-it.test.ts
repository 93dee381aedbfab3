import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type Actor, nodeActor, publicActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { AnyRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import type { Role } from '#kernel/roles'
import { workUntilQuiet } from '#kernel/work'
import { openCase } from '#path/case-management'
import { duties } from '../../app/server/reactions.ts'
import { roomRoutes } from '../../app/server/room-apis.ts'
import { addByReceipt, raisePublicly } from '../../src/path/signals/api.ts'
import { inputs, type Known, type Pick } from './duty-commands.ts'
import { activePeople, dutyWorld, openRecords, whoHas, type DutyWorld } from './duty-world.ts'

const commands = new Map<string, AnyRoute>(
  [...(roomRoutes as readonly AnyRoute[]), raisePublicly, addByReceipt]
    .filter(({ kind }) => kind === 'command')
    .map((route) => [route.name, route]),
)
/** What happens besides commands: people leave and come back, and time passes. */
const happenings = ['someone leaves', 'someone comes back', 'time passes']

async function readKnown({ node }: DutyWorld, receipts: string[]): Promise<Known> {
  return node.asOwner(async (owner) => {
    const read = async <Row>(query: string): Promise<Row[]> => (await owner.query(query)).rows as Row[]
    const ids = async (table: string) =>
      (await read<{ id: string }>(`select id from ${table} order by id`)).map(({ id }) => id)
    return {
      receipts,
      concerns: await ids('signals.signal'),
      children: await ids('children.child'),
      merges: await read('select id, child_id as "keptId" from children.merge order by id'),
      screenings: await read('select id, version from identification.screening order by id'),
      referrals: await ids('referral.referral'),
      cases: await ids('case_management.care_case'),
      tasks: await read('select id, case_id as "caseId" from case_management.task order by id'),
    }
  })
}

async function happen(world: DutyWorld, what: string, pick: Pick): Promise<void> {
  const { node, actors } = world
  if (what === 'time passes') return node.clock.advance(pick([60_000, 3_600_000, 30 * 3_600_000])!)
  const active = what === 'someone comes back'
  // One coordinator always stays: somebody must be there for whom nobody stands in.
  const keeper = [...actors.values()].find(({ roles }) => roles.includes('coordinator'))
  const who = pick([...actors.keys()].filter((id) => id !== keeper!.id))!
  await node.asOwner((owner) => owner.query('update kernel.account set active = $2 where id = $1', [who, active]))
}

/** One happening, or one command by the first person who may do it. */
async function step(world: DutyWorld, name: string, numbers: readonly number[], receipts: string[]): Promise<void> {
  const { node, key } = world
  let next = 0
  const pick: Pick = (values) => values[numbers[next++ % numbers.length]! % Math.max(1, values.length)]
  if (happenings.includes(name)) {
    return happen(world, name, pick)
  }
  const input = inputs[name]!(world, await readKnown(world, receipts), pick)
  if (input === undefined) return
  const route = commands.get(name)!
  const callers =
    route.open === 'public' ? [publicActor] : route.open === 'agency-key' ? [key] : await activePeople(world)
  // The first who may do it does it; many may not see the record.
  const from = pick(callers.map((_, index) => index))!
  for (const actor of [...callers.slice(from), ...callers.slice(0, from)]) {
    const answer = await route.run(node, input, { actor, commandId: newId() })
    if (!isRefusal(answer) || ![403, 404].includes(answer.status)) return
  }
}

test('a command that this test leaves out would be missed', () => {
  assert.deepEqual(Object.keys(inputs).sort(), [...commands.keys()].sort())
})

test('whatever is done, and whoever leaves, somebody who is there has each open record before them', async () => {
  const world = await dutyWorld()
  const receipts: string[] = []
  const act = fc.tuple(
    fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...commands.keys()) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'raise-concern',
          'draft-referral',
          'record-consent',
          'send-referral',
          'accept-referral',
          'assign-worker',
          'start-screening',
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom(...happenings) },
    ),
    fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 }),
  )
  let checked = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 14 }), async (acts) => {
      for (const [name, numbers] of acts) {
        await step(world, name, numbers, receipts)
        await workUntilQuiet(world.node, duties)
        const active = await activePeople(world)
        for (const record of await openRecords(world)) {
          checked++
          assert.notEqual(whoHas(active, record).length, 0, `${record.kind} (${record.state}) after ${name}`)
        }
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
  assert.ok(checked > 50, `${checked} records were looked at`)
  const failed = await world.node.asOwner((owner) =>
    owner.query('select kind from kernel.job where last_error is not null'),
  )
  assert.deepEqual(failed.rows, [])
})

test('a concern is passed on only to a desk where somebody works, and when all of them leave the coordinator has it', async () => {
  const world = await dutyWorld()
  const { node, actors } = world
  const who = (agencyId: string, role: Role) =>
    [...actors.values()].find((actor) => actor.agencyId === agencyId && actor.roles.includes(role))!
  const [school, line, welfare] = await Promise.all(['MER-SCHOOL', 'MER-LINE', 'MER-WELFARE'].map(node.agencyId))
  const triage = who(line!, 'triage')
  const coordinator = who(await node.agencyId('MER-COORD'), 'coordinator')
  const run = (name: string, input: object, actor: Actor) =>
    commands.get(name)!.run(node, input, { actor, commandId: newId() })
  const { id } = (await run(
    'raise-concern',
    { id: newId(), words: 'He may not leave the yard.', danger: 'not-now' },
    who(school!, 'worker'),
  )) as { id: string }
  for (const toAgencyId of [school!, newId()]) {
    const refused = await run('pass-on-concern', { id, toAgencyId, reason: 'Their region.' }, triage)
    assert.ok(isRefusal(refused) && refused.status === 422 && refused.code === 'desk-unattended')
    assert.deepEqual(refused.params, { count: 1, agencies: 'MER-WELFARE' })
  }
  await run('take-concern', { id }, triage)
  await leave(world, ({ agencyId }) => agencyId === line)
  await workUntilQuiet(node, duties)
  const [record] = await openRecords(world)
  assert.equal(record?.state, 'waiting')
  assert.ok(whoHas([coordinator], record!).length === 1)
  assert.equal(await stepsOf(world, 'signals.step'), 1)
  assert.ok(
    !isRefusal(await run('pass-on-concern', { id, toAgencyId: welfare, reason: 'They are there.' }, coordinator)),
  )
  assert.equal(whoHas([who(welfare!, 'triage')], (await openRecords(world))[0]!).length, 1)
})

test('the cases of a worker who has left are before the supervisor, and those of a closed authority before the coordinator', async () => {
  const world = await dutyWorld()
  const { node, actors, authorities } = world
  const agencyId = await node.agencyId('MER-WELFARE')
  const who = (role: Role) =>
    [...actors.values()].find((actor) => actor.agencyId === agencyId && actor.roles.includes(role))!
  const coordinator = [...actors.values()].find(({ roles }) => roles.includes('coordinator'))!
  const opened = await openCase.run(
    node,
    {
      referralId: newId(),
      childId: newId(),
      agencyId,
      country: 'XM',
      risk: 'high',
      at: node.clock.now().toISOString(),
    },
    { actor: nodeActor, commandId: newId() },
  )
  assert.ok(!isRefusal(opened))
  const assign = { id: opened.id, workerId: who('caseworker').id }
  await commands.get('assign-worker')!.run(node, assign, { actor: who('authority'), commandId: newId() })
  await leave(world, ({ id }) => id === assign.workerId)
  await workUntilQuiet(node, duties)
  const listed = async (actor: Actor) =>
    (await openRecords(world)).flatMap(({ kind, listed: rows }) =>
      rows.some(({ list, scope }) => list === 'unattended' && actor.scopes.includes(scope)) ? [kind] : [],
    )
  assert.deepEqual(await listed(who('supervisor')), ['case'])
  assert.deepEqual(await listed(coordinator), [])
  assert.equal(await stepsOf(world, 'case_management.step'), 1)
  await node.asOwner((owner) =>
    owner.query('update referral.authority set active = false where id = $1', [authorities[0]!.id]),
  )
  await workUntilQuiet(node, duties)
  assert.deepEqual(await listed(coordinator), ['case'])
  assert.equal(await stepsOf(world, 'case_management.step'), 2)
  const elsewhere = [...actors.values()].find(
    (actor) => actor.agencyId !== agencyId && actor.roles.includes('caseworker'),
  )!
  const found = await commands
    .get('assign-worker')!
    .run(node, { id: opened.id, workerId: elsewhere.id }, { actor: coordinator, commandId: newId() })
  assert.ok(!isRefusal(found), JSON.stringify(found))
  assert.deepEqual(await listed(coordinator), [])
})

async function leave({ node, actors }: DutyWorld, whom: (actor: Actor) => boolean): Promise<void> {
  const ids = [...actors.values()].filter(whom).map(({ id }) => id)
  await node.asOwner((owner) => owner.query('update kernel.account set active = false where id = any ($1)', [ids]))
}

async function stepsOf({ node }: DutyWorld, table: string): Promise<number> {
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ count: number }>(`select count(*)::int as count from ${table} where kind = 'handed-over'`),
  )
  return rows[0]!.count
}
