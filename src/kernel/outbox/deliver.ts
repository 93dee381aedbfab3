import { sql } from 'kysely'
import { nodeActor } from '../actor.ts'
import type { Writing } from '../db/transaction.ts'
import type { DomainEvent } from '../event.ts'
import type { Node } from '../node.ts'
import { nameOfError } from '../refusal.ts'
import { openTx, type Tx } from '../tx.ts'

/** What follows from an event. It may run again after a crash: what it does carries a command id made from the event's. */
export interface Reactions {
  /** Every consequence in a transaction of its own, so that one that fails does not keep the others from happening. */
  react(node: Node, event: DomainEvent): Promise<void>
  /** All consequences in one transaction: all happen or none. */
  reactTogether?(node: Node, event: DomainEvent, tx: Tx): Promise<void>
}

const longestWait = 300_000

/** Waiting time after a failed try, in milliseconds: one second, doubling, at most five minutes. */
function waitAfter(attempts: number): number {
  return Math.min(longestWait, 1_000 * 2 ** Math.min(attempts, 10))
}

/**
 * Takes one waiting event and reacts to it: all consequences and the note that it was delivered in one transaction. When one of them fails,
 * each gets a transaction of its own at once. Returns false when nothing was waiting.
 */
export async function deliverNext(node: Node, reactions: Reactions): Promise<boolean> {
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
      { prepared: true },
    )
    if (done !== 'apart') return done === 'delivered'
  } catch (error) {
    if (!taken) throw error
  }
  return deliverApart(node, reactions)
}

/**
 * The row stays locked until all reactions are done, so no other worker takes it; when the process dies the lock goes with it and another
 * worker starts again.
 */
async function deliverApart(node: Node, { react }: Reactions): Promise<boolean> {
  return openTx(node, nodeActor, async (tx) => {
    const row = await takeNext(tx, node)
    if (!row) return false
    try {
      await react(node, row.event)
      delivered(tx, row.id, node)
    } catch (error) {
      const next = new Date(node.clock.now().getTime() + waitAfter(row.attempts))
      tx.write(
        tx.db
          .updateTable('kernel.outbox')
          .set({ attempts: sql`attempts + 1`, next_at: next, last_error: nameOfError(error) })
          .where('id', '=', row.id),
      )
    }
    return true
  })
}

async function takeNext(
  { db }: Writing,
  { clock }: Node,
): Promise<{ id: string; event: DomainEvent; attempts: number } | undefined> {
  const now = clock.now()
  const row = await db
    .selectFrom('kernel.outbox')
    .select(['id', 'event', 'attempts'])
    .where('delivered_at', 'is', null)
    // The clock may have been ahead when this was stored and set back since: what never waited goes out at once, and nothing waits longer than it may.
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

function delivered({ db, write }: Writing, id: string, { clock }: Node): void {
  write(db.updateTable('kernel.outbox').set({ delivered_at: clock.now() }).where('id', '=', id))
}
