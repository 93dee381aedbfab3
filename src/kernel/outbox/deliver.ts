import { sql } from 'kysely'
import { nodeActor } from '../actor.ts'
import type { Compartment } from '../db/database.ts'
import type { Writing } from '../db/transaction.ts'
import type { DomainEvent } from '../event.ts'
import type { Node } from '../node.ts'
import { nameOfError } from '../refusal.ts'
import { openTx, type Tx } from '../tx.ts'

/** The consequences of events. After a crash they may run again, so their command ids are made from the event's id. */
export interface Reactions {
  /** Runs each consequence in its own transaction, so that a failed one does not stop the others. */
  react(node: Node, event: DomainEvent, compartment: Compartment): Promise<void>
  /** Runs all consequences in one transaction of the event's compartment: all or none. */
  reactTogether?(node: Node, event: DomainEvent, tx: Tx): Promise<void>
}

const longestWait = 300_000

/** Wait after a failed try, in milliseconds: one second, doubling, at most five minutes. */
function waitAfter(attempts: number): number {
  return Math.min(longestWait, 1_000 * 2 ** Math.min(attempts, 10))
}

/**
 * Delivers one waiting event of a compartment: runs all its consequences and marks it delivered in one transaction. If one of them
 * fails, each runs again at once in its own transaction. Returns false if no event was waiting.
 */
export async function deliverNext(node: Node, reactions: Reactions, compartment: Compartment): Promise<boolean> {
  let taken = false
  try {
    const done = await openTx(
      node,
      nodeActor,
      async (tx) => {
        const row = await takeNext(tx, node)
        if (!row) return 'nothing'
        taken = true
        if (row.attempts > 0 || !reactions.reactTogether) return 'apart'
        await reactions.reactTogether(node, row.event, tx)
        delivered(tx, row.id, node)
        return 'delivered'
      },
      { prepared: true, compartment },
    )
    if (done !== 'apart') return done === 'delivered'
  } catch (error) {
    if (!taken) throw error
  }
  return deliverApart(node, reactions, compartment)
}

/**
 * The row stays locked until all reactions are done, so no other worker takes it. If the process dies, the lock is
 * released and another worker starts again.
 */
async function deliverApart(node: Node, { react }: Reactions, compartment: Compartment): Promise<boolean> {
  return openTx(
    node,
    nodeActor,
    async (tx) => {
      const row = await takeNext(tx, node)
      if (!row) return false
      try {
        await react(node, row.event, compartment)
        delivered(tx, row.id, node)
      } catch (error) {
        const next = new Date(node.clock.now().getTime() + waitAfter(row.attempts))
        tx.write(
          tx.db
            .updateTable(tx.kernel.outbox)
            .set({ attempts: sql`attempts + 1`, next_at: next, last_error: nameOfError(error) })
            .where('id', '=', row.id),
        )
      }
      return true
    },
    { compartment },
  )
}

async function takeNext(
  { db, kernel }: Writing,
  { clock }: Node,
): Promise<{ id: string; event: DomainEvent; attempts: number } | undefined> {
  const now = clock.now()
  const row = await db
    .selectFrom(kernel.outbox)
    .select(['id', 'event', 'attempts'])
    .where('delivered_at', 'is', null)
    // The clock may have been ahead when this was stored. So an event without a failed try is due at once, and no wait
    // is longer than the maximum.
    .where((waiting) =>
      waiting.or([
        waiting('attempts', '=', 0),
        waiting('next_at', '<=', now),
        waiting('next_at', '>', new Date(now.getTime() + longestWait)),
      ]),
    )
    .orderBy('next_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && { ...row, event: row.event as unknown as DomainEvent }
}

function delivered({ db, write, kernel }: Writing, id: string, { clock }: Node): void {
  write(db.updateTable(kernel.outbox).set({ delivered_at: clock.now() }).where('id', '=', id))
}
