import { createHash } from 'node:crypto'
import { emptyHead, type Json, nextLine } from '#lib/ledger'
import type { Database } from '../db/database.ts'

/** What the ledger keeps of one act: who, what, on which record, for which purpose, by which policy. Ids and codes only. */
export interface LedgerEntry {
  at: string
  actor: string
  act: string
  kind: 'command' | 'look' | 'refused'
  subject?: string
  purpose: string
  policies: string[]
  /** Digest of what was changed, so that the rows can be held against the ledger. */
  digest?: string
}

/** Sixteen chains run beside each other, so that writers of different records do not wait for one lock. */
export const chainCount = 16

/** Appends one line; the lock on the chain's head is held until the transaction ends, so call it last. */
export async function appendToLedger(db: Database, entry: LedgerEntry): Promise<void> {
  const chain = chainOf(entry.subject ?? entry.actor)
  const head = await db.selectFrom('kernel.ledger_head').select(['seq', 'hash']).where('chain', '=', chain).forUpdate().executeTakeFirstOrThrow()
  const name = String(chain)
  const line = nextLine(name, head.seq === 0 ? emptyHead(name) : head, withoutAbsent(entry))
  await db
    .with('line', (query) => query.insertInto('kernel.ledger').values({ chain, seq: line.seq, line: JSON.stringify(line.content), hash: line.hash }))
    .updateTable('kernel.ledger_head')
    .set({ seq: line.seq, hash: line.hash })
    .where('chain', '=', chain)
    .execute()
}

function chainOf(subject: string): number {
  return createHash('sha256').update(subject).digest()[0]! % chainCount
}

function withoutAbsent(entry: LedgerEntry): Json {
  return JSON.parse(JSON.stringify(entry)) as Json
}
