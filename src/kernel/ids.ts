const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A time-ordered UUID (RFC 9562 §5.7, version 7). `now` in milliseconds since 1970, `random` 10 bytes. */
export function uuidV7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return formatUuid(bytes)
}

/** A new id, on the phone or on the server. */
export function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** A UUID made from a digest of at least 16 bytes (RFC 9562 §5.8, version 8): the same digest, the same id. */
export function uuidV8(digest: Uint8Array): string {
  const bytes = digest.slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return formatUuid(bytes)
}

export function formatUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const anyUuidPattern = new RegExp(uuidPattern.source, 'i')

/** No input of ours is nested as deep. What is deeper stays as it is, and its schema refuses it. */
const deepest = 100

/**
 * Writes every id in an input in small letters. Another system may write a UUID in capitals, which is the same id
 * (RFC 9562 §4). We compare ids as texts.
 */
export function withPlainIds(input: unknown, depth = 0): unknown {
  if (depth > deepest) return input
  if (typeof input === 'string') return anyUuidPattern.test(input) ? input.toLowerCase() : input
  if (Array.isArray(input)) return input.map((each) => withPlainIds(each, depth + 1))
  if (typeof input !== 'object' || input === null || Object.getPrototypeOf(input) !== Object.prototype) return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, withPlainIds(value, depth + 1)]))
}

export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

/**
 * A short reference to read out on the phone: the node's prefix, eight characters from the random part of the id, and a
 * check character (the idea of ISO 7064 MOD 37-2 over base 32: a weighted sum), e.g. `MER-7K4Q-2F9T-C`. It has forty
 * bits. A collision is a nuisance but never a mix-up, because the id is the key.
 */
export function referenceOf(prefix: string, id: string): string {
  const hex = id.replaceAll('-', '').slice(-10)
  let value = BigInt(`0x${hex}`)
  let text = ''
  for (let i = 0; i < 8; i++) {
    text = alphabet[Number(value % 32n)]! + text
    value /= 32n
  }
  return `${prefix}-${text.slice(0, 4)}-${text.slice(4)}-${checkCharacter(text)}`
}

/**
 * The last ten characters of the id with this reference; undefined if it is not one of this node, or was written down
 * wrong.
 */
export function endingOfReference(prefix: string, reference: string): string | undefined {
  const text = reference.startsWith(`${prefix}-`) ? reference.slice(prefix.length + 1).replaceAll('-', '') : ''
  const digits = Array.from(text.slice(0, 8), (character) => alphabet.indexOf(character))
  if (text.length !== 9 || digits.includes(-1) || text[8] !== checkCharacter(text.slice(0, 8))) return undefined
  const value = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n)
  return value.toString(16).padStart(10, '0')
}

function checkCharacter(text: string): string {
  let sum = 0
  for (const [index, character] of [...text].entries()) sum += alphabet.indexOf(character) * (2 * index + 1)
  return alphabet[sum % 32]!
}
