import { sql } from 'kysely'
import pg from 'pg'
import { nodeActor, nodeScope } from '#kernel/actor'
import { handClock } from '#kernel/clock'
import { openDatabase } from '#kernel/db/database'
import { inTransaction } from '#kernel/db/transaction'
import type { DomainEvent } from '#kernel/event'
import { fireDeadlines } from '#kernel/jobs/deadlines'
import { runNextJob } from '#kernel/jobs/jobs'
import type { Node } from '#kernel/node'
import { deliverNext } from '#kernel/outbox/deliver'
import type { Duties } from '#kernel/work'

/** The node as it was some weeks ago: the same database, with a clock that walks towards now. */
export interface PastNode {
  readonly node: Node
  /** Lets the time come: what just happened reaches everybody it concerns, and clocks run out at their own hour. */
  walkTo(time: Date): Promise<void>
  close(): Promise<void>
}

/** Opens the past of a node, at `start`. */
export function openPast(present: Node, duties: Duties, start: Date): PastNode {
  const pool = openPastPool(present.pool)
  const clock = handClock(start.toISOString())
  const node: Node = { ...present, pool, database: openDatabase(pool), clock, wake: () => {}, onWake: () => {} }
  return {
    node,
    async walkTo(time) {
      await settle(node, duties)
      for (let due = await findNextDue(node, time); due; due = await findNextDue(node, time)) {
        if (due > clock.now()) clock.moveTo(due)
        await inTransaction(node.database, nodeActor, (access) => fireDeadlines(access, clock.now()))
        while (await runNextJob(node.database, duties.jobs, clock.now())) continue
        await settle(node, duties)
      }
      if (time > clock.now()) clock.moveTo(time)
    },
    close: () => node.database.destroy(),
  }
}

/**
 * Connections for tens of thousands of short statements. Commits do not wait for the disk: what a power cut takes away is told
 * again at the next start, and the last commit of a load, made by the node itself, waits for all before it. Outside a transaction these
 * connections look at clocks as the node does.
 */
function openPastPool(present: pg.Pool): pg.Pool {
  const pool = new pg.Pool({
    ...present.options,
    max: 3,
    options: `-c synchronous_commit=off -c tenfold.scopes=${nodeScope}`,
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

/** When the next clock runs out or the next job is due, at the latest by `by`. */
async function findNextDue({ database }: Node, by: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(due_at) from kernel.deadline where due_at <= ${by} and met_at is null and missed_at is null and stopped_at is null),
      (select min(run_at) from kernel.job where run_at <= ${by} and done_at is null)) as at`.execute(database)
  return rows[0]?.at ?? undefined
}

/** Delivers what waits, in its order and many at a time: nobody else works on this node yet. What fails is left to the node's own patience. */
async function settle(node: Node, duties: Duties): Promise<void> {
  const { database, clock } = node
  for (;;) {
    const waiting = await database
      .selectFrom('kernel.outbox')
      .select(['id', 'event'])
      .where('delivered_at', 'is', null)
      .where('next_at', '<=', clock.now())
      .orderBy('next_at')
      .orderBy('id')
      .limit(50)
      .execute()
    if (waiting.length === 0) return
    const delivered: string[] = []
    for (const { id, event } of waiting) {
      const failed = await duties.react(node, event as unknown as DomainEvent).then(
        () => false,
        () => true,
      )
      if (failed) break
      delivered.push(id)
    }
    if (delivered.length > 0)
      await database
        .updateTable('kernel.outbox')
        .set({ delivered_at: clock.now() })
        .where('id', 'in', delivered)
        .execute()
    if (delivered.length < waiting.length) await deliverNext(node, duties)
  }
}
