import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { canonicalJson, type Json } from './canonical-json.ts'

/** One stored line: its position in its chain, the hash before it, its content and its own hash. */
export interface Line<Content extends Json = Json> {
  chain: string
  /** 1 for the first line of the chain, then one more each time. */
  seq: number
  previousHash: string
  content: Content
  hash: string
  /** HMAC over `hash`, 64 hex digits. Only whoever has the ledger's key can make it. Lines of older ledgers have none. */
  mac?: string | null
}

/** The end of a chain: its number of lines and the hash of the last one. */
export interface Head {
  seq: number
  hash: string
}

/** The ends of all chains, by the chain's name. */
export type Heads = { readonly [chain: string]: Head }

/** SHA-256 (64 hex digits) over the previous hash and the canonical JSON of the content. */
export function lineHash(previousHash: string, content: Json): string {
  return sha256(`${lineBeginning}${previousHash}\n${canonicalJson(content)}`)
}

/** Prefix of every hashed line. The previous hash, a line feed and the canonical JSON of the content follow. */
const lineBeginning = 'ledger-line/1\n'

/** The head of a chain without lines. It depends on the chain's name, so no line fits into another chain. */
export function emptyHead(chain: string): Head {
  return { seq: 0, hash: sha256(`ledger-chain/1\n${canonicalJson(chain)}`) }
}

/** The line that continues `head`. Its `seq` and `hash` are the chain's new head. */
export function nextLine<Content extends Json>(
  chain: string,
  head: Head,
  content: Content,
  key: Uint8Array,
): Line<Content> & { mac: string } {
  const own = lineHash(head.hash, content)
  return { chain, seq: head.seq + 1, previousHash: head.hash, content, hash: own, mac: macOf(own, key) }
}

/**
 * The hash stands for the line, its place and all lines before it, so its MAC does too: whoever has no key can neither
 * change a line nor link the chain anew.
 */
function macOf(hashOfLine: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`ledger-line-mac/1\n${hashOfLine}`, 'utf8').digest('hex')
}

/** Whether a line's MAC was made with this key. */
export function hasMac(line: Pick<Line, 'hash' | 'mac'>, key: Uint8Array): boolean {
  return typeof line.mac === 'string' && sameText(line.mac, macOf(line.hash, key))
}

/** Compares in constant time, so that nobody can guess a MAC digit by digit. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
