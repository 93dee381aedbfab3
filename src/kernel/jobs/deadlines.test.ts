import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { nodeActor } from '../actor.ts'
import { roleOf, rolePassword } from '../db/database.ts'
import type { DomainEvent } from '../event.ts'
import { newId } from '../ids.ts'
import { openTx } from '../tx.ts'
import { workUntilQuiet, startWorker } from '../work.ts'
import { eventually } from '../../../tests/eventually.ts'
import { testNode } from '../../../tests/node.ts'

const rule = { instrument: 'A rule for this test', verified: false }

test('a clock that runs out is heard once, though three workers look and one of them dies on the way', async () => {
  const node = await testNode()
  const subjects = Array.from({ length: 60 }, () => newId())
  await openTx(node, nodeActor, async (tx) => {
    for (const subjectId of subjects) {
      await tx.create(subjectId, 'referral')
      await tx.deadlines.start({
        id: newId(),
        subjectId,
        subjectKind: 'referral',
        clockId: 'test',
        scopes: [],
        startedAt: tx.now,
        dueAt: new Date(tx.now.getTime() + 60_000),
        rule,
      })
    }
  })
  const heard: string[] = []
  const duties = { jobs: {}, react: async (_node: unknown, event: DomainEvent) => void heard.push(event.aggregate.id) }

  // This worker crashes: it has locked deadlines and written their events, but does not commit.
  const user = roleOf('care', 'tenfold')
  const dying = new pg.Client({
    host: node.address.host,
    port: node.address.port,
    database: node.address.database,
    user,
    password: rolePassword(node.nodeKey, user),
  })
  dying.on('error', () => {})
  await dying.connect()
  const { rows } = await dying.query('select pg_backend_pid() as pid')
  await dying.query(`begin; set local tenfold.scopes = '0'; set local tenfold.roots = ''`)
  await dying.query(
    `update kernel.deadline set missed_at = due_at where (subject_id, id) in (select subject_id, id from kernel.deadline limit 20)`,
  )

  node.clock.advance(61_000)
  const workers = [startWorker(node, duties), startWorker(node, duties)]
  await node.asOwner((client) => client.query('select pg_terminate_backend($1)', [rows[0].pid]))
  await eventually(
    () => new Set(heard).size,
    (count) => count >= subjects.length,
  )
  await Promise.all(workers.map((worker) => worker.stop()))
  await workUntilQuiet(node, duties)
  assert.deepEqual(heard.sort(), subjects.sort())
})

test('a clock that was met in time is never heard, and one missed stays missed though the duty is done later', async () => {
  const node = await testNode()
  const [kept, missed] = [newId(), newId()]
  await openTx(node, nodeActor, async (tx) => {
    for (const subjectId of [kept, missed]) {
      await tx.create(subjectId, 'referral')
      await tx.deadlines.start({
        id: newId(),
        subjectId,
        subjectKind: 'referral',
        clockId: 'test',
        scopes: [],
        startedAt: tx.now,
        dueAt: new Date(tx.now.getTime() + 60_000),
        rule,
      })
    }
    await tx.deadlines.meet(kept, 'test', tx.now)
  })
  node.clock.advance(3_600_000)
  const heard: string[] = []
  await workUntilQuiet(node, { jobs: {}, react: async (_node, event) => void heard.push(event.aggregate.id) })
  assert.deepEqual(heard, [missed])
  const state = await openTx(node, nodeActor, async (tx) => {
    await tx.create(missed, 'referral')
    await tx.deadlines.meet(missed, 'test', tx.now)
    return (await tx.deadlines.of(missed))[0]!
  })
  assert.equal(state.missedAt?.toISOString(), '2026-03-02T08:01:00.000Z')
  assert.equal(state.metAt?.toISOString(), '2026-03-02T09:00:00.000Z')
})

test('an event whose consequence failed is tried again later, and its consequence happens once', async () => {
  const node = await testNode()
  const id = newId()
  await node.database
    .insertInto('kernel.outbox')
    .values({
      id,
      type: 'Test',
      event: JSON.stringify({
        type: 'Test',
        id,
        at: node.clock.now().toISOString(),
        aggregate: { kind: 'test', id },
        data: {},
      }),
      at: node.clock.now(),
      stored_at: node.clock.now(),
      next_at: node.clock.now(),
    })
    .execute()
  let tries = 0
  const react = async () => {
    tries++
    if (tries === 1) throw new Error('the database of another office was away')
  }
  await workUntilQuiet(node, { jobs: {}, react })
  assert.equal(tries, 1)
  node.clock.advance(10_000)
  await workUntilQuiet(node, { jobs: {}, react })
  await workUntilQuiet(node, { jobs: {}, react })
  assert.equal(tries, 2)
})

test('what was stored under a clock that was ahead goes out at once when the clock is set right, and a failed try waits no longer than it may', async () => {
  const node = await testNode()
  const [fresh, failed] = [newId(), newId()]
  const ahead = new Date(node.clock.now().getTime() + 5 * 3_600_000)
  const row = (id: string, attempts: number) => ({
    id,
    type: 'Test',
    event: JSON.stringify({ type: 'Test', id, at: ahead.toISOString(), aggregate: { kind: 'test', id }, data: {} }),
    at: ahead,
    stored_at: ahead,
    next_at: ahead,
    attempts,
  })
  await node.database
    .insertInto('kernel.outbox')
    .values([row(fresh, 0), row(failed, 3)])
    .execute()
  const heard: string[] = []
  await workUntilQuiet(node, { jobs: {}, react: async (_node, event) => void heard.push(event.id) })
  assert.deepEqual(heard.sort(), [fresh, failed].sort())
})
