import type { Writing } from '../db/transaction.ts'

/** Work for later, stored together with the change that needs it. */
export interface Job {
  id: string
  kind: string
  runAt: Date
  payload: Record<string, unknown>
}

export async function addJob({ db, write, kernel }: Writing, job: Job): Promise<void> {
  write(
    db
      .insertInto(kernel.job)
      .values({ id: job.id, kind: job.kind, run_at: job.runAt, payload: JSON.stringify(job.payload) })
      .onConflict((conflict) => conflict.doNothing()),
  )
}
