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

/** The same node some weeks ago: the same database, with a clock that moves towards now. */
export interface PastNode {
  readonly node: Node
  /** Moves the clock forward. Delivers events on the way, and deadlines pass at their own time. */
  walkTo(time: Date): Promise<void>
  close(): Promise<void>
}

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
 * Connections for tens of thousands of short statements. Commits do not wait for the disk: after a power cut the next
 * start runs the lost commands again, and the last commit of a load, by the node itself, waits for all before it.
 * Outside a transaction these connections have the node's access to deadlines.
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

/** The time of the next deadline or job, if it is not after `by`. */
async function findNextDue({ database }: Node, by: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(due_at) from kernel.deadline where due_at <= ${by} and met_at is null and missed_at is null and stopped_at is null),
      (select min(run_at) from kernel.job where run_at <= ${by} and done_at is null)) as at`.execute(database)
  return rows[0]?.at ?? undefined
}

/**
 * Delivers waiting events in order, many at a time, because nobody else works on this node yet. The node retries failed
 * ones later.
 */
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
