import { sql } from 'kysely'
import { nodeActor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import { openTx } from '#kernel/tx'

const pieces = 64
/** Sorts after every token, because tokens are shorter. */
const end = Buffer.alloc(64, 0xff)

/**
 * Reads all search tokens and then the records once, in pieces, so that the database has them in memory. A search needs
 * a hundred tokens or more from the whole register, and reading them from disk would take longer than the rest of it.
 * It runs after a start; nobody waits for it.
 *
 * @returns the number of tokens
 */
export async function warmSearch(node: Node, over: AbortSignal): Promise<number> {
  let read = 0
  for (let piece = 0; piece < pieces && !over.aborted; piece += 1) {
    const { rows } = await openTx(node, nodeActor, ({ db }) =>
      sql<{
        read: number
      }>`select count(*)::int as read from children.name_token where token >= ${edge(piece)} and token < ${edge(piece + 1)}`.execute(
        db,
      ),
    )
    read += rows[0]!.read
  }
  if (!over.aborted)
    await openTx(node, nodeActor, ({ db }) =>
      sql`select (select count(sealed_fields) from children.child), (select count(wrapped) from kernel.vault_key)`.execute(
        db,
      ),
    )
  return read
}

function edge(piece: number): Buffer {
  return piece === pieces ? end : Buffer.of((piece * 256) / pieces)
}
