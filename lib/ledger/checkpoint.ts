import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Head, Heads } from './chain.ts'

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
}

/** Signs the ends of all chains as the next checkpoint after `previous`. */
export function nextCheckpoint(heads: Heads, key: Uint8Array, at: string, previous?: Checkpoint): Checkpoint {
  const unsigned = {
    number: (previous?.number ?? 0) + 1,
    at,
    heads,
    previousSignature: previous?.signature ?? '',
  }
  return { ...unsigned, signature: sign(unsigned, key) }
}

/** Whether something that was stored or kept has the shape of a checkpoint. Whoever may write there may write anything. */
export function isCheckpoint(found: unknown): found is Checkpoint {
  if (typeof found !== 'object' || found === null) return false
  const { number, at, heads, previousSignature, signature } = found as Partial<Record<keyof Checkpoint, unknown>>
  const texts = [at, previousSignature, signature].every((each) => typeof each === 'string')
  return Number.isSafeInteger(number) && texts && typeof heads === 'object' && heads !== null
    ? Object.values(heads).every(isHead)
    : false
}

function isHead(found: unknown): found is Head {
  if (typeof found !== 'object' || found === null) return false
  const { seq, hash } = found as Partial<Record<keyof Head, unknown>>
  return Number.isSafeInteger(seq) && typeof hash === 'string'
}

/** Whether this is a checkpoint that was signed with this key and has not changed since. */
export function isGenuine(checkpoint: unknown, key: Uint8Array): checkpoint is Checkpoint {
  if (!isCheckpoint(checkpoint)) return false
  const expected = Buffer.from(sign(checkpoint, key), 'hex')
  const found = Buffer.from(checkpoint.signature, 'hex')
  return expected.length === found.length && timingSafeEqual(expected, found)
}

function sign({ number, at, heads, previousSignature }: Omit<Checkpoint, 'signature'>, key: Uint8Array): string {
  const ends = Object.fromEntries(Object.entries(heads).map(([chain, { seq, hash }]) => [chain, { seq, hash }]))
  const text = canonicalJson({ number, at, heads: ends, previousSignature })
  return createHmac('sha256', key).update(`ledger-checkpoint/1\n${text}`, 'utf8').digest('hex')
}
