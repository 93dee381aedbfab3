import assert from 'node:assert/strict'
import test from 'node:test'
import { type Actor, nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { CommandRoute, LookRoute } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workUntilQuiet } from '#kernel/work'
import { duties } from '../../../app/server/reactions.ts'
import { testNode } from '../../../tests/node.ts'
import * as cases from '../case-management/api.ts'
import * as children from '../children/api.ts'
import * as missing from './api.ts'

const node = await testNode({ start: '2026-11-22T08:00:00Z' })
const welfare = await node.agencyId('MER-WELFARE')
const [officer, worker, boss, guardian, coordinator, teacher, stranger] = await Promise.all([
  node.person('MER-WELFARE', ['authority']),
  node.person('MER-WELFARE', ['caseworker']),
  node.person('MER-WELFARE', ['supervisor']),
  node.person('MER-GUARD', ['guardian']),
  node.person('MER-COORD', ['coordinator']),
  node.person('MER-SCHOOL', ['worker']),
  node.person('MER-BORDER', ['worker']),
])

async function does<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer> {
  const answer = await route.run(node, input, { actor, commandId: newId() })
  assert.ok(!isRefusal(answer), `${route.name} ${JSON.stringify(answer)}`)
  await workUntilQuiet(node, duties)
  return answer
}

async function refused<Input>(route: CommandRoute<Input, unknown>, actor: Actor, input: Input): Promise<string> {
  const answer = await route.run(node, input, { actor, commandId: newId() })
  assert.ok(isRefusal(answer), route.name)
  return answer.code
}

async function sees<Input, Answer>(route: LookRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer> {
  const answer = await route.run(node, input, { actor })
  assert.ok(!isRefusal(answer), `${route.name} ${JSON.stringify(answer)}`)
  return answer
}

function listed(actor: Actor, list: string): Promise<string[]> {
  return openTx(node, actor, async (tx) => {
    const rows = await tx.db
      .selectFrom('kernel.worklist')
      .select('record_id')
      .where('list', '=', list)
      .where('scope', 'in', [...actor.scopes])
      .execute()
    return [...new Set(rows.map(({ record_id }) => record_id))]
  })
}

/** A registered child with a case that a worker and a guardian have. */
async function cared(): Promise<{ childId: string; caseId: string }> {
  const { id: childId } = await does(children.register, teacher, {
    id: newId(),
    facts: { names: [{ text: `Sela Orrin ${newId().slice(-4)}` }] },
    followed: { kind: 'no-network' },
    time: node.clock.now().toISOString(),
  } as never)
  const { id: caseId } = await does(cases.openCase, nodeActor, {
    referralId: newId(),
    childId,
    agencyId: welfare,
    country: 'XM',
    risk: 'high',
    at: node.clock.now().toISOString(),
  })
  await does(cases.assign, officer, { id: caseId, workerId: worker.id, guardianId: guardian.id })
  return { childId, caseId }
}

const said = {
  lastSeen: { notKnown: true },
  from: 'shelter',
  company: 'unknown',
  fear: 'yes',
  fearWords: 'Her uncle.',
} as const

test('a child whom the school says to be missing is missing on every record of the child, before all who work with the child', async () => {
  const { childId, caseId } = await cared()
  const { id } = await does(children.sayMissing, teacher, { id: childId, ...said, wearing: 'A turquoise coat.' })
  assert.equal((await sees(children.viewChild, teacher, { id: childId })).missing?.id, id)
  for (const actor of [officer, worker, guardian]) {
    const { missing: mention, timeline } = await sees(cases.viewCase, actor, { id: caseId })
    assert.deepEqual([mention?.id, mention?.mayOpen], [id, true])
    assert.ok(timeline.some(({ kind }) => kind === 'child-missing'))
  }
  for (const actor of [teacher, officer, worker, guardian, boss, coordinator])
    assert.ok((await listed(actor, 'missing')).includes(id), actor.roles.join())
  assert.deepEqual(await listed(stranger, 'missing'), [])
  assert.ok(isRefusal(await missing.viewMissing.run(node, { id }, { actor: stranger })))
  assert.equal(await refused(cases.sayMissing, worker, { id: caseId, ...said }), 'child-missing')
  const { facts } = await sees(missing.viewMissing, coordinator, { id })
  assert.deepEqual(
    facts.map(({ item }) => item),
    ['name'],
  )
  await does(missing.noteLook, guardian, { id, words: 'At the turquoise kiosk.', news: false })
  const { rows } = await node.asOwner((owner) =>
    owner.query<{ line: string }>(
      `select m::text as line from missing.missing_child m union all select n::text from missing.missing_note n
       union all select w::text from kernel.worklist w union all select o::text from kernel.outbox o`,
    ),
  )
  assert.ok(rows.length > 10)
  for (const { line } of rows) assert.doesNotMatch(line, /turquoise|uncle/i, 'no word is stored in the open')
})

test('an hour without an alert or a look is told to the supervisor, then to the coordinator, and a case that opens later has the search', async () => {
  const { id: childId } = await does(children.register, teacher, {
    id: newId(),
    facts: { names: [{ text: 'Ilo Bannet' }] },
    followed: { kind: 'no-network' },
    time: node.clock.now().toISOString(),
  } as never)
  const { id } = await does(children.sayMissing, teacher, { id: childId, ...said })
  node.clock.advance(3_600_001)
  await workUntilQuiet(node, duties)
  assert.equal((await sees(missing.viewMissing, teacher, { id })).escalatedTo, 'supervisor')
  node.clock.advance(15 * 60_000)
  await workUntilQuiet(node, duties)
  assert.ok((await listed(coordinator, 'escalations')).includes(id))
  await does(cases.openCase, nodeActor, {
    referralId: newId(),
    childId,
    agencyId: welfare,
    country: 'XM',
    risk: 'high',
    at: node.clock.now().toISOString(),
  })
  assert.ok((await listed(officer, 'missing')).includes(id))
})

test('a case closes because the child was not found only after police, a review by somebody else and a second person, and the search stays', async () => {
  const { childId, caseId } = await cared()
  for (const task of (await sees(cases.viewCase, worker, { id: caseId })).tasks)
    await does(cases.completeTask, worker, { id: caseId, taskId: task.id, result: 'done', seenAlone: 'yes' })
  const lost = { id: caseId, reason: 'not-found', note: 'Nobody has seen her.' } as const
  assert.equal(await refused(cases.askToClose, worker, lost), 'search-not-begun')
  const { id } = await does(cases.sayMissing, worker, { id: caseId, ...said })
  assert.equal(await refused(cases.askToClose, worker, lost), 'search-not-reviewed')
  const today = node.clock.now().toISOString().slice(0, 10)
  assert.equal(
    await refused(cases.askToClose, worker, { ...lost, reason: 'safe-and-supported', lastVisit: today }),
    'closing-while-missing',
  )
  const review = { id, on: '2026-12-02', words: 'The police ask the drivers.' }
  assert.equal(await refused(missing.reviewSearch, worker, review), 'action-not-permitted')
  assert.equal(await refused(missing.reviewSearch, boss, review), 'police-not-told')
  await does(missing.tellAbout, worker, { id, party: 'police', result: 'told', words: 'Report 12.' })
  await does(missing.reviewSearch, boss, review)
  await does(cases.askToClose, worker, lost)
  await does(cases.closeCase, boss, { id: caseId })
  assert.equal((await sees(children.viewChild, worker, { id: childId })).missing?.state, 'missing')
  assert.ok((await listed(worker, 'missing')).includes(id))
  node.clock.advance(14 * 86_400_000)
  await workUntilQuiet(node, duties)
  assert.ok((await listed(boss, 'escalations')).includes(id), 'the day of the review has passed')
  await does(missing.markFound, worker, {
    id,
    when: { notKnown: true },
    by: 'police',
    condition: 'frightened',
    where: 'hospital',
  })
  assert.equal((await sees(children.viewChild, worker, { id: childId })).missing?.state, 'found')
  const shown = missing.viewMissing.answer.parse(await sees(missing.viewMissing, worker, { id }))
  assert.equal(shown.found?.condition, 'frightened')
  await does(missing.noteTalk, guardian, { id, result: 'held', words: 'She wants another home.' })
  assert.equal((await sees(children.viewChild, worker, { id: childId })).missing, null)
  assert.deepEqual((await listed(worker, 'missing')).includes(id), false)
})
