import type { Database } from '../db/database.ts'
import type { DomainEvent } from '../event.ts'

/** Stores events in the transaction of the change that made them; they are delivered after it commits. */
export async function storeEvents(db: Database, events: readonly DomainEvent[], now: Date): Promise<void> {
  if (events.length === 0) return
  await db
    .insertInto('kernel.outbox')
    .values(events.map((event) => ({ id: event.id, type: event.type, event: JSON.stringify(event), at: event.at, stored_at: now, next_at: now })))
    .execute()
}
