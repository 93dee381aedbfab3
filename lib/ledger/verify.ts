import { emptyHead, lineHash, type Head, type Heads, type Line } from './chain.ts'
import { isGenuine, type Checkpoint } from './checkpoint.ts'

export type Break =
  /** The content, hash or link of this line was changed. */
  | 'changed-line'
  /** A line is missing. */
  | 'missing-line'
  /** The lines are in another order, or one is there twice. */
  | 'reordered'
  /** The chain ends earlier than its head or a checkpoint says. */
  | 'cut-tail'
  /** The chain has lines after its head. */
  | 'added-line'
  /** The chain is valid, but a head or checkpoint belongs to another chain. */
  | 'rewritten-chain'
  /** A checkpoint was not signed with the key, or was changed after. */
  | 'forged-checkpoint'
  /** The first checkpoint, or one between two others, is missing. */
  | 'missing-checkpoint'

export interface BrokenPlace {
  kind: Break
  chain?: string
  seq?: number
  checkpoint?: number
}

export type Verdict =
  | { ok: true; lines: number; chains: number; checkpoints: number }
  | { ok: false; broken: BrokenPlace }

export interface Evidence {
  heads: Heads
  /** Oldest first. */
  checkpoints: readonly Checkpoint[]
  /**
   * Copies kept elsewhere, in any order. Some may be missing: a copy is made after its checkpoint, and the machine can
   * stop in between. Each existing copy must be one of `checkpoints`.
   */
  copies?: readonly Checkpoint[]
  key: Uint8Array
}

/**
 * Reads the lines of all chains (each chain oldest first; chains may alternate) and compares them with the stored heads
 * and signed checkpoints. Returns the first broken place and its fault. Memory does not grow with the number of lines.
 */
export function verify(lines: Iterable<Line>, evidence: Evidence): Verdict {
  const reading = startReading(evidence)
  for (const line of lines) readLine(reading, line)
  return finishReading(reading, evidence)
}

/** As `verify`, for lines that arrive in portions, for example from a database cursor. */
export async function verifyStream(lines: AsyncIterable<Line>, evidence: Evidence): Promise<Verdict> {
  const reading = startReading(evidence)
  for await (const line of lines) readLine(reading, line)
  return finishReading(reading, evidence)
}

interface Reading {
  ends: Map<string, Head>
  anchors: Map<string, Map<number, { hash: string; checkpoint: number }>>
  count: number
  broken?: BrokenPlace
  /**
   * A line that did not continue its chain. If a later line does, the order is wrong; if none does, a line is missing.
   */
  gap?: { chain: string; after: Head }
}

function startReading({ checkpoints, copies = [], key }: Evidence): Reading {
  const reading: Reading = { ends: new Map(), anchors: new Map(), count: 0 }
  const broken = brokenCheckpoint(checkpoints, key) ?? brokenCopy(copies, checkpoints, key)
  if (broken) return { ...reading, broken }
  for (const { heads, number } of checkpoints) {
    for (const [chain, { seq, hash }] of Object.entries(heads)) {
      const anchors = reading.anchors.get(chain) ?? new Map()
      const kept = anchors.get(seq)
      if (kept && kept.hash !== hash)
        return { ...reading, broken: { kind: 'rewritten-chain', chain, seq, checkpoint: number } }
      if (!kept) anchors.set(seq, { hash, checkpoint: number })
      reading.anchors.set(chain, anchors)
    }
  }
  return reading
}

function brokenCheckpoint(checkpoints: readonly Checkpoint[], key: Uint8Array): BrokenPlace | undefined {
  let previousSignature = ''
  for (const [index, checkpoint] of checkpoints.entries()) {
    const { number = index + 1 } = (checkpoint ?? {}) as Partial<Checkpoint>
    if (!isGenuine(checkpoint, key)) return { kind: 'forged-checkpoint', checkpoint: number }
    if (number !== index + 1 || checkpoint.previousSignature !== previousSignature) {
      return { kind: 'missing-checkpoint', checkpoint: index + 1 }
    }
    previousSignature = checkpoint.signature
  }
  return undefined
}

function brokenCopy(
  copies: readonly Checkpoint[],
  checkpoints: readonly Checkpoint[],
  key: Uint8Array,
): BrokenPlace | undefined {
  for (const copy of copies) {
    if (!isGenuine(copy, key))
      return { kind: 'forged-checkpoint', checkpoint: (copy as Partial<Checkpoint> | null)?.number ?? 0 }
    if (checkpoints[copy.number - 1]?.signature !== copy.signature)
      return { kind: 'missing-checkpoint', checkpoint: copy.number }
  }
  return undefined
}

function readLine(reading: Reading, line: Line): void {
  const { chain, seq } = line
  if (reading.broken) return settleGap(reading, line)
  const end = reading.ends.get(chain) ?? emptyHead(chain)
  const broken = brokenLine(line, end)
  if (broken) {
    reading.broken = { kind: broken, chain, seq: broken === 'missing-line' ? end.seq + 1 : seq }
    if (broken === 'missing-line' || line.previousHash !== end.hash) reading.gap = { chain, after: end }
    return
  }
  const anchor = reading.anchors.get(chain)?.get(seq)
  if (anchor && anchor.hash !== line.hash) {
    reading.broken = { kind: 'rewritten-chain', chain, seq, checkpoint: anchor.checkpoint }
    return
  }
  reading.ends.set(chain, { seq, hash: line.hash })
  reading.count += 1
}

function brokenLine(line: Line, end: Head): Break | undefined {
  if (!Number.isSafeInteger(line.seq) || line.hash !== lineHash(line.previousHash, line.content)) return 'changed-line'
  if (line.seq <= end.seq) return 'reordered'
  if (line.seq > end.seq + 1) return 'missing-line'
  return line.previousHash === end.hash ? undefined : 'changed-line'
}

function settleGap({ gap, broken }: Reading, line: Line): void {
  if (!gap || !broken || line.chain !== gap.chain) return
  const continues = line.previousHash === gap.after.hash && line.hash === lineHash(line.previousHash, line.content)
  if (continues) broken.kind = 'reordered'
}

function finishReading(reading: Reading, { heads, checkpoints }: Evidence): Verdict {
  const broken = reading.broken ?? brokenEnd(reading, heads)
  if (broken) return { ok: false, broken }
  return { ok: true, lines: reading.count, chains: reading.ends.size, checkpoints: checkpoints.length }
}

function brokenEnd(reading: Reading, heads: Heads): BrokenPlace | undefined {
  const chains = new Set([...Object.keys(heads), ...reading.ends.keys(), ...reading.anchors.keys()])
  for (const chain of chains) {
    const end = reading.ends.get(chain) ?? emptyHead(chain)
    for (const [seq, { hash, checkpoint }] of reading.anchors.get(chain) ?? []) {
      if (seq > end.seq) return { kind: 'cut-tail', chain, seq: end.seq + 1, checkpoint }
      if (seq === 0 && hash !== emptyHead(chain).hash) return { kind: 'rewritten-chain', chain, seq, checkpoint }
    }
    const head = Object.hasOwn(heads, chain) ? heads[chain] : undefined
    if (!head) {
      if (end.seq > 0) return { kind: 'added-line', chain, seq: 1 }
      continue
    }
    if (head.seq > end.seq) return { kind: 'cut-tail', chain, seq: end.seq + 1 }
    if (head.seq < end.seq) return { kind: 'added-line', chain, seq: head.seq + 1 }
    if (head.hash !== end.hash) return { kind: 'rewritten-chain', chain, seq: end.seq }
  }
  return undefined
}
