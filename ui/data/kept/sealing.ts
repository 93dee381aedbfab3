/**
 * Seals what stands on a device so that only the private key of its account opens it (WebCrypto). Each value has a key of
 * its own: ECDH P-256 with a fresh key pair, HKDF-SHA-256, AES-256-GCM. So a device can keep what an account wrote while
 * nobody is signed in.
 */

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const POINT = 65
const IV = 12

export interface Opener {
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
}

/** Whether this browser can seal. A page that came over plain http from another machine cannot. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined && typeof indexedDB !== 'undefined'
}

/** The keys of an account from its JSON Web Key. The private one cannot be read out again by any script. */
export async function openerFrom({ d, ...publicPart }: JsonWebKey): Promise<Opener> {
  const { subtle } = crypto
  const [publicKey, privateKey] = await Promise.all([
    subtle.importKey('jwk', publicPart, curve, true, []),
    subtle.importKey('jwk', { ...publicPart, ...(d && { d }) }, curve, false, ['deriveBits']),
  ])
  return { publicKey, privateKey }
}

/** `place`: where the value stands. It opens nowhere else. */
export async function seal(publicKey: CryptoKey, place: string, value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto
  const own = await subtle.generateKey(curve, false, ['deriveBits'])
  const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey))
  const key = await keyBetween(own.privateKey, publicKey, point, publicKey)
  const iv = crypto.getRandomValues(new Uint8Array(IV))
  const text = new TextEncoder().encode(JSON.stringify(value))
  const hidden = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(place) }, key, text)
  return new Uint8Array([...point, ...iv, ...new Uint8Array(hidden)])
}

/** The value; throws if it was sealed for another account or for another place, or was changed. */
export async function unseal({ publicKey, privateKey }: Opener, place: string, sealed: Uint8Array): Promise<unknown> {
  const { subtle } = crypto
  const point = sealed.slice(0, POINT)
  const iv = sealed.slice(POINT, POINT + IV)
  const sender = await subtle.importKey('raw', point, curve, true, [])
  const key = await keyBetween(privateKey, sender, point, publicKey)
  const additionalData = bytesOf(place)
  const text = await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed.slice(POINT + IV))
  return JSON.parse(new TextDecoder().decode(text)) as unknown
}

async function keyBetween(
  privateKey: CryptoKey,
  other: CryptoKey,
  point: Uint8Array,
  receiver: CryptoKey,
): Promise<CryptoKey> {
  const { subtle } = crypto
  const shared = await subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256)
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  // Both public keys are part of it, so that nobody can pass a value on as sealed for somebody else.
  const salt = new Uint8Array([...point, ...new Uint8Array(await subtle.exportKey('raw', receiver))])
  const derived = { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf('tenfold kept 1') }
  return subtle.deriveKey(derived, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
