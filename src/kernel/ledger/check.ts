import { sql } from 'kysely'
import {
  type Checkpoint,
  emptyHead,
  type Heads,
  type Json,
  type Line,
  type Mark,
  nextCheckpoint,
  type Verdict,
  verifyStream,
} from '#lib/ledger'
import type { OpenCompartment } from '../db/compartment.ts'
import type { NodeKey } from '../vault/node-key.ts'
import { ledgerKeys } from './keys.ts'
import { chainCount, headOf, lostLine } from './record.ts'

/** The ledger of one compartment, read on its pool or in one transaction. */
export type Ledger = Pick<OpenCompartment, 'name' | 'database' | 'kernel'>

/**
 * Signs the current ends of all chains and stores the checkpoint. Returns it, so that a copy can be kept elsewhere. If
 * this process remembers a line that is no longer there, its memory says so afterwards; the checkpoint is made, because
 * it protects what is there now.
 */
export async function makeCheckpoint(compartment: OpenCompartment, nodeKey: NodeKey, at: Date): Promise<Checkpoint> {
  const { memory, database } = compartment
  const known = Object.fromEntries([...memory.known].map(([chain, head]) => [String(chain), head]))
  const [lost] = await findLost(compartment, known)
  if (lost) memory.problem ??= lostLine(lost)
  return database.transaction().execute((db) => addCheckpoint({ ...compartment, database: db }, nodeKey, at))
}

async function addCheckpoint(ledger: Ledger, nodeKey: NodeKey, at: Date): Promise<Checkpoint> {
  const { database: db, kernel, name } = ledger
  // Two processes of one node may do this at the same time. The lock makes each number unique.
  await sql`select pg_advisory_xact_lock(hashtext('tenfold-checkpoint'))`.execute(db)
  const last = await newestCheckpoint(ledger)
  const bare = last && last.keyId === undefined ? await findBare(ledger) : undefined
  const checkpoint = nextCheckpoint(
    { at: at.toISOString(), heads: await readHeads(ledger), ledger: name, ...(bare && { bare }) },
    ledgerKeys(nodeKey, name).key,
    last,
  )
  await db
    .insertInto(kernel.ledger_checkpoint)
    .values({ number: checkpoint.number, checkpoint: JSON.stringify(checkpoint) })
    .execute()
  return checkpoint
}

/** The newest checkpoint in the database, whatever it is: it was not compared with its signature. */
export async function newestCheckpoint({ database, kernel }: Ledger): Promise<Checkpoint | undefined> {
  const row = await database
    .selectFrom(kernel.ledger_checkpoint)
    .select('checkpoint')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.checkpoint as unknown as Checkpoint | null) ?? undefined
}

/** Of each chain the last line without a MAC. Lines of before 2026-11-29 have none. */
async function findBare({ database, kernel }: Ledger): Promise<{ [chain: string]: number }> {
  const rows = await database
    .selectFrom(kernel.ledger)
    .select((row) => ['chain', row.fn.max('seq').as('seq')])
    .where('mac', 'is', null)
    .groupBy('chain')
    .execute()
  return Object.fromEntries(rows.map(({ chain, seq }) => [String(chain), Number(seq)]))
}

/** Of these lines those that the database does not have as they were. It reads one line of each chain. */
export async function findLost({ database, kernel }: Ledger, ends: Heads): Promise<{ chain: string; seq: number }[]> {
  const wanted = Object.entries(ends).filter(([, { seq }]) => seq > 0)
  if (wanted.length === 0) return []
  const { rows } = await sql<{ chain: number; hash: string }>`
    select chain, hash from ${sql.table(kernel.ledger)}
    join unnest(${wanted.map(([chain]) => chain)}::smallint[], ${wanted.map(([, { seq }]) => seq)}::bigint[]) as wanted (chain, seq)
      using (chain, seq)`.execute(database)
  const found = new Map(rows.map(({ chain, hash }) => [String(chain), hash]))
  return wanted.flatMap(([chain, { seq, hash }]) => (found.get(chain) === hash ? [] : [{ chain, seq }]))
}

/** What a ledger is compared with besides the database. */
export interface Kept {
  /** Copies of checkpoints. */
  copies?: readonly Checkpoint[]
  mark?: Mark | undefined
}

/**
 * Verifies the whole ledger and reports the first altered place. What was kept outside the database shows changes by a
 * person who has the password of the database.
 */
export async function verifyLedger(
  ledger: Ledger,
  nodeKey: NodeKey,
  { copies = [], mark }: Kept = {},
): Promise<Verdict> {
  const { database: db, kernel, name } = ledger
  const rows = await db.selectFrom(kernel.ledger_checkpoint).select('checkpoint').orderBy('number').execute()
  const stored = rows.map((row) => row.checkpoint as unknown as Checkpoint)
  const heads = await readHeads(ledger)
  const evidence = { heads, checkpoints: stored, copies, mark, ledger: name, ...ledgerKeys(nodeKey, name) }
  return verifyStream(readLines(ledger, heads), evidence)
}

export async function readHeads({ database: db, kernel }: Ledger): Promise<Heads> {
  const rows = await db.selectFrom(kernel.ledger_head).selectAll().execute()
  return Object.fromEntries(rows.map((row) => [String(row.chain), headOf(row)]))
}

/** Reads the lines of every chain, oldest first, after `from`. */
export async function* readLines(
  { database: db, kernel }: Ledger,
  heads: Heads,
  from: Heads = {},
): AsyncGenerator<Line> {
  const page = 2_000
  const chains = new Set([...Array.from({ length: chainCount }, (_, chain) => String(chain)), ...Object.keys(heads)])
  for (const chain of chains) {
    const start = from[chain] ?? emptyHead(chain)
    let previousHash = start.hash
    for (let after = start.seq; ; ) {
      const rows = await db
        .selectFrom(kernel.ledger)
        .selectAll()
        .where('chain', '=', Number(chain))
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(page)
        .execute()
      for (const row of rows) {
        yield { chain, seq: row.seq, previousHash, content: row.line as Json, hash: row.hash, mac: row.mac }
        previousHash = row.hash
        after = row.seq
      }
      if (rows.length < page) break
    }
  }
}
