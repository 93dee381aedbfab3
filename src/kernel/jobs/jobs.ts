import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Writing } from '../db/transaction.ts'
import { nameOfError } from '../refusal.ts'

/** Work for later, stored together with the change that needs it. */
export interface Job {
  id: string
  kind: string
  runAt: Date
  payload: Record<string, unknown>
}

export type RunJob = (db: Database, job: Job) => Promise<void>

export async function addJob({ db, write }: Writing, job: Job): Promise<void> {
  write(
    db
      .insertInto('kernel.job')
      .values({ id: job.id, kind: job.kind, run_at: job.runAt, payload: JSON.stringify(job.payload) })
      .onConflict((conflict) => conflict.doNothing()),
  )
}

/** Runs one due job in the transaction that marks it done, so that both commit together. */
export async function runNextJob(
  database: Database,
  handlers: Readonly<Record<string, RunJob>>,
  now: Date,
): Promise<boolean> {
  let failed: { id: string; reason: string } | undefined
  const ran = await database
    .transaction()
    .execute(async (db) => {
      const row = await db
        .selectFrom('kernel.job')
        .selectAll()
        .where('done_at', 'is', null)
        .where('run_at', '<=', now)
        .orderBy('run_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return false
      const handler = handlers[row.kind]
      failed = { id: row.id, reason: handler ? '' : `nothing runs jobs of kind ${row.kind}` }
      if (!handler) throw new Error(failed.reason)
      await handler(db, {
        id: row.id,
        kind: row.kind,
        runAt: row.run_at,
        payload: row.payload as Record<string, unknown>,
      })
      await db.updateTable('kernel.job').set({ done_at: now }).where('id', '=', row.id).execute()
      return true
    })
    .catch((error: Error) => {
      if (!failed) throw error
      failed.reason ||= nameOfError(error)
      return true
    })
  if (failed?.reason) {
    await database
      .updateTable('kernel.job')
      .set({ attempts: sql`attempts + 1`, run_at: new Date(now.getTime() + 60_000), last_error: failed.reason })
      .where('id', '=', failed.id)
      .execute()
  }
  return ran
}
