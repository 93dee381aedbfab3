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
import { authorities as listedAuthorities, routesForNew } from '../../src/path/referral/api.ts'
import { addByReceipt, raisePublicly } from '../../src/path/signals/api.ts'
import { inputs, type Known, type Pick } from './duty-commands.ts'
import { activePeople, dutyWorld, leftOpen, openRecords, whoHas, type DutyWorld } from './duty-world.ts'

const commands = new Map<string, AnyRoute>(
  [...(roomRoutes as readonly AnyRoute[]), raisePublicly, addByReceipt]
    .filter(({ kind }) => kind === 'command')
    .map((route) => [route.name, route]),
)
/** What happens besides commands: people leave, come back, get other work, and time passes. */
const happenings = ['someone leaves', 'someone comes back', 'someone gets other work', 'time passes']
const otherWork: readonly (readonly Role[])[] = [[], ['worker'], ['triage'], ['guardian'], ['administrator']]

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
      links: await read('select child_id as id, id as "linkId" from children.family_link order by id'),
      words: await read('select referral_id as id, id as "consentId" from referral.consent order by id'),
      messages: await read('select referral_id as id, id as "messageId" from referral.message order by id'),
      screenings: await read('select id, version from identification.screening order by id'),
      referrals: await ids('referral.referral'),
      cases: await ids('case_management.care_case'),
      missing: await ids('missing.missing_child'),
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
  if (what === 'someone gets other work') return giveWork(world, who, pick(otherWork)!, pick(world.agencies)!)
  const { roles, agencyId } = actors.get(who)!
  await giveWork(world, who, roles, agencyId!)
  await node.asOwner((owner) => owner.query('update kernel.account set active = $2 where id = $1', [who, active]))
}

async function giveWork({ node }: DutyWorld, who: string, roles: readonly Role[], agencyId: string): Promise<void> {
  await node.asOwner((owner) =>
    owner.query('update kernel.account set roles = $2, agency_id = $3 where id = $1', [who, roles, agencyId]),
  )
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
  const begun = [0, 1].map((number): [string, number[]] => ['raise-concern', [number]])
  let checked = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 14 }), async (acts) => {
      // Two concerns from the start, so that there is something that somebody must have.
      for (const [name, numbers] of [...begun, ...acts]) {
        await step(world, name, numbers, receipts)
        await workUntilQuiet(world.node, duties)
        const active = await activePeople(world)
        for (const record of await openRecords(world)) {
          checked++
          assert.notEqual(whoHas(active, record).length, 0, `${record.kind} (${record.state}) after ${name}`)
        }
        assert.deepEqual(await leftOpen(world), [], `kept from somebody who still has it after ${name}`)
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
  assert.ok(checked > 20, `${checked} records were looked at`)
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
  const [school, line, welfare] = await Promise.all(
    ['MER-SCHOOL', 'MER-LINE', 'MER-WELFARE'].map((code) => node.agencyId(code)),
  )
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

test('what a person had goes to somebody when their role is taken or they move to another authority', async () => {
  const world = await dutyWorld()
  const { node, actors } = world
  const who = (agencyId: string, role: Role) =>
    [...actors.values()].find((actor) => actor.agencyId === agencyId && actor.roles.includes(role))!
  const [school, line, welfare, north] = await Promise.all(
    ['MER-SCHOOL', 'MER-LINE', 'MER-WELFARE', 'MER-NORTH'].map((code) => node.agencyId(code)),
  )
  const [teacher, triage, caseworker] = [who(school!, 'worker'), who(line!, 'triage'), who(welfare!, 'caseworker')]
  const run = async (name: string, input: object, actor: Actor) => {
    const answer = await commands.get(name)!.run(node, input, { actor, commandId: newId() })
    assert.ok(!isRefusal(answer), JSON.stringify(answer))
    return answer as { id: string }
  }
  const given = async (): Promise<Record<string, string>> => {
    const told = { id: newId(), words: 'He may not leave.', danger: 'not-now', place: { code: 'XM01' } }
    const concern = await run('raise-concern', told, teacher)
    await run('take-concern', concern, triage)
    const registered = await run(
      'register-child',
      inputs['register-child']!(world, {} as Known, () => undefined) as object,
      teacher,
    )
    const screening = await run('start-screening', { childId: registered.id }, teacher)
    const about = {
      concernId: concern.id,
      concerns: [],
      caregiver: 'unknown',
      requests: ['assessment'],
      share: ['concern'],
    }
    const draft = await run('draft-referral', about, teacher)
    const at = node.clock.now().toISOString()
    const opened = await openCase.run(
      node,
      { referralId: newId(), childId: newId(), agencyId: welfare!, country: 'XM', risk: 'high', at },
      { actor: nodeActor, commandId: newId() },
    )
    assert.ok(!isRefusal(opened))
    await run('assign-worker', { id: opened.id, workerId: caseworker.id }, who(welfare!, 'authority'))
    await workUntilQuiet(node, duties)
    return { concern: concern.id, screening: screening.id, draft: draft.id, case: opened.id }
  }
  /** Those who have it besides the people who had it before. */
  const others = async (id: string): Promise<Actor[]> => {
    const active = (await activePeople(world)).filter(
      (actor) => ![teacher, triage, caseworker].some((one) => one.id === actor.id),
    )
    const found = (await openRecords(world)).find((one) => one.id === id)!
    const ids = whoHas(active, found)
    return active.filter((actor) => ids.includes(actor.id))
  }
  for (const lost of ['role', 'agency'] as const) {
    const had = await given()
    for (const [kind, id] of Object.entries(had).filter(([each]) => each !== 'concern'))
      assert.deepEqual(await others(id), kind === 'case' ? [who(welfare!, 'supervisor')] : [], kind)
    for (const person of [teacher, triage, caseworker])
      await giveWork(
        world,
        person.id,
        lost === 'role' ? ['guardian'] : person.roles,
        lost === 'role' ? person.agencyId! : north!,
      )
    await workUntilQuiet(node, duties)
    for (const [kind, id] of Object.entries(had))
      assert.notEqual((await others(id)).length, 0, `${kind} after losing the ${lost}`)
    const now = new Map((await openRecords(world)).map((one) => [one.id, one]))
    assert.equal(now.get(had['concern']!)!.state, 'waiting', 'a concern that was taken waits for the colleagues again')
    for (const [kind, list] of [
      ['screening', 'unattended'],
      ['draft', 'parked'],
      ['case', 'unattended'],
    ] as const)
      assert.ok(
        now.get(had[kind]!)!.listed.some((one) => one.list === list),
        `${kind} after losing the ${lost}`,
      )
    for (const person of [teacher, triage, caseworker]) await giveWork(world, person.id, person.roles, person.agencyId!)
    await workUntilQuiet(node, duties)
  }
})

test('all that a person had is given, however much it was, and one record that fails holds up no other', async () => {
  const world = await dutyWorld()
  const { node, actors } = world
  const teacher = [...actors.values()].find(({ roles }) => roles.includes('worker'))!
  const { id } = (await commands.get('register-child')!.run(
    node,
    inputs['register-child']!(world, {} as Known, () => undefined),
    { actor: teacher, commandId: newId() },
  )) as { id: string }
  const started = await commands
    .get('start-screening')!
    .run(node, { childId: id }, { actor: teacher, commandId: newId() })
  assert.ok(!isRefusal(started))
  const many = 250
  await node.asOwner(async (owner) => {
    await owner.query('create temporary table copies as select * from identification.screening')
    await owner.query(
      `insert into identification.screening select copy.* from generate_series(2, ${many}) as number,
        jsonb_populate_record(null::identification.screening,
          to_jsonb((select copies from copies)) || jsonb_build_object('id', case when number > 1 then gen_random_uuid() end)) as copy`,
    )
    // A record that no command can read.
    await owner.query(
      `update identification.screening set packs = '[]', child_grants = '{}' where id = (select id from identification.screening order by id limit 1)`,
    )
  })
  await workUntilQuiet(node, duties)
  await leave(world, (actor) => actor.id === teacher.id)
  await workUntilQuiet(node, duties)
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ given: number }>(
      'select count(*)::int as given from identification.screening where handed_over_at is not null',
    ),
  )
  assert.equal(rows[0]!.given, many - 1)
})

test('an authority where nobody works is named in the lists to refer to, and cannot be chosen', async () => {
  const world = await dutyWorld()
  const { node, actors, authorities } = world
  const teacher = [...actors.values()].find(({ roles }) => roles.includes('worker'))!
  const concern = { id: newId(), words: 'He may not leave.', danger: 'not-now', place: { code: 'XM02' } }
  await commands.get('raise-concern')!.run(node, concern, { actor: teacher, commandId: newId() })
  const police = authorities[2]!
  const names = async () => {
    const routing = await routesForNew.run(node, { concernId: concern.id }, { actor: teacher })
    assert.ok(!isRefusal(routing))
    const [offered, unattended] = [routing.routes, routing.unattended].map((list) => list.map((one) => one.authorityId))
    return { offered: offered!.includes(police.id), unattended: unattended!.includes(police.id) }
  }
  const attended = async () => {
    const listed = await listedAuthorities.run(node, {}, { actor: teacher })
    assert.ok(!isRefusal(listed))
    return listed.authorities.find(({ id }) => id === police.id)!.attended
  }
  assert.deepEqual([await names(), await attended()], [{ offered: true, unattended: false }, true])
  await leave(world, ({ agencyId }) => agencyId === police.agencyId)
  assert.deepEqual([await names(), await attended()], [{ offered: false, unattended: true }, false])
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
