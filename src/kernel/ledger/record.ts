import { createHash } from 'node:crypto'
import { canonicalJson, emptyHead, type Json, lineBeginning } from '#lib/ledger'
import type { KernelTables } from '../db/compartment.ts'
import type { Writing } from '../db/transaction.ts'

/** One act in the ledger: who, what, on which record, for which purpose, by which policy. Ids and codes only. */
export interface LedgerEntry {
  at: string
  actor: string
  act: string
  kind: 'command' | 'look' | 'refused'
  subject?: string
  purpose: string
  policies: string[]
  /** Digest of the changes, to compare the rows with the ledger. */
  digest?: string
}

/** Sixteen chains, so that writers of different records do not wait for one lock (docs/decisions/0002). */
export const chainCount = 16

/**
 * Appends lines. The database continues each chain in one statement, which locks the chain's head until the transaction
 * ends. It is not awaited here; it travels with the commit.
 */
export function appendToLedger(
  { write, kernel }: Pick<Writing, 'write' | 'kernel'>,
  entries: readonly LedgerEntry[],
): void {
  const lines = entries.map((entry) => ({
    chain: chainOf(entry.subject ?? entry.actor),
    content: canonicalJson(JSON.parse(JSON.stringify(entry)) as Json),
  }))
  // In the order of the chains, so that two transactions with several lines cannot deadlock.
  lines.sort((a, b) => a.chain - b.chain)
  const sql = appendLine(kernel)
  for (const { chain, content } of lines) {
    write({
      compile: () => ({ sql, parameters: [chain, lineBeginning, emptyHead(String(chain)).hash, content] }),
    })
  }
}

/** `lineHash` of lib/ledger in SQL. Verifying the ledger compares the two. */
const appendLine = ({ ledger, ledger_head: head }: KernelTables): string => `
  with head as (
    update ${head}
    set seq = seq + 1,
        hash = encode(sha256(convert_to($2::text || case when seq = 0 then $3::text else hash end || chr(10) || $4::text, 'UTF8')), 'hex')
    where chain = $1
    returning chain, seq, hash
  )
  insert into ${ledger} (chain, seq, line, hash) select chain, seq, $4::text::jsonb, hash from head`

function chainOf(subject: string): number {
  return createHash('sha256').update(subject).digest()[0]! % chainCount
}
