import { sql } from 'kysely'
import { nodeActor } from '../actor.ts'
import type { Compartment } from '../db/database.ts'
import type { Node } from '../node.ts'
import { nameOfError } from '../refusal.ts'
import { openTx, type Tx } from '../tx.ts'
import type { Job } from './jobs.ts'

/** Runs a job as the node, in the compartment where it was stored. Its commands may run in transactions of their own. */
export type RunJob = (tx: Tx, job: Job, node: Node) => Promise<void>

/** Runs one due job in the transaction that marks it done, so that both commit together. False if none was due. */
export async function runNextJob(
  node: Node,
  handlers: Readonly<Record<string, RunJob>>,
  compartment: Compartment,
): Promise<boolean> {
  const now = node.clock.now()
  let failed: { id: string; reason: string } | undefined
  const ran = await openTx(
    node,
    nodeActor,
    async (tx) => {
      const row = await takeNext(tx, now)
      if (!row) return false
      const handler = handlers[row.kind]
      failed = { id: row.id, reason: handler ? '' : `nothing runs jobs of kind ${row.kind}` }
      if (!handler) throw new Error(failed.reason)
      await handler(
        tx,
        {
          id: row.id,
          kind: row.kind,
          runAt: row.run_at,
          payload: row.payload as Record<string, unknown>,
        },
        node,
      )
      tx.write(tx.db.updateTable(tx.kernel.job).set({ done_at: now }).where('id', '=', row.id))
      return true
    },
    { compartment },
  ).catch((error: Error) => {
    if (!failed) throw error
    failed.reason ||= nameOfError(error)
    return true
  })
  if (failed?.reason) {
    const { database, kernel } = node.compartment(compartment)
    await database
      .updateTable(kernel.job)
      .set({ attempts: sql`attempts + 1`, run_at: new Date(now.getTime() + 60_000), last_error: failed.reason })
      .where('id', '=', failed.id)
      .execute()
  }
  return ran
}

function takeNext({ db, kernel }: Tx, now: Date) {
  return db
    .selectFrom(kernel.job)
    .selectAll()
    .where('done_at', 'is', null)
    .where('run_at', '<=', now)
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}
