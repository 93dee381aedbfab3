import { createHash } from 'node:crypto'
import { canonicalJson, emptyHead, type Head, type Json, type Line, nextLine } from '#lib/ledger'
import type { KernelTables, OpenCompartment } from '../db/compartment.ts'
import type { TxConnection } from '../db/pipeline.ts'
import type { LedgerProblem } from './problem.ts'
import type { RowNote } from './row-notes.ts'

/** One act in the ledger: who, what, on which record, for which purpose, by which policy. Ids and codes only. */
export interface LedgerEntry {
  at: string
  actor: string
  act: string
  /** `rows`: rows changed by a duty of the node that is no command. */
  kind: 'command' | 'look' | 'refused' | 'rows'
  subject?: string
  purpose: string
  policies: string[]
  /** Digest of the changes. */
  digest?: string
  /** What the transaction wrote into the columns that the ledger follows. In one line of the transaction. */
  rows?: readonly RowNote[]
}

/** Sixteen chains, so that writers of different records do not wait for one lock (docs/decisions/0002). */
export const chainCount = 16

/** What this process knows of a ledger besides what the database says. */
export interface LedgerMemory {
  readonly key: Uint8Array
  /** The ends of the chains that this process wrote itself. The database may be ahead of them, never behind. */
  readonly known: Map<number, Head>
  /** Number of lines that this process wrote. */
  lines: number
  /** What is wrong with it, as far as this process has noticed. */
  problem?: LedgerProblem
}

export function openMemory(key: Uint8Array): LedgerMemory {
  return { key, known: new Map(), lines: 0 }
}

/** Remembers the ends of the chains that a transaction has committed. */
export function remember(memory: LedgerMemory, written: readonly Line[]): void {
  memory.lines += written.length
  for (const { chain, seq, hash } of written)
    if (seq > (memory.known.get(Number(chain))?.seq ?? 0)) memory.known.set(Number(chain), { seq, hash })
}

/**
 * Appends the lines of a transaction, as its last statements. The heads of the chains are locked until the commit, and
 * this process links and signs the lines itself: the database never has the key. The lines travel with the commit; pass
 * what is returned to `remember` after it.
 */
export async function appendToLedger(
  connection: TxConnection,
  { kernel, memory }: Pick<OpenCompartment, 'kernel' | 'memory'>,
  entries: readonly LedgerEntry[],
): Promise<Line[]> {
  const placed = entries.map((entry) => ({ chain: chainOf(entry.subject ?? entry.actor), entry }))
  const chains = [...new Set(placed.map(({ chain }) => chain))].sort((a, b) => a - b)
  const { rows } = await connection.ask({ sql: lockHeads(kernel), parameters: [chains] })
  const heads = new Map((rows as { chain: number; seq: number; hash: string }[]).map((row) => [row.chain, headOf(row)]))
  for (const [chain, head] of heads) noticeStepBack(memory, chain, head)
  const lines = placed.flatMap(({ chain, entry }, index) => {
    const noted = index === placed.length - 1 && connection.notes.length > 0 ? { rows: connection.notes } : {}
    const full: LedgerEntry = { ...entry, ...noted }
    // A duty that turned out to change nothing leaves no line.
    if (full.kind === 'rows' && full.rows === undefined) return []
    const content = JSON.parse(JSON.stringify(full)) as Json
    const head = heads.get(chain)
    if (!head) throw new Error(`The ledger has no chain ${chain}.`)
    const line = nextLine(String(chain), head, content, memory.key)
    heads.set(chain, line)
    return line
  })
  if (lines.length > 0) connection.later({ sql: appendLines(kernel), parameters: columnsOf(lines) })
  return lines
}

/** In the order of the chains, so that two transactions with several lines cannot deadlock. */
const lockHeads = ({ ledger_head: head }: KernelTables): string =>
  `select chain, seq, hash from ${head} where chain = any ($1::smallint[]) order by chain for update`

const appendLines = ({ ledger, ledger_head: head }: KernelTables): string => `
  with line as (
    insert into ${ledger} (chain, seq, line, hash, mac)
    select chain, seq, line::jsonb, hash, mac
    from unnest($1::smallint[], $2::bigint[], $3::text[], $4::text[], $5::text[]) as line (chain, seq, line, hash, mac)
    returning chain, seq, hash
  ), ends as (select distinct on (chain) chain, seq, hash from line order by chain, seq desc)
  update ${head} set seq = ends.seq, hash = ends.hash from ends where ${head}.chain = ends.chain`

function columnsOf(lines: readonly Line[]): unknown[] {
  return [
    lines.map(({ chain }) => Number(chain)),
    lines.map(({ seq }) => seq),
    lines.map(({ content }) => canonicalJson(content)),
    lines.map(({ hash }) => hash),
    lines.map(({ mac }) => mac),
  ]
}

/** The end of a chain as its row has it. */
export function headOf({ chain, seq, hash }: { chain: number; seq: number; hash: string }): Head {
  return seq === 0 ? emptyHead(String(chain)) : { seq, hash }
}

/** Somebody set the chain back while this process ran. It works on; the keeper of the checkpoints says so. */
function noticeStepBack(memory: LedgerMemory, chain: number, { seq, hash }: Head): void {
  const own = memory.known.get(chain)
  if (own && (seq < own.seq || (seq === own.seq && hash !== own.hash)))
    memory.problem ??= lostLine({ chain: String(chain), seq: own.seq })
}

/** A line that this process wrote and that is no longer there. */
export function lostLine({ chain, seq }: { chain: string; seq: number }): LedgerProblem {
  return { kind: 'altered', place: { kind: 'cut-tail', chain, seq } }
}

export function chainOf(subject: string): number {
  return createHash('sha256').update(subject).digest()[0]! % chainCount
}
