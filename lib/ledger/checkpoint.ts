import { createHmac } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import { type Head, type Heads, sameText } from './chain.ts'

/** The signed ends of all chains at one moment. A copy kept elsewhere proves what the ledger contained then. */
export interface Checkpoint {
  /** 1 for the first checkpoint, then one more each time. */
  number: number
  /** ISO 8601, given by the caller. */
  at: string
  heads: Heads
  /** The signature of the checkpoint before; '' for the first. */
  previousSignature: string
  /** HMAC-SHA-256, 64 hex digits. */
  signature: string
  /** The ledger's name, so that a checkpoint of one is none of another. Checkpoints of format 1 have none of these. */
  ledger?: string
  /** Names the key that signed this checkpoint, and the lines from its heads on. */
  keyId?: string
  /** For each chain the last line without a MAC. Only the first checkpoint of format 2 says it. */
  bare?: { readonly [chain: string]: number }
}

/** The ends of the chains that the writer itself remembers, for a file outside the database. A newer one replaces it. */
export interface Mark {
  at: string
  ledger: string
  heads: Heads
  keyId: string
  signature: string
}

/** Names a key without saying anything about it. */
export function keyIdOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('ledger-key/1').digest('hex').slice(0, 16)
}

/** What a checkpoint says besides its signature, its number and the checkpoint before. */
type ToSign = Pick<Checkpoint, 'at' | 'heads'> & { ledger: string; bare?: { readonly [chain: string]: number } }

/** Signs the ends of all chains as the next checkpoint after `previous`. */
export function nextCheckpoint(
  { at, heads, ledger, bare }: ToSign,
  key: Uint8Array,
  previous?: Pick<Checkpoint, 'number' | 'signature'>,
): Checkpoint {
  const unsigned = {
    number: (previous?.number ?? 0) + 1,
    at,
    ledger,
    keyId: keyIdOf(key),
    heads,
    ...(bare && { bare }),
    previousSignature: previous?.signature ?? '',
  }
  return { ...unsigned, signature: sign(unsigned, key) }
}

export function signMark(heads: Heads, ledger: string, key: Uint8Array, at: string): Mark {
  const unsigned = { at, ledger, heads: plain(heads), keyId: keyIdOf(key) }
  return { ...unsigned, signature: signText(`ledger-mark/1\n${canonicalJson(unsigned)}`, key) }
}

/** Whether something that was stored or kept has the shape of a checkpoint. Whoever may write there may write anything. */
export function isCheckpoint(found: unknown): found is Checkpoint {
  if (!isRecord(found)) return false
  const { number, at, heads, previousSignature, signature, ledger, keyId, bare } = found
  const texts = [at, previousSignature, signature].every((each) => typeof each === 'string')
  const named = ledger === undefined ? keyId === undefined && bare === undefined : areTexts(ledger, keyId)
  const counted = bare === undefined || (isRecord(bare) && Object.values(bare).every(isCount))
  return isCount(number) && texts && named && counted && areHeads(heads)
}

/** Whether this is a checkpoint that was signed with one of these keys, for this ledger, and has not changed since. */
export function isGenuine(checkpoint: unknown, keys: readonly Uint8Array[], ledger?: string): checkpoint is Checkpoint {
  if (!isCheckpoint(checkpoint)) return false
  if (checkpoint.keyId !== undefined && checkpoint.ledger !== ledger) return false
  const fitting = checkpoint.keyId === undefined ? keys : keys.filter((key) => keyIdOf(key) === checkpoint.keyId)
  return fitting.some((key) => matches(checkpoint.signature, () => sign(checkpoint, key)))
}

/** Whether this is a mark of this ledger, signed with one of these keys. */
export function isGenuineMark(mark: unknown, keys: readonly Uint8Array[], ledger: string): mark is Mark {
  if (!isRecord(mark)) return false
  const { at, heads, keyId, signature } = mark
  if (mark['ledger'] !== ledger || typeof at !== 'string' || typeof signature !== 'string' || !areHeads(heads))
    return false
  return keys
    .filter((key) => keyIdOf(key) === keyId)
    .some((key) => matches(signature, () => signMark(heads, ledger, key, at).signature))
}

/** Text that JSON cannot carry without loss, such as half a surrogate pair, was never signed. */
function matches(signature: string, sign: () => string): boolean {
  try {
    return sameText(signature, sign())
  } catch {
    return false
  }
}

function sign(checkpoint: Omit<Checkpoint, 'signature'>, key: Uint8Array): string {
  const { number, at, previousSignature, ledger, keyId, bare } = checkpoint
  const heads = plain(checkpoint.heads)
  if (ledger === undefined || keyId === undefined)
    return signText(`ledger-checkpoint/1\n${canonicalJson({ number, at, heads, previousSignature })}`, key)
  const text = canonicalJson({ number, at, ledger, keyId, heads, previousSignature, ...(bare && { bare }) })
  return signText(`ledger-checkpoint/2\n${text}`, key)
}

function signText(text: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

function plain(heads: Heads): { [chain: string]: { seq: number; hash: string } } {
  return Object.fromEntries(Object.entries(heads).map(([chain, { seq, hash }]) => [chain, { seq, hash }]))
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}

function isCount(found: unknown): found is number {
  return Number.isSafeInteger(found) && (found as number) >= 0
}

function areTexts(...found: unknown[]): boolean {
  return found.every((each) => typeof each === 'string')
}

function areHeads(found: unknown): found is Heads {
  return isRecord(found) && Object.values(found).every(isHead)
}

/** Whether something that was stored has the shape of the end of a chain. */
export function isHead(found: unknown): found is Head {
  return isRecord(found) && isCount(found['seq']) && typeof found['hash'] === 'string'
}
