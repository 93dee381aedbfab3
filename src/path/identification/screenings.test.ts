import assert from 'node:assert/strict'
import test from 'node:test'
import { newId } from '#kernel/ids'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { readWorklist } from '#kernel/worklist/worklist'
import { canonical } from '#lib/rules'
import { testNode } from '../../../tests/node.ts'
import { register, search } from '../children/api.ts'
import { raise } from '../signals/api.ts'
import {
  answer,
  decide,
  exportScreening,
  nameChildOfScreening,
  openScreeningTo,
  readPacks,
  reportContact,
  routes,
  start,
  viewScreening,
} from './api.ts'
import { packs } from './store/screenings.test-data.ts'
import { weigh } from './weigh.ts'
import { nodeActor } from '#kernel/actor'

const node = await testNode()
const hotline = await node.agencyId('MER-HOTLINE')
const authority = await node.agencyId('MER-CPA')
await node.database.insertInto('signals.triage_desk').values({ agency_id: hotline, place_code: '' }).execute()
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Orla Tennet')
const otherTeacher = await node.person('MER-SCHOOL', ['worker'])
const desk = await node.person('MER-HOTLINE', ['triage'], 'Pim Aldous')
const social = await node.person('MER-CPA', ['authority'])

function accepted<Answer>(given: Answer | Refusal): Answer {
  assert.ok(!isRefusal(given), JSON.stringify(given))
  return given
}

function refused(given: unknown): Refusal {
  assert.ok(isRefusal(given), JSON.stringify(given))
  return given
}

const boy = { name: 'Lirrin Vael', age: { about: 12 }, sex: 'male' }

async function aConcern(children: object[] = [boy]): Promise<string> {
  const id = newId()
  accepted(
    await raise.run(
      node,
      { id, words: 'A boy carries bricks at night.', danger: 'unknown', children, howKnown: 'observed' },
      { actor: teacher, commandId: newId() },
    ),
  )
  return id
}

async function aScreening(concernId?: string): Promise<string> {
  const { id } = accepted(
    await start.run(node, { concernId: concernId ?? (await aConcern()) }, { actor: teacher, commandId: newId() }),
  )
  return id
}

const say = (id: string, actor: typeof teacher, answers: object[], ages: object[] = []) =>
  answer.run(node, { id, answers, ages }, { actor, commandId: newId() })
const carries = {
  indicatorId: 'legal-test/act/kept',
  value: 'yes',
  how: 'told-by-child',
  note: 'He said the foreman locks the shed.',
  follows: 0,
}

test('every route of the module has a policy', () => {
  assert.deepEqual(
    routes.filter((route) => !node.access.has(route.action)),
    [],
  )
})

test('a teacher starts a screening and the triage desk continues the same one', async () => {
  const concernId = await aConcern()
  const id = await aScreening(concernId)
  const again = accepted(await start.run(node, { concernId }, { actor: desk, commandId: newId() }))
  assert.equal(again.id, id)
  accepted(await say(id, teacher, [carries]))
  accepted(
    await say(id, desk, [
      { indicatorId: 'legal-test/purpose/forced-work', value: 'yes', how: 'third-party', follows: 0 },
    ]),
  )
  const shown = accepted(await viewScreening.run(node, { id }, { actor: desk }))
  assert.deepEqual(
    shown.answers.map((each) => [each.indicatorId, each.how, shown.people[each.by]]),
    [
      ['legal-test/act/kept', 'told-by-child', 'Orla Tennet'],
      ['legal-test/purpose/forced-work', 'third-party', 'Pim Aldous'],
    ],
  )
  assert.equal(shown.answers[0]?.note, carries.note)
})

test('a colleague who has nothing to do with it cannot start, see or answer, and cannot tell that it is there', async () => {
  const concernId = await aConcern()
  const id = await aScreening(concernId)
  const absent = refused(await viewScreening.run(node, { id: newId() }, { actor: otherTeacher }))
  assert.equal(absent.status, 404)
  assert.deepEqual(refused(await viewScreening.run(node, { id }, { actor: otherTeacher })), absent)
  assert.deepEqual(refused(await start.run(node, { concernId }, { actor: otherTeacher, commandId: newId() })), absent)
  assert.deepEqual(refused(await say(id, otherTeacher, [carries])), absent)
})

test('a screening leaves as an HTCDS row for those who work with it, and each row is a look of its own', async () => {
  const id = await aScreening()
  accepted(await say(id, teacher, [{ ...carries, indicatorId: 'legal-test/purpose/begging' }]))
  const exported = accepted(await exportScreening.run(node, { id }, { actor: teacher }))
  assert.deepEqual(
    exported.columns.map(({ name, value }) => [name, value]),
    [['vic_TypeOfExploitation', 'ForcedBegging']],
  )
  assert.ok(!JSON.stringify(exported).includes(carries.note))
  assert.equal(refused(await exportScreening.run(node, { id }, { actor: otherTeacher })).status, 404)
})

test('the same answer delivered a hundred times is kept once', async () => {
  const id = await aScreening()
  const commandId = newId()
  const deliver = () => answer.run(node, { id, answers: [carries] }, { actor: teacher, commandId })
  const given: Awaited<ReturnType<typeof deliver>>[] = []
  // A command waits at most five seconds for a connection, so twenty at a time.
  for (let time = 0; time < 5; time += 1) given.push(...(await Promise.all(Array.from({ length: 20 }, deliver))))
  assert.equal(new Set(given.map((each) => JSON.stringify(each))).size, 1)
  assert.equal(accepted(await viewScreening.run(node, { id }, { actor: teacher })).answers.length, 1)
})

test('of two workers who answer the same sign at once, one is told and neither is overwritten', async () => {
  const id = await aScreening()
  const both = await Promise.all([say(id, teacher, [carries]), say(id, desk, [{ ...carries, value: 'no' }])])
  const stopped = both.filter(isRefusal)
  assert.deepEqual(
    stopped.map((each) => each.code),
    ['screening-changed'],
  )
  accepted(await say(id, desk, [{ ...carries, value: 'unknown', follows: 1 }]))
  const { answers } = accepted(await viewScreening.run(node, { id }, { actor: teacher }))
  assert.equal(answers.length, 2)
})

test('a person decides with a reason, and the finding of that moment is kept to the byte', async () => {
  const id = await aScreening()
  accepted(
    await say(
      id,
      teacher,
      [carries, { indicatorId: 'legal-test/purpose/forced-work', value: 'yes', how: 'observed', follows: 0 }],
      [{ moment: 'now', value: { about: 12 }, how: 'observed', disputed: false, follows: 0 }],
    ),
  )
  const before = accepted(await viewScreening.run(node, { id }, { actor: teacher }))
  const low = { id, outcome: 'cannot-tell', otherNeed: 'no', reason: 'I am not sure.', onVersion: before.version }
  assert.equal(refused(await decide.run(node, low, { actor: teacher, commandId: newId() })).code, 'reason-needed')
  accepted(
    await decide.run(
      node,
      { ...low, outcome: 'presumed-victim', reason: 'He works at night and cannot leave.' },
      { actor: teacher, commandId: newId() },
    ),
  )
  const after = accepted(await viewScreening.run(node, { id }, { actor: desk }))
  assert.deepEqual(
    after.outcomes.map((each) => [each.outcome, each.reason, each.reading]),
    [['presumed-victim', 'He works at night and cannot leave.', 'reasons-to-presume']],
  )
  const kept = await node.asOwner((client) =>
    client.query('select finding from identification.outcome where screening_id = $1', [id]),
  )
  assert.equal((kept.rows[0] as { finding: string }).finding, canonical(weigh(packs, before)))
})

test('a first worker may not say “no grounds for now”; the desk may, and the screening stays open to more', async () => {
  const id = await aScreening()
  const low = { id, outcome: 'no-grounds-for-now', otherNeed: 'no', reason: 'A family visit.', onVersion: 1 }
  assert.equal(
    refused(await decide.run(node, low, { actor: teacher, commandId: newId() })).code,
    'action-not-permitted',
  )
  accepted(await decide.run(node, low, { actor: desk, commandId: newId() }))
  accepted(await say(id, teacher, [carries]))
  const shown = accepted(await viewScreening.run(node, { id }, { actor: teacher }))
  accepted(
    await decide.run(
      node,
      { id, outcome: 'at-risk', reason: 'He came back.', onVersion: shown.version },
      { actor: teacher, commandId: newId() },
    ),
  )
  assert.deepEqual(
    accepted(await viewScreening.run(node, { id }, { actor: desk })).outcomes.map((each) => each.outcome),
    ['no-grounds-for-now', 'at-risk'],
  )
})

test('a low outcome leaves the concern open', async () => {
  const concernId = await aConcern()
  const id = await aScreening(concernId)
  accepted(
    await decide.run(
      node,
      { id, outcome: 'no-grounds-for-now', otherNeed: 'no', reason: 'A family visit.', onVersion: 1 },
      { actor: desk, commandId: newId() },
    ),
  )
  const stored = await node.asOwner((client) =>
    client.query('select status from signals.signal where id = $1', [concernId]),
  )
  assert.deepEqual(stored.rows, [{ status: 'waiting' }])
})

test('an arrest is reported with the time it happened and opens the non-punishment path', async () => {
  const id = await aScreening()
  const given = accepted(
    await reportContact.run(
      node,
      { id, kind: 'arrest', nexus: 'unknown', happenedAt: '2026-03-01T21:00:00Z', note: 'Held at the harbour post.' },
      { actor: teacher, commandId: newId() },
    ),
  )
  assert.equal(given.protects, true)
  const event = await node.asOwner((client) =>
    client.query(
      `select event from kernel.outbox where type = 'JusticeContactReported' and event->'aggregate'->>'id' = $1`,
      [id],
    ),
  )
  const stored = (event.rows[0] as { event: { at: string; data: { protects: boolean } } }).event
  assert.deepEqual([stored.at, stored.data.protects], ['2026-03-01T21:00:00.000Z', true])
})

test('an open screening stands in the list of its worker and its desk until somebody decides', async () => {
  const id = await aScreening()
  const listed = (actor: typeof teacher) =>
    openTx(node, actor, async (tx) =>
      (await readWorklist(tx, { list: 'screenings', scopes: actor.scopes })).rows.some((row) => row.recordId === id),
    )
  assert.deepEqual([await listed(teacher), await listed(desk), await listed(otherTeacher)], [true, true, false])
  accepted(
    await decide.run(
      node,
      { id, outcome: 'cannot-tell', otherNeed: 'no', reason: 'Too little.', onVersion: 1 },
      { actor: teacher, commandId: newId() },
    ),
  )
  assert.equal(await listed(teacher), false)
})

test('the authority that receives the child sees what was screened, so that nobody asks again', async () => {
  const concernId = await aConcern()
  const id = await aScreening(concernId)
  assert.equal(refused(await viewScreening.run(node, { id }, { actor: social })).status, 404)
  accepted(
    await openScreeningTo.run(
      node,
      { concernId, agencyId: authority, desk: 'authority' },
      { actor: nodeActor, commandId: newId() },
    ),
  )
  accepted(await viewScreening.run(node, { id }, { actor: social }))
  assert.deepEqual(
    accepted(
      await openScreeningTo.run(
        node,
        { concernId: await aConcern(), agencyId: authority, desk: 'authority' },
        { actor: nodeActor, commandId: newId() },
      ),
    ),
    { screenings: 0 },
  )
})

test('when the child of the concern is known, the screening knows the child', async () => {
  const concernId = await aConcern()
  const id = await aScreening(concernId)
  const childId = newId()
  accepted(await nameChildOfScreening.run(node, { concernId, childId }, { actor: nodeActor, commandId: newId() }))
  assert.equal(accepted(await viewScreening.run(node, { id }, { actor: teacher })).childId, childId)
})

test('when a concern is about two children, nothing guesses which one was screened', async () => {
  const concernId = await aConcern([boy, { ...boy, name: 'Tam Vael' }])
  const id = await aScreening(concernId)
  assert.deepEqual(
    accepted(
      await nameChildOfScreening.run(node, { concernId, childId: newId() }, { actor: nodeActor, commandId: newId() }),
    ),
    { screenings: 0 },
  )
  assert.equal(accepted(await viewScreening.run(node, { id }, { actor: teacher })).childId, undefined)
})

test('a registered child is screened by whoever sees the child, and they see the screening', async () => {
  const searchId = newId()
  const facts = { names: [{ text: 'Lirrin Vael', kind: 'full' as const }], ageAtRegistration: { age: { exact: 12 } } }
  const found = accepted(await search.run(node, { searchId, facts }, { actor: teacher }))
  const childId = newId()
  accepted(
    await register.run(
      node,
      {
        id: childId,
        facts,
        followed: { kind: 'search', searchId, rejected: found.candidates.map(({ number }) => number) },
        time: '2026-03-02T08:00:00Z',
      },
      { actor: teacher, commandId: newId() },
    ),
  )
  const { id } = accepted(await start.run(node, { childId }, { actor: teacher, commandId: newId() }))
  const seen = accepted(await viewScreening.run(node, { id }, { actor: teacher }))
  assert.equal(seen.childId, childId)
  assert.deepEqual(seen.registered, { childThen: false, childNow: true }, 'what the record says about age is heard')
  accepted(await exportScreening.run(node, { id }, { actor: teacher }))
  const { rowCount } = await node.asOwner((client) =>
    client.query(`select from kernel.ledger where line->>'subject' = $1 and line->>'act' = 'export-screening-htcds'`, [
      childId,
    ]),
  )
  assert.equal(rowCount, 1, 'the ledger of the child says that its facts went out')
  assert.equal(
    refused(await start.run(node, { childId }, { actor: desk, commandId: newId() })).code,
    'record-not-found',
  )
})

test('no word that anyone wrote in a screening can be read in the database', async () => {
  const id = await aScreening()
  accepted(await say(id, teacher, [{ ...carries, note: 'foreman-locks-the-shed' }]))
  accepted(
    await decide.run(
      node,
      { id, outcome: 'at-risk', reason: 'works-at-night-alone', onVersion: 2 },
      { actor: teacher, commandId: newId() },
    ),
  )
  accepted(
    await reportContact.run(
      node,
      { id, kind: 'fine', nexus: 'likely', happenedAt: '2026-03-01T21:00:00Z', note: 'fined-at-the-station' },
      { actor: teacher, commandId: newId() },
    ),
  )
  const found = await node.asOwner(async (client) => {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const hits: string[] = []
    for (const { name } of tables.rows) {
      const { rowCount } = await client.query(
        `select 1 from ${name} as t where t::text ~ 'foreman-locks|works-at-night|fined-at' limit 1`,
      )
      if (rowCount) hits.push(name)
    }
    return hits
  })
  assert.deepEqual(found, [])
})

test('every look at a screening is in the ledger', async () => {
  const id = await aScreening()
  accepted(await viewScreening.run(node, { id }, { actor: desk }))
  const looks = await node.asOwner((client) =>
    client.query(`select 1 from kernel.ledger where line->>'act' = 'view-screening' and line->>'subject' = $1`, [id]),
  )
  assert.equal(looks.rowCount, 1)
})

test('whoever works here can read the packs with their sources and their empty places', async () => {
  const shown = accepted(await readPacks.run(node, {}, { actor: otherTeacher }))
  assert.equal(canonical(shown.packs), canonical(packs))
})
