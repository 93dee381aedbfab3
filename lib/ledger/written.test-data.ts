import { createHmac } from 'node:crypto'
import {
  type Break,
  canonicalJson,
  type Checkpoint,
  emptyHead,
  type Evidence,
  type Head,
  type Heads,
  type Json,
  type Line,
  nextCheckpoint,
  nextLine,
  verify,
} from './index.ts'

export const key = new TextEncoder().encode('a key for tests only')
export const newerKey = new TextEncoder().encode('the key after it')
export const ledger = 'of a test'
export const at = '2026-01-05T08:00:00.000Z'

export const formerKey = new TextEncoder().encode('one key for all ledgers')

/** A checkpoint as it was before lines had MACs. Its text is written out here, so that it cannot change unnoticed. */
export function formerCheckpoint(
  heads: Heads,
  { number = 1, previous }: { number?: number; previous?: Checkpoint } = {},
): Checkpoint {
  const unsigned = { at, heads: plainHeads(heads), number, previousSignature: previous?.signature ?? '' }
  const text = `ledger-checkpoint/1\n${canonicalJson(unsigned)}`
  return { ...unsigned, signature: createHmac('sha256', formerKey).update(text).digest('hex') }
}

function plainHeads(heads: Heads): Record<string, { seq: number; hash: string }> {
  return Object.fromEntries(Object.entries(heads).map(([chain, { seq, hash }]) => [chain, { seq, hash }]))
}

/** Writes `contents` round-robin into `chains` chains, with a checkpoint after every third line. */
export function write(contents: readonly Json[], chains = 2): { lines: Line[]; evidence: Evidence & { heads: Heads } } {
  const heads: Record<string, Head> = {}
  const lines: Line[] = []
  const checkpoints: Checkpoint[] = []
  for (const [index, content] of contents.entries()) {
    const chain = String(index % chains)
    const line = nextLine(chain, heads[chain] ?? emptyHead(chain), content, key)
    heads[chain] = { seq: line.seq, hash: line.hash }
    lines.push(line)
    if (index % 3 === 2) checkpoints.push(nextCheckpoint({ at, heads: { ...heads }, ledger }, key, checkpoints.at(-1)))
  }
  return { lines, evidence: { heads, checkpoints, ledger, key } }
}

export function kindOf(lines: Line[], evidence: Evidence): Break | 'ok' {
  const verdict = verify(lines, evidence)
  return verdict.ok ? 'ok' : verdict.broken.kind
}
