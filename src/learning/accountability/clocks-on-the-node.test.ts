import assert from 'node:assert/strict'
import test from 'node:test'
import { nodeActor, type Actor } from '#kernel/actor'
import type { DomainEvent } from '#kernel/event'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { openTx } from '#kernel/tx'
import { testNode, type TestNode } from '../../../tests/node.ts'
import { accountOf } from './account.ts'
import { clocks, recordHop } from './api.ts'
import type { HopRecord } from './record-hop.ts'
import { readAccount, saveHop } from './store/hop-store.ts'

const start = '2026-11-22T08:00:00.000Z'

async function tell(node: TestNode, event: DomainEvent): Promise<void> {
  const answer = await recordHop.run(node, event, { actor: nodeActor, commandId: newId() })
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
}

function about(type: string, at: string, id: string, data: Record<string, unknown>): DomainEvent {
  return { type, id: newId(), at, aggregate: { kind: 'referral', id }, data }
}

async function read(node: TestNode, actor: Actor) {
  const seen = await clocks.run(node, { days: 30 }, { actor })
  assert.ok(!isRefusal(seen), JSON.stringify(seen))
  return seen
}

test('the coordinator sees what is late now, a supervisor only what their own agency owes', async () => {
  const node = await testNode({ start: '2026-11-23T08:00:00Z' })
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const boss = await node.person('MER-WELFARE', ['supervisor'])
  const other = await node.person('MER-POLICE', ['supervisor'])
  const id = newId()
  const clock = {
    until: 'referral-acknowledged',
    clockId: 'acknowledge-high',
    startedAt: start,
    dueAt: '2026-11-22T12:00:00.000Z',
  }
  await tell(
    node,
    about('ReferralSent', start, id, { authorityAgencyId: await node.agencyId('MER-WELFARE'), clocks: [clock] }),
  )
  assert.deepEqual(
    (await read(node, coordinator)).late.map(({ hop, record }) => [hop, record.id]),
    [['referral-to-acknowledged', id]],
  )
  assert.equal((await read(node, boss)).late.length, 1)
  assert.equal((await read(node, other)).late.length, 0)
  await tell(node, about('ReferralAcknowledged', '2026-11-22T13:00:00.000Z', id, {}))
  const after = (await read(node, coordinator)).hops.find(({ hop }) => hop === 'referral-to-acknowledged')
  assert.deepEqual([after?.finished, after?.withDate, after?.withinDate, after?.medianMillis], [1, 1, 0, 5 * 3_600_000])
})

test('an event told twice is counted once', async () => {
  const node = await testNode({ start: '2026-11-23T08:00:00Z' })
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const event = about('ReferralSent', start, newId(), { clocks: [] })
  await tell(node, event)
  await tell(node, event)
  assert.equal((await read(node, coordinator)).hops.find(({ hop }) => hop === 'referral-to-acknowledged')?.open, 1)
})

test('a late concern that is merged into another is still late for the coordinator, until somebody acts on that one', async () => {
  const node = await testNode({ start: '2026-11-23T08:00:00Z' })
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const [id, into] = [newId(), newId()]
  const on = (type: string, at: string, about: string, data: Record<string, unknown> = {}): DomainEvent => ({
    type,
    id: newId(),
    at,
    aggregate: { kind: 'concern', id: about },
    data,
  })
  await tell(node, on('ConcernRaised', start, id, { dueAt: '2026-11-22T09:00:00.000Z' }))
  await tell(node, on('ConcernMerged', '2026-11-22T10:00:00.000Z', id, { into }))
  assert.deepEqual(
    (await read(node, coordinator)).late.map(({ record }) => record.id),
    [id],
  )
  await tell(node, on('ScreeningStarted', '2026-11-22T11:00:00.000Z', into))
  const { late, hops } = await read(node, coordinator)
  const triage = hops.find(({ hop }) => hop === 'concern-to-triage')
  assert.deepEqual([late.length, triage?.finished, triage?.withDate, triage?.withinDate], [0, 1, 1, 0])
})

test('a supervisor who is kept from a record does not see that it is late, nor in any number, and does again when nobody says so any more', async () => {
  const node = await testNode({ start: '2026-11-23T08:00:00Z' })
  const coordinator = await node.person('MER-COORD', ['coordinator'])
  const boss = await node.person('MER-WELFARE', ['supervisor'])
  const ids = [newId(), newId()]
  const sent = async (id: string) => {
    const clocks = [
      { until: 'referral-acknowledged', clockId: 'x', startedAt: start, dueAt: '2026-11-22T12:00:00.000Z' },
    ]
    const authorityAgencyId = await node.agencyId('MER-WELFARE')
    await tell(node, about('ReferralSent', start, id, { authorityAgencyId, clocks }))
  }
  const bars = (id: string, change: 'add' | 'lift') =>
    openTx(node, nodeActor, async (tx) => {
      await tx.create(id, 'referral')
      await tx.bar(id, { [change]: await tx.bars.of([{ accountId: boss.id }]) })
    })
  const seen = async (actor: Actor) => {
    const { late, hops } = await read(node, actor)
    return [late.length, hops.find(({ hop }) => hop === 'referral-to-acknowledged')?.open]
  }
  // One is kept from them after the time began, the other before.
  await sent(ids[0]!)
  assert.deepEqual(await seen(boss), [1, 1])
  await bars(ids[0]!, 'add')
  await bars(ids[1]!, 'add')
  await sent(ids[1]!)
  assert.deepEqual(
    [await seen(boss), await seen(coordinator)],
    [
      [0, 0],
      [2, 2],
    ],
  )
  for (const id of ids) await bars(id, 'lift')
  assert.deepEqual(await seen(boss), [2, 2])
})

test('a frontline worker does not see the clocks of the country', async () => {
  const node = await testNode()
  const look = await clocks.run(node, { days: 30 }, { actor: await node.person('MER-SCHOOL', ['worker']) })
  assert.ok(isRefusal(look) && look.code === 'action-not-permitted')
})

test('the database counts exactly what the written definition counts', async () => {
  const node = await testNode({ start: '2026-11-25T08:00:00Z' })
  let seed = 7
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const hour = (hours: number): string => new Date(Date.parse(start) + hours * 3_600_000).toISOString()
  const records = Array.from({ length: 120 }, (): HopRecord => {
    const began = next(60)
    const kind = next(4)
    return {
      subjectId: newId(),
      hop: (['concern-to-triage', 'referral-to-acknowledged', 'task-to-done'] as const)[next(3)]!,
      startedAt: hour(began),
      dueAt: next(3) === 0 ? undefined : hour(began + next(60)),
      endedAt: kind < 2 ? hour(began + next(60)) : undefined,
      otherwise: kind === 0 ? (['declined', 'not-done', undefined] as const)[next(3)] : undefined,
      cancelledAt: kind === 3 ? hour(began + next(60)) : undefined,
      agencyId: undefined,
      record: { kind: 'referral', id: newId() },
    }
  })
  await openTx(node, nodeActor, async (tx) => {
    for (const record of records) await saveHop(tx, record)
  })
  const counted = await openTx(node, nodeActor, (tx) =>
    readAccount(tx, { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') }),
  )
  assert.deepEqual(counted, accountOf(records, '2026-11-25T08:00:00.000Z'))
})
