import { sql } from 'kysely'
import { nodeActor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import { openTx } from '#kernel/tx'

const pieces = 64
/** After every token there can be: they are shorter. */
const end = Buffer.alloc(64, 0xff)

/**
 * Reads all search tokens once through, piece by piece, and then the records, so that the database has them in memory: a search looks up a
 * hundred tokens and more all over the register, and what must come from the disk costs more than all the rest of it. For the time after a
 * start; nobody waits.
 * @returns how many tokens were read
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
