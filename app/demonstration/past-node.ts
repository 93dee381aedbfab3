import { sql } from 'kysely'
import pg from 'pg'
import { nodeActor, nodeScope } from '#kernel/actor'
import { handClock } from '#kernel/clock'
import { type OpenCompartment, openCompartment } from '#kernel/db/compartment'
import { inTransaction } from '#kernel/db/transaction'
import type { DomainEvent } from '#kernel/event'
import { fireDeadlines } from '#kernel/jobs/deadlines'
import { runNextJob } from '#kernel/jobs/run-jobs'
import { compartmentsOf, type Node } from '#kernel/node'
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
  const clock = handClock(start.toISOString())
  const past = present.compartments.map((name) =>
    openCompartment(name, openPastPool(present.compartment(name).pool), { nodeKey: present.nodeKey, clock }),
  )
  const compartment = compartmentsOf(past)
  const { pool, database } = compartment('care')
  const node: Node = { ...present, compartment, pool, database, clock, wake: () => {}, onWake: () => {} }
  return {
    node,
    async walkTo(time) {
      await settle(node, duties)
      for (let due = await findNextDue(node, time); due; due = await findNextDue(node, time)) {
        if (due > clock.now()) clock.moveTo(due)
        for (const each of past) {
          await inTransaction(each, nodeActor, (access) => fireDeadlines(access, clock.now()))
          while (await runNextJob(node, duties.jobs, each.name)) continue
        }
        await settle(node, duties)
      }
      if (time > clock.now()) clock.moveTo(time)
    },
    async close() {
      await Promise.all(past.map((each) => each.database.destroy()))
    },
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
async function findNextDue(node: Node, by: Date): Promise<Date | undefined> {
  const found = await Promise.all(node.compartments.map((name) => findNextDueIn(node.compartment(name), by)))
  return found.flatMap((at) => at ?? []).sort((one, other) => one.getTime() - other.getTime())[0]
}

async function findNextDueIn({ database, kernel }: OpenCompartment, by: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(due_at) from ${sql.table(kernel.deadline)} where due_at <= ${by} and met_at is null and missed_at is null and stopped_at is null),
      (select min(run_at) from ${sql.table(kernel.job)} where run_at <= ${by} and done_at is null)) as at`.execute(
    database,
  )
  return rows[0]?.at ?? undefined
}

/**
 * Delivers waiting events in order, many at a time, because nobody else works on this node yet. The node retries failed
 * ones later.
 */
async function settle(node: Node, duties: Duties): Promise<void> {
  for (const name of node.compartments) await settleIn(node.compartment(name), node, duties)
}

async function settleIn({ name, database, kernel }: OpenCompartment, node: Node, duties: Duties): Promise<void> {
  const { clock } = node
  for (;;) {
    const waiting = await database
      .selectFrom(kernel.outbox)
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
      const failed = await duties.react(node, event as unknown as DomainEvent, name).then(
        () => false,
        () => true,
      )
      if (failed) break
      delivered.push(id)
    }
    if (delivered.length > 0)
      await database
        .updateTable(kernel.outbox)
        .set({ delivered_at: clock.now() })
        .where('id', 'in', delivered)
        .execute()
    if (delivered.length < waiting.length) await deliverNext(node, duties, name)
  }
}
