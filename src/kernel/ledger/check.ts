import { sql } from 'kysely'
import {
  type Checkpoint,
  emptyHead,
  type Heads,
  type Json,
  type Line,
  nextCheckpoint,
  type Verdict,
  verifyStream,
} from '#lib/ledger'
import type { OpenCompartment } from '../db/compartment.ts'
import { deriveKey, type NodeKey } from '../vault/node-key.ts'

/** The ledger of one compartment, read on its pool or in one transaction. */
type Ledger = Pick<OpenCompartment, 'database' | 'kernel'>

/** Signs the current ends of all chains and stores the checkpoint. Returns it, so that a copy can be kept elsewhere. */
export async function makeCheckpoint({ database, kernel }: Ledger, nodeKey: NodeKey, at: Date): Promise<Checkpoint> {
  return database.transaction().execute((db) => addCheckpoint({ database: db, kernel }, nodeKey, at))
}

async function addCheckpoint({ database: db, kernel }: Ledger, nodeKey: NodeKey, at: Date): Promise<Checkpoint> {
  // Two processes of one node may do this at the same time. The lock makes each number unique.
  await sql`select pg_advisory_xact_lock(hashtext('tenfold-checkpoint'))`.execute(db)
  const last = await db
    .selectFrom(kernel.ledger_checkpoint)
    .select('checkpoint')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const checkpoint = nextCheckpoint(
    await readHeads({ database: db, kernel }),
    deriveKey(nodeKey, 'checkpoint'),
    at.toISOString(),
    last?.checkpoint as Checkpoint | undefined,
  )
  await db
    .insertInto(kernel.ledger_checkpoint)
    .values({ number: checkpoint.number, checkpoint: JSON.stringify(checkpoint) })
    .execute()
  return checkpoint
}

/**
 * Verifies the whole ledger and reports the first altered place. `kept` are copies of checkpoints from outside the
 * database: they show changes by a person who has the password of the database.
 */
export async function verifyLedger(
  ledger: Ledger,
  nodeKey: NodeKey,
  kept: readonly Checkpoint[] = [],
): Promise<Verdict> {
  const { database: db, kernel } = ledger
  const rows = await db.selectFrom(kernel.ledger_checkpoint).select('checkpoint').orderBy('number').execute()
  const stored = rows.map((row) => row.checkpoint as unknown as Checkpoint)
  const key = deriveKey(nodeKey, 'checkpoint')
  return verifyStream(readLines(ledger), { heads: await readHeads(ledger), checkpoints: stored, copies: kept, key })
}

async function readHeads({ database: db, kernel }: Ledger): Promise<Heads> {
  const rows = await db.selectFrom(kernel.ledger_head).selectAll().execute()
  return Object.fromEntries(
    rows.map(({ chain, seq, hash }) => [String(chain), seq === 0 ? emptyHead(String(chain)) : { seq, hash }]),
  )
}

async function* readLines({ database: db, kernel }: Ledger): AsyncGenerator<Line> {
  const page = 2_000
  for (let chain = 0; ; chain++) {
    const head = await db.selectFrom(kernel.ledger_head).select('chain').where('chain', '=', chain).executeTakeFirst()
    if (!head) return
    let previousHash = emptyHead(String(chain)).hash
    for (let after = 0; ; ) {
      const rows = await db
        .selectFrom(kernel.ledger)
        .selectAll()
        .where('chain', '=', chain)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(page)
        .execute()
      for (const row of rows) {
        yield { chain: String(chain), seq: row.seq, previousHash, content: row.line as Json, hash: row.hash }
        previousHash = row.hash
        after = row.seq
      }
      if (rows.length < page) break
    }
  }
}
