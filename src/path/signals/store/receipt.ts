import { createHmac } from 'node:crypto'
import { deriveKey, type NodeKey } from '#kernel/vault/node-key'
import { uuidV7 } from '#kernel/ids'
import { digestOf } from '#kernel/sign-in/accounts'

/**
 * A receipt is made from the concern's id with a key that only the node has. So it need not be stored, and 80 bits
 * cannot be guessed. It is shown as words, which people can copy, read out on the phone and remember.
 */
export const receiptBits = 80

/** The receipt of a concern as numbers below 2^bitsPerWord. */
export function receiptNumbers(nodeKey: NodeKey, concernId: string, bitsPerWord = 10): number[] {
  const bytes = createHmac('sha256', deriveKey(nodeKey, 'receipt')).update(concernId, 'utf8').digest()
  let rest = BigInt(`0x${bytes.subarray(0, receiptBits / 8).toString('hex')}`)
  const base = BigInt(2 ** bitsPerWord)
  const numbers: number[] = []
  for (let bits = 0; bits < receiptBits; bits += bitsPerWord) {
    numbers.unshift(Number(rest % base))
    rest /= base
  }
  return numbers
}

/** The stored digest of a receipt, to check the words a person brings. */
export function receiptDigest(numbers: readonly number[]): string {
  return digestOf(`receipt:${numbers.join('-')}`).toString('hex')
}

export function receiptWords(numbers: readonly number[], words: readonly string[]): string[] {
  return numbers.map((number) => words[number]!)
}

const longestReceipt = 1_000

/**
 * Reads typed words in any of the languages, with any spaces, capitals or separators, and with any spelling of Arabic
 * letters that people mix. Undefined if a word is not in a list or if there are too few.
 */
export function readReceipt(typed: string, lists: readonly (readonly string[])[]): number[] | undefined {
  if (typed.length > longestReceipt) return undefined
  const found = typed
    .split(/[\s,;.\-_–—،؛]+/u)
    .filter(Boolean)
    .map(fold)
  for (const list of lists) {
    if (found.length !== receiptBits / Math.log2(list.length)) continue
    const places = positionsIn(list)
    const numbers = found.map((word) => places.get(word))
    if (numbers.every((number) => number !== undefined)) return numbers
  }
  return undefined
}

const positions = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

/** Where each word of a list is. Folding a thousand words takes longer than all the rest, so it is done once for each list. */
function positionsIn(list: readonly string[]): ReadonlyMap<string, number> {
  const known = positions.get(list) ?? new Map(list.map((word, index) => [fold(word), index]))
  positions.set(list, known)
  return known
}

function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u064B-\u0652\u0670\u0640\u0300-\u036f\u0653-\u0655]/g, '')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ؤ', 'و')
    .replaceAll('ئ', 'ي')
    .replace(/[أإآٱ]/g, 'ا')
}

/**
 * The id of a concern from the public page. The same answers sent twice from one page, by a double click or a reload,
 * are one concern; changed answers are another. It depends on the node key, so that nobody can choose it. `seed` is the
 * page's UUID version 7.
 */
export function concernIdFrom(nodeKey: NodeKey, seed: string, answers: unknown): string {
  const mark = createHmac('sha256', deriveKey(nodeKey, 'receipt'))
    .update(`concern:${seed}:${JSON.stringify(answers)}`, 'utf8')
    .digest()
  return uuidV7(Number.parseInt(seed.replaceAll('-', '').slice(0, 12), 16), mark)
}
