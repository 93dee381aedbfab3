import type { Json } from './canonical-json.ts'
import { emptyHead, hasMac, lineHash, type Head, type Heads, type Line } from './chain.ts'
import { type Checkpoint, isGenuine, isGenuineMark, isHead, keyIdOf, type Mark } from './checkpoint.ts'

export type Break =
  /** The content, hash or link of this line was changed. */
  | 'changed-line'
  /** The line fits its chain, but its MAC is missing or was not made with the key: somebody linked the chain anew. */
  | 'forged-line'
  /** A line is missing. */
  | 'missing-line'
  /** The lines are in another order, or one is there twice. */
  | 'reordered'
  /** The chain ends earlier than its head, a checkpoint or the mark says. */
  | 'cut-tail'
  /** The chain has lines after its head. */
  | 'added-line'
  /** The chain is valid, but a head, a checkpoint or the mark belongs to another chain. */
  | 'rewritten-chain'
  /** A checkpoint was not signed with the key, or was changed after. */
  | 'forged-checkpoint'
  /** The first checkpoint, or one between two others, is missing. */
  | 'missing-checkpoint'
  /** The mark was not signed with the key, or was changed after. */
  | 'forged-mark'

export interface BrokenPlace {
  kind: Break
  chain?: string
  seq?: number
  checkpoint?: number
  /** The mark shows it, no checkpoint does. */
  mark?: true
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
  /** The newest mark that the writer kept outside the database. */
  mark?: Mark | undefined
  /**
   * Ends that are known to be right: the lines begin after them. Only for a ledger without `checkpoints`, whose lines
   * all have MACs.
   */
  from?: Heads
  /** The name that its checkpoints carry. */
  ledger: string
  /** The key that signs now. */
  key: Uint8Array
  /** Keys of before. Since the first checkpoint of a newer key they sign nothing. */
  oldKeys?: readonly Uint8Array[]
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
  anchors: Map<string, Map<number, Anchor>>
  macs: Macs
  /** Chains that have had a line with a MAC. */
  begun: Set<string>
  count: number
  broken?: BrokenPlace
  /**
   * A line that did not continue its chain. If a later line does, the order is wrong; if none does, a line is missing.
   */
  gap?: { chain: string; after: Head }
}

/** Where a chain must have this hash, and who says so: a checkpoint or the mark. */
type Anchor = { hash: string } & Pick<BrokenPlace, 'checkpoint' | 'mark'>

function startReading(evidence: Evidence): Reading {
  const { checkpoints, copies = [], mark } = evidence
  const ends = new Map(Object.entries(evidence.from ?? {}))
  const reading: Reading = { ends, anchors: new Map(), macs: macsOf(evidence), begun: new Set(), count: 0 }
  const keys = keysOf(evidence)
  const broken =
    brokenCheckpoint(checkpoints, keys, evidence.ledger) ?? brokenCopy(copies, checkpoints, keys, evidence.ledger)
  if (broken) return { ...reading, broken }
  if (mark !== undefined && !isGenuineMark(mark, keys, evidence.ledger))
    return { ...reading, broken: { kind: 'forged-mark', mark: true } }
  const signed = [
    ...checkpoints.map(({ heads, number }) => ({ heads, by: { checkpoint: number } })),
    ...(mark ? [{ heads: mark.heads, by: { mark: true } as const }] : []),
  ]
  for (const { heads, by } of signed) {
    for (const [chain, { seq, hash }] of Object.entries(heads)) {
      const anchors = reading.anchors.get(chain) ?? new Map<number, Anchor>()
      const kept = anchors.get(seq)
      if (kept && kept.hash !== hash) return { ...reading, broken: { kind: 'rewritten-chain', chain, seq, ...by } }
      if (!kept) anchors.set(seq, { hash, ...by })
      reading.anchors.set(chain, anchors)
    }
  }
  return reading
}

function keysOf({ key, oldKeys = [] }: Pick<Evidence, 'key' | 'oldKeys'>): readonly Uint8Array[] {
  return [key, ...oldKeys]
}

/** Which key made the MAC of a line. */
interface Macs {
  readonly keys: readonly Uint8Array[]
  /** By chain: the last line that need not have one. */
  readonly bare: ReadonlyMap<string, number>
  /** No checkpoint says yet where MACs begin: the ledger was brought to this form, and not signed since. */
  readonly unsaid: boolean
  /** The newest key, and by chain the last line that a key of before may have signed. */
  readonly newest: Uint8Array
  readonly old: ReadonlyMap<string, number>
}

function macsOf(evidence: Evidence): Macs {
  const keys = keysOf(evidence)
  const named = evidence.checkpoints.filter((checkpoint) => (checkpoint as Checkpoint | null)?.keyId !== undefined)
  const last = named.at(-1)?.keyId
  const newest = keys.find((key) => keyIdOf(key) === last) ?? evidence.key
  const changed = named.findLastIndex(({ keyId }) => keyId !== last)
  const old = changed === -1 ? {} : (named[changed + 1]?.heads ?? {})
  const { bare = {} } = named[0] ?? {}
  return {
    keys,
    bare: new Map(Object.entries(bare ?? {})),
    unsaid: named.length === 0 && evidence.checkpoints.length > 0,
    newest,
    old: new Map(Object.entries(old ?? {}).map(([chain, head]) => [chain, isHead(head) ? head.seq : 0])),
  }
}

function isSigned({ macs: { keys, bare, unsaid, newest, old }, begun }: Reading, line: Line): boolean {
  const mayBeBare = unsaid ? !begun.has(line.chain) : line.seq <= (bare.get(line.chain) ?? 0)
  if (mayBeBare && (line.mac === undefined || line.mac === null)) return true
  begun.add(line.chain)
  if (line.seq > (old.get(line.chain) ?? 0)) return hasMac(line, newest)
  return keys.some((key) => hasMac(line, key))
}

function brokenCheckpoint(
  checkpoints: readonly Checkpoint[],
  keys: readonly Uint8Array[],
  ledger: string,
): BrokenPlace | undefined {
  let previous: Checkpoint | undefined
  for (const [index, checkpoint] of checkpoints.entries()) {
    if (!isGenuine(checkpoint, keys, ledger) || isOlderForm(checkpoint, previous))
      return { kind: 'forged-checkpoint', checkpoint: numberOf(checkpoint) ?? index + 1 }
    if (checkpoint.number !== index + 1 || checkpoint.previousSignature !== (previous?.signature ?? ''))
      return { kind: 'missing-checkpoint', checkpoint: index + 1 }
    previous = checkpoint
  }
  return undefined
}

/** The number that something says it has as a checkpoint. */
function numberOf(found: unknown): number | undefined {
  const { number } = (found ?? {}) as { number?: unknown }
  return Number.isSafeInteger(number) ? (number as number) : undefined
}

/** A ledger whose lines have MACs does not go back to lines without. */
function isOlderForm({ keyId, bare }: Checkpoint, previous: Checkpoint | undefined): boolean {
  if (previous?.keyId === undefined) return false
  return keyId === undefined || bare !== undefined
}

function brokenCopy(
  copies: readonly Checkpoint[],
  checkpoints: readonly Checkpoint[],
  keys: readonly Uint8Array[],
  ledger: string,
): BrokenPlace | undefined {
  for (const copy of copies) {
    if (!isGenuine(copy, keys, ledger)) return { kind: 'forged-checkpoint', checkpoint: numberOf(copy) ?? 0 }
    if (checkpoints[copy.number - 1]?.signature !== copy.signature)
      return { kind: 'missing-checkpoint', checkpoint: copy.number }
  }
  return undefined
}

function readLine(reading: Reading, line: Line): void {
  if (reading.broken) return settleGap(reading, line)
  if (!isLine(line)) {
    reading.broken = { kind: 'changed-line' }
    return
  }
  const { chain, seq } = line
  const end = reading.ends.get(chain) ?? emptyHead(chain)
  const broken = brokenLine(line, end)
  if (broken) {
    reading.broken = { kind: broken, chain, seq: broken === 'missing-line' ? end.seq + 1 : seq }
    if (broken === 'missing-line' || line.previousHash !== end.hash) reading.gap = { chain, after: end }
    return
  }
  const anchor = reading.anchors.get(chain)?.get(seq)
  if (anchor && anchor.hash !== line.hash) {
    const { hash: _, ...by } = anchor
    reading.broken = { kind: 'rewritten-chain', chain, seq, ...by }
    return
  }
  if (!isSigned(reading, line)) {
    reading.broken = { kind: 'forged-line', chain, seq }
    return
  }
  reading.ends.set(chain, { seq, hash: line.hash })
  reading.count += 1
}

/** Lines come from a store that others can write to, so anything may be there. */
function isLine(found: unknown): found is Line {
  if (typeof found !== 'object' || found === null) return false
  const { chain, hash, previousHash } = found as Partial<Record<keyof Line, unknown>>
  return [chain, hash, previousHash].every((each) => typeof each === 'string' && each.isWellFormed())
}

/** Undefined for content that no line can have. */
function hashOf(previousHash: string, content: Json): string | undefined {
  try {
    return lineHash(previousHash, content)
  } catch {
    return undefined
  }
}

function brokenLine(line: Line, end: Head): Break | undefined {
  if (!Number.isSafeInteger(line.seq) || line.hash !== hashOf(line.previousHash, line.content)) return 'changed-line'
  if (line.seq <= end.seq) return 'reordered'
  if (line.seq > end.seq + 1) return 'missing-line'
  return line.previousHash === end.hash ? undefined : 'changed-line'
}

function settleGap({ gap, broken }: Reading, line: Line): void {
  if (!gap || !broken || !isLine(line) || line.chain !== gap.chain) return
  const continues = line.previousHash === gap.after.hash && line.hash === hashOf(line.previousHash, line.content)
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
    for (const [seq, { hash, ...by }] of reading.anchors.get(chain) ?? []) {
      if (seq > end.seq) return { kind: 'cut-tail', chain, seq: end.seq + 1, ...by }
      if (seq === 0 && hash !== emptyHead(chain).hash) return { kind: 'rewritten-chain', chain, seq, ...by }
    }
    const head = Object.hasOwn(heads, chain) ? heads[chain] : undefined
    if (head !== undefined && !isHead(head)) return { kind: 'rewritten-chain', chain }
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
