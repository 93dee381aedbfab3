import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { DomainEvent } from '../event.ts'
import { nameOfError } from '../refusal.ts'

/** Reacts to one event. It may run again after a crash: what it does carries a command id made from the event's. */
export type React = (event: DomainEvent) => Promise<void>

const longestWait = 300_000

/** Waiting time after a failed try, in milliseconds: one second, doubling, at most five minutes. */
function waitAfter(attempts: number): number {
  return Math.min(longestWait, 1_000 * 2 ** Math.min(attempts, 10))
}

/**
 * Takes one waiting event and reacts to it. The row stays locked until all reactions are done, so no other worker
 * takes it; when the process dies the lock goes with it and another worker starts again.
 * Returns false when nothing was waiting.
 */
export async function deliverNext(database: Database, react: React, now: () => Date): Promise<boolean> {
  return database.transaction().execute(async (db) => {
    const row = await db
      .selectFrom('kernel.outbox')
      .select(['id', 'event', 'attempts'])
      .where('delivered_at', 'is', null)
      // The clock may have been ahead when this was stored and set back since: what never waited goes out at once, and nothing waits longer than it may.
      .where((waiting) => waiting.or([waiting('attempts', '=', 0), waiting('next_at', '<=', now()), waiting('next_at', '>', new Date(now().getTime() + longestWait))]))
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return false
    try {
      await react(row.event as unknown as DomainEvent)
      await db.updateTable('kernel.outbox').set({ delivered_at: now() }).where('id', '=', row.id).execute()
    } catch (error) {
      const next = new Date(now().getTime() + waitAfter(row.attempts))
      await db
        .updateTable('kernel.outbox')
        .set({ attempts: sql`attempts + 1`, next_at: next, last_error: nameOfError(error) })
        .where('id', '=', row.id)
        .execute()
    }
    return true
  })
}
