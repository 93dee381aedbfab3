import { sql } from 'kysely'
import pg from 'pg'
import { nodeActor } from '#kernel/actor'
import { handClock } from '#kernel/clock'
import { openDatabase } from '#kernel/db/database'
import { inTransaction } from '#kernel/db/transaction'
import { fireDeadlines } from '#kernel/jobs/deadlines'
import { runNextJob } from '#kernel/jobs/jobs'
import type { Node } from '#kernel/node'
import { deliverNext } from '#kernel/outbox/deliver'
import type { Duties } from '#kernel/work'

/** The node as it was some weeks ago: the same database, with a clock that walks towards now. */
export interface PastNode {
  readonly node: Node
  /** Lets the time come: whatever runs out until then does so at its own hour. */
  walkTo(time: Date): Promise<void>
  /** Delivers what has just happened to everybody it concerns. */
  settle(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the past of a node. Commits do not wait for the disk: what a power cut takes away is told again at the next start,
 * and the last commit of the load, made by the node itself, waits for all before it.
 */
export function openPast(present: Node, duties: Duties, start: Date): PastNode {
  const pool = new pg.Pool({ ...present.pool.options, max: 3, options: '-c synchronous_commit=off' })
  pool.on('error', () => {})
  const clock = handClock(start.toISOString())
  const node: Node = { ...present, pool, database: openDatabase(pool), clock, wake: () => {}, onWake: () => {} }
  const settle = async (): Promise<void> => {
    while (await deliverNext(node.database, (event) => duties.react(node, event), clock.now)) continue
  }
  const nextDue = (by: Date): Promise<Date | undefined> =>
    inTransaction(node.database, nodeActor, async ({ db }) => {
      const { rows } = await sql<{ at: Date | null }>`
        select least(
          (select min(due_at) from kernel.deadline where due_at <= ${by} and met_at is null and missed_at is null and stopped_at is null),
          (select min(run_at) from kernel.job where run_at <= ${by} and done_at is null)) as at`.execute(db)
      return rows[0]?.at ?? undefined
    })
  return {
    node,
    settle,
    async walkTo(time) {
      for (let due = await nextDue(time); due; due = await nextDue(time)) {
        if (due > clock.now()) clock.moveTo(due)
        await inTransaction(node.database, nodeActor, ({ db }) => fireDeadlines(db, clock.now()))
        while (await runNextJob(node.database, duties.jobs, clock.now())) continue
        await settle()
      }
      if (time > clock.now()) clock.moveTo(time)
      await settle()
    },
    close: () => node.database.destroy(),
  }
}
