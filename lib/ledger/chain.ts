import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from './canonical-json.ts'

/** One stored line: its position in its chain, the hash before it, its content and its own hash. */
export interface Line<Content extends Json = Json> {
  chain: string
  /** 1 for the first line of the chain, then one more each time. */
  seq: number
  previousHash: string
  content: Content
  hash: string
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
export const lineBeginning = 'ledger-line/1\n'

/** The head of a chain without lines. It depends on the chain's name, so no line fits into another chain. */
export function emptyHead(chain: string): Head {
  return { seq: 0, hash: sha256(`ledger-chain/1\n${canonicalJson(chain)}`) }
}

/** The line that continues `head`. Its `seq` and `hash` are the chain's new head. */
export function nextLine<Content extends Json>(chain: string, head: Head, content: Content): Line<Content> {
  return {
    chain,
    seq: head.seq + 1,
    previousHash: head.hash,
    content,
    hash: lineHash(head.hash, content),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
