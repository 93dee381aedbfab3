import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor, type Actor } from '#kernel/actor'
import type { DomainEvent } from '#kernel/event'
import { newId } from '#kernel/ids'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal, type Refusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { workOnce, type Duties } from '#kernel/work'
import { readWorklist } from '#kernel/worklist/worklist'
import { loadPlaces } from '#places'
import { testNode, type TestNode } from '../../../tests/node.ts'
import * as referral from '../referral/api.ts'
import { authorityOf } from '../referral/example-situations.test-data.ts'
import { storeAuthority } from '../referral/store/authority-store.ts'
import { raise } from '../signals/api.ts'
import * as api from './api.ts'

interface Desk {
  node: TestNode
  officer: Actor
  caseworker: Actor
  guardian: Actor
  boss: Actor
  coordinator: Actor
  stranger: Actor
  agencyId: string
  work(): Promise<void>
  act<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer>
  tryTo<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer | Refusal>
}

/** The child-protection authority of Meridia on a Sunday morning, a working day there. */
async function desk(): Promise<Desk> {
  const node = await testNode({ start: '2026-11-22T08:00:00Z' })
  async function tryTo<Input, Answer>(
    route: CommandRoute<Input, Answer>,
    actor: Actor,
    input: Input,
  ): Promise<Answer | Refusal> {
    return route.run(node, input, { actor, commandId: newId() })
  }
  async function act<Input, Answer>(route: CommandRoute<Input, Answer>, actor: Actor, input: Input): Promise<Answer> {
    const answer = await tryTo(route, actor, input)
    assert.ok(!isRefusal(answer), JSON.stringify(answer))
    return answer
  }
  const duties: Duties = {
    jobs: {},
    async react(_node, event: DomainEvent) {
      if (event.type === 'DeadlineMissed' && event.aggregate.kind === 'case')
        await act(api.escalateCase, nodeActor, {
          id: event.aggregate.id,
          clockId: event.data['clockId'] as string,
          level: event.data['level'] as number,
        })
    },
  }
  return {
    node,
    act,
    tryTo,
    agencyId: await node.agencyId('MER-WELFARE'),
    officer: await node.person('MER-WELFARE', ['authority']),
    caseworker: await node.person('MER-WELFARE', ['caseworker'], 'Case worker Lio'),
    boss: await node.person('MER-WELFARE', ['supervisor']),
    guardian: await node.person('MER-GUARD', ['guardian']),
    coordinator: await node.person('MER-COORD', ['coordinator']),
    stranger: await node.person('MER-POLICE', ['authority', 'supervisor', 'caseworker', 'worker']),
    work: async () => {
      while (await workOnce(node, duties)) continue
    },
  }
}

async function opened({ act, agencyId }: Desk): Promise<string> {
  const { id } = await act(api.openCase, nodeActor, {
    referralId: newId(),
    childId: newId(),
    agencyId,
    country: 'XM',
    risk: 'high',
    at: '2026-11-22T08:00:00.000Z',
  })
  return id
}

async function listOf({ node }: Desk, actor: Actor, list: string): Promise<string[]> {
  return openTx(node, actor, async (tx) =>
    (await readWorklist(tx, { list, scopes: actor.scopes })).rows.map(
      ({ summary, recordId }) => `${String(summary['task'])} ${String(summary['caseId'] ?? recordId)}`,
    ),
  )
}

async function read({ node }: Desk, actor: Actor, id: string) {
  const seen = await api.viewCase.run(node, { id }, { actor })
  assert.ok(!isRefusal(seen), JSON.stringify(seen))
  return seen
}

test('a case is before the desk until a worker is named, then before the worker and the guardian', async () => {
  const here = await desk()
  const { act, officer, caseworker, guardian } = here
  const id = await opened(here)
  assert.deepEqual(await listOf(here, officer, 'cases'), [`none ${id}`])
  assert.deepEqual(await listOf(here, caseworker, 'cases'), [])
  await act(api.assign, officer, { id, workerId: caseworker.id, guardianId: guardian.id })
  assert.deepEqual(await listOf(here, caseworker, 'cases'), [`none ${id}`])
  assert.deepEqual(await listOf(here, guardian, 'cases'), [`none ${id}`])
  assert.deepEqual((await listOf(here, caseworker, 'tasks')).sort(), [`agree_plan ${id}`, `visit_child ${id}`])
  const seen = await read(here, caseworker, id)
  assert.equal(seen.worker?.name, 'Case worker Lio')
  assert.deepEqual(
    seen.timeline.map(({ kind }) => kind),
    ['opened', 'assigned', 'task-added', 'task-added'],
  )
})

test('a case worker is told how soon to act and that the caregiver may be part of it, although the sender shared only the words', async () => {
  const here = await desk()
  const { act, node, agencyId, officer, caseworker } = here
  await openTx(node, nodeActor, async (tx) => {
    await loadPlaces(tx.db, '1', [
      { code: 'XM', ancestors: [], name: { en: 'Meridia' } },
      { code: 'XM01', ancestors: ['XM'], name: { en: 'North' } },
    ])
    await tx.db
      .insertInto('signals.triage_desk')
      .values({ agency_id: await node.agencyId('MER-SCHOOL'), place_code: '' })
      .execute()
  })
  await storeAuthority(node.database, authorityOf(agencyId, { id: newId() }), node.clock.now())
  const teacher = await node.person('MER-SCHOOL', ['worker'])
  const told = {
    id: newId(),
    words: 'He may not leave the yard.',
    danger: 'not-now',
    place: { code: 'XM01' },
    children: [{ name: 'Tamo Venn', age: { about: 13 }, sex: 'male' }],
    howKnown: 'told-by-child',
    replyWanted: false,
  } as const
  const { id: concernId } = await act(raise, teacher, { ...told, children: [...told.children] })
  const { id: referralId } = await act(referral.draft, teacher, {
    concernId,
    risk: 'high',
    concerns: [],
    caregiver: 'under-concern',
    requests: ['assessment'],
    share: ['concern'],
  })
  await act(referral.giveConsent, teacher, {
    id: referralId,
    basis: 'override',
    ground: 'statutory-duty',
    reason: 'The Act obliges the school.',
    childTold: 'told',
    groups: ['concern'],
  })
  await act(referral.send, teacher, { id: referralId })
  await act(referral.accept, officer, { id: referralId })
  const { id } = await act(api.openCase, nodeActor, {
    referralId,
    childId: newId(),
    agencyId,
    country: 'XM',
    risk: 'high',
    at: '2026-11-22T08:00:00.000Z',
  })
  await act(api.assign, officer, { id, workerId: caseworker.id })
  const { facts } = await read(here, caseworker, id)
  assert.deepEqual(
    facts.map(({ item }) => item),
    ['how-soon', 'caregiver', 'words', 'how-known', 'raised-at'],
  )
  assert.deepEqual(
    facts.slice(0, 2).map(({ code }) => code),
    ['referral.risk.high', 'referral.caregiver-told.under-concern'],
  )
})

test('a case is worked on and closed with a reason, and nothing reopens it', async () => {
  const here = await desk()
  const { act, tryTo, officer, caseworker, boss } = here
  const id = await opened(here)
  await act(api.assign, officer, { id, workerId: caseworker.id })
  const { taskId } = await act(api.addTask, caseworker, {
    id,
    kind: 'other',
    side: 'caseworker',
    words: 'Ask the aunt about a bed.',
    until: { iso: '2026-11-25' },
  })
  for (const task of (await read(here, caseworker, id)).tasks)
    await act(api.completeTask, caseworker, { id, taskId: task.id, result: 'done', seenAlone: 'yes' })
  const note = 'She lives with her aunt.'
  await act(api.askToClose, caseworker, { id, reason: 'with-family-safely', note, lastVisit: '2026-11-22' })
  assert.deepEqual(await listOf(here, boss, 'tasks'), [`agree_closing ${id}`])
  const request = api.viewCase.answer.parse(await read(here, boss, id))
  assert.deepEqual([request.closing?.reason, request.may.agree], ['with-family-safely', true])
  const alone = await tryTo(api.closeCase, caseworker, { id })
  assert.ok(isRefusal(alone) && alone.status === 403, 'the worker who asked is no second person')
  await act(api.closeCase, boss, { id })
  assert.deepEqual(await listOf(here, caseworker, 'tasks'), [])
  const seen = await read(here, caseworker, id)
  assert.deepEqual(
    [seen.state, seen.closeNote, seen.tasks.find((task) => task.id === taskId)?.words],
    ['closed', 'She lives with her aunt.', 'Ask the aunt about a bed.'],
  )
  const again = await tryTo(api.addTask, caseworker, { id, kind: 'health', side: 'caseworker' })
  assert.ok(isRefusal(again) && again.code === 'case-closed')
})

test('a border guard, or an authority elsewhere, cannot read a case plan', async () => {
  const here = await desk()
  const id = await opened(here)
  for (const actor of [here.stranger, await here.node.person('MER-BORDER', ['worker'])]) {
    const look = await api.viewCase.run(here.node, { id }, { actor })
    assert.ok(isRefusal(look) && look.code === 'record-not-found')
  }
})

test('a guardian ends their own task and not the authority’s', async () => {
  const here = await desk()
  const { act, tryTo, officer, caseworker, guardian } = here
  const { id } = await act(api.raiseNonPunishment, nodeActor, {
    contactId: newId(),
    kind: 'arrest',
    nexus: 'likely',
    childId: newId(),
    at: '2026-11-22T07:00:00.000Z',
  }).catch(async () => {
    throw new Error('the coordinator’s agency should have taken it')
  })
  const seen = await read(
    here,
    here.coordinator.roles.length > 0 ? await here.node.person('MER-COORD', ['authority', 'supervisor']) : officer,
    id,
  )
  assert.equal(seen.origin, 'justice-contact')
  const own = await opened(here)
  await act(api.assign, officer, { id: own, workerId: caseworker.id, guardianId: guardian.id })
  // That duty has a deadline in law, so only the node adds it.
  const byHand = await tryTo(api.addTask, caseworker, { id: own, kind: 'non-punishment', side: 'authority' } as never)
  assert.ok(isRefusal(byHand) && byHand.code === 'answers-not-accepted')
  const task = await act(api.addTask, caseworker, { id: own, kind: 'papers', side: 'authority' })
  const refused = await tryTo(api.completeTask, guardian, { id: own, taskId: task.taskId, result: 'done' })
  assert.ok(isRefusal(refused) && refused.code === 'task-not-yours')
  const mine = await act(api.addTask, caseworker, { id: own, kind: 'legal-help', side: 'guardian' })
  await act(api.completeTask, guardian, { id: own, taskId: mine.taskId, result: 'done' })
})

test('an arrest puts one task before the authority and one before the guardian of the open case', async () => {
  const here = await desk()
  const { act, officer, caseworker, guardian, agencyId } = here
  const childId = newId()
  const { id } = await act(api.openCase, nodeActor, {
    referralId: newId(),
    childId,
    agencyId,
    country: 'XM',
    risk: 'high',
    at: '2026-11-22T08:00:00.000Z',
  })
  await act(api.assign, officer, { id, workerId: caseworker.id, guardianId: guardian.id })
  const raised = await act(api.raiseNonPunishment, nodeActor, {
    contactId: newId(),
    kind: 'arrest',
    nexus: 'likely',
    childId,
    at: '2026-11-22T07:00:00.000Z',
  })
  assert.equal(raised.id, id)
  assert.ok((await listOf(here, guardian, 'tasks')).includes(`non_punishment ${id}`))
  assert.ok((await listOf(here, officer, 'tasks')).includes(`non_punishment ${id}`))
})

test('a case nobody is named for reaches the supervisor after an hour, and naming somebody ends it', async () => {
  const here = await desk()
  const { node, act, boss, officer, caseworker, coordinator, work } = here
  const id = await opened(here)
  node.clock.advance(3_600_001)
  await work()
  assert.deepEqual(await listOf(here, boss, 'escalations'), [`none ${id}`])
  node.clock.advance(3_600_001)
  await work()
  assert.deepEqual(await listOf(here, coordinator, 'escalations'), [`none ${id}`])
  await act(api.assign, officer, { id, workerId: caseworker.id })
  assert.deepEqual(await listOf(here, boss, 'escalations'), [])
  const clock = (await read(here, officer, id)).assignClock
  assert.equal(clock?.missedAt, '2026-11-22T09:00:00.000Z')
})

test('who names a worker sees how many cases each has in hand', async () => {
  const here = await desk()
  const { act, officer, caseworker, node } = here
  const id = await opened(here)
  await act(api.assign, officer, { id, workerId: caseworker.id })
  const seen = await api.workers.run(node, { id }, { actor: officer })
  assert.ok(!isRefusal(seen))
  assert.deepEqual(seen.workers, [{ id: caseworker.id, name: 'Case worker Lio', openCases: 1 }])
  assert.ok(isRefusal(await api.workers.run(node, { id }, { actor: caseworker })))
})

test('what was said about the child in a case is sealed', async () => {
  const here = await desk()
  const { act, officer, caseworker, node } = here
  const id = await opened(here)
  await act(api.assign, officer, { id, workerId: caseworker.id })
  await act(api.addTask, caseworker, { id, kind: 'other', side: 'caseworker', words: 'Ask Tamo Venn about school.' })
  const { rows } = await node.asOwner((client) =>
    client.query(
      'select t::text as line from case_management.task t union all select w::text from kernel.worklist w union all select o::text from kernel.outbox o',
    ),
  )
  assert.ok(
    rows.every(
      ({ line }: { line: string }) => !line.includes('Tamo') && !line.includes(Buffer.from('Tamo').toString('hex')),
    ),
  )
})
