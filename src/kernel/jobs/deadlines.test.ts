import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { nodeActor } from '../actor.ts'
import { roleOf, rolePassword } from '../db/database.ts'
import type { DomainEvent } from '../event.ts'
import { newId } from '../ids.ts'
import { openTx, type Tx } from '../tx.ts'
import { fireDeadlines, type Deadline } from './deadlines.ts'
import { workUntilQuiet, startWorker } from '../work.ts'
import { eventually } from '../../../tests/eventually.ts'
import { testNode } from '../../../tests/node.ts'

const source = { instrument: 'A rule for this test', verified: false }

function deadlineFrom(start: Date, millis = 60_000): Deadline {
  return {
    id: newId(),
    clockId: 'test',
    level: 0,
    startedAt: start.toISOString(),
    dueAt: new Date(start.getTime() + millis).toISOString(),
    source,
  }
}

/** Without absent fields, in the order of their ids. */
function byId(deadlines: readonly Deadline[]): unknown {
  return JSON.parse(JSON.stringify([...deadlines].sort((a, b) => a.id.localeCompare(b.id))))
}

async function meetAll(tx: Tx, id: string): Promise<void> {
  const deadlines = await tx.deadlines.of(id)
  const metAt = tx.now.toISOString()
  await tx.deadlines.keep(
    { id, kind: 'referral', scopes: [] },
    deadlines.map((deadline) => ({ ...deadline, metAt })),
  )
}

test('a clock that runs out is heard once, though three workers look and one of them dies on the way', async () => {
  const node = await testNode()
  const subjects = Array.from({ length: 60 }, () => newId())
  await openTx(node, nodeActor, async (tx) => {
    for (const subjectId of subjects) {
      await tx.create(subjectId, 'referral')
      await tx.deadlines.keep({ id: subjectId, kind: 'referral', scopes: [] }, [deadlineFrom(tx.now)])
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
      await tx.deadlines.keep({ id: subjectId, kind: 'referral', scopes: [] }, [deadlineFrom(tx.now)])
    }
    await meetAll(tx, kept)
  })
  node.clock.advance(3_600_000)
  const heard: string[] = []
  await workUntilQuiet(node, { jobs: {}, react: async (_node, event) => void heard.push(event.aggregate.id) })
  assert.deepEqual(heard, [missed])
  const state = await openTx(node, nodeActor, async (tx) => {
    await tx.create(missed, 'referral')
    await meetAll(tx, missed)
    return (await tx.deadlines.of(missed))[0]!
  })
  assert.equal(state.missedAt, '2026-03-02T08:01:00.000Z')
  assert.equal(state.metAt, '2026-03-02T09:00:00.000Z')
})

test('whatever becomes of the deadlines of a record, the stored ones are the same', async () => {
  const node = await testNode()
  const step = fc.record({
    starts: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 3 }),
    meets: fc.array(fc.nat(9), { maxLength: 2 }),
    stops: fc.array(fc.nat(9), { maxLength: 2 }),
    wait: fc.nat(100),
    reads: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const id = newId()
      let deadlines: Deadline[] = []
      const stored = () =>
        openTx(node, nodeActor, async (tx) => {
          await fireDeadlines(tx, tx.now)
          return tx.deadlines.of(id)
        })
      for (const { starts, meets, stops, wait, reads } of steps) {
        node.clock.advance(wait * 1000)
        deadlines = await stored()
        await openTx(node, nodeActor, async (tx) => {
          await tx.create(id, 'referral')
          // A store that has not read the deadlines saves them just as well.
          if (reads) await tx.deadlines.of(id)
          deadlines = deadlines.map((deadline, index) => {
            if (deadline.metAt ?? deadline.stoppedAt) return deadline
            if (meets.includes(index)) return { ...deadline, metAt: tx.now.toISOString() }
            return stops.includes(index) ? { ...deadline, stoppedAt: tx.now.toISOString() } : deadline
          })
          deadlines = [...deadlines, ...starts.map((seconds) => deadlineFrom(tx.now, seconds * 1000))]
          await tx.deadlines.keep({ id, kind: 'referral', scopes: [] }, deadlines)
        })
        assert.deepEqual(byId(await stored()), byId(deadlines))
      }
    }),
    { numRuns: 25 },
  )
})

test('a record cannot lose a deadline, and an end that came first stays', async () => {
  const node = await testNode()
  const id = newId()
  const subject = { id, kind: 'referral', scopes: [] }
  const deadline = deadlineFrom(node.clock.now())
  await openTx(node, nodeActor, async (tx) => {
    await tx.create(id, 'referral')
    await tx.deadlines.keep(subject, [deadline])
  })
  const forgetful = openTx(node, nodeActor, async (tx) => {
    await tx.create(id, 'referral')
    await tx.deadlines.of(id)
    await tx.deadlines.keep(subject, [])
  })
  await assert.rejects(forgetful, /lost its deadline test/)
  const [metAt, stoppedAt] = ['2026-03-02T08:00:10.000Z', '2026-03-02T08:00:20.000Z']
  for (const end of [{ metAt }, { stoppedAt }]) {
    await openTx(node, nodeActor, async (tx) => {
      await tx.create(id, 'referral')
      await tx.deadlines.keep(subject, [{ ...deadline, ...end }])
    })
  }
  const [after] = await openTx(node, nodeActor, (tx) => tx.deadlines.of(id))
  assert.deepEqual([after?.metAt, after?.stoppedAt], [metAt, undefined])
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
