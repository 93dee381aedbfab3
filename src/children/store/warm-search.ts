import { sql } from 'kysely'
import { nodeActor } from '#kernel/actor'
import type { Node } from '#kernel/node'
import { openTx } from '#kernel/tx'

const pieces = 64
/** After every token there can be: they are shorter. */
const end = Buffer.alloc(64, 0xff)

/**
 * Reads all search tokens once through, piece by piece, so that the database has them in memory: a search looks up a hundred and more all
 * over the register, and those that must come from the disk cost more than all the rest of it. For the time after a start; nobody waits.
 * @returns how many were read
 */
export async function warmSearch(node: Node, over: AbortSignal): Promise<number> {
  let read = 0
  for (let piece = 0; piece < pieces && !over.aborted; piece += 1) {
    const { rows } = await openTx(node, nodeActor, ({ db }) =>
      sql<{ read: number }>`select count(*)::int as read from children.name_token where token >= ${edge(piece)} and token < ${edge(piece + 1)}`.execute(db),
    )
    read += rows[0]!.read
  }
  return read
}

function edge(piece: number): Buffer {
  return piece === pieces ? end : Buffer.of((piece * 256) / pieces)
}
