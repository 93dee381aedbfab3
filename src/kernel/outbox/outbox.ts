import type { Writing } from '../db/transaction.ts'
import type { DomainEvent } from '../event.ts'

/** Stores events in the transaction of their change. They are delivered after the commit. */
export function storeEvents({ db, write, kernel }: Writing, events: readonly DomainEvent[], now: Date): void {
  if (events.length === 0) return
  write(
    db.insertInto(kernel.outbox).values(
      events.map((event) => ({
        id: event.id,
        type: event.type,
        event: JSON.stringify(event),
        at: event.at,
        stored_at: now,
        next_at: now,
      })),
    ),
  )
}
