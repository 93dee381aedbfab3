import { createECDH, hkdfSync } from 'node:crypto'
import type { NodeKey } from './node-key.ts'

/** The order of the group of P-256 (NIST SP 800-186, 3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** A private JSON Web Key for ECDH on P-256 (RFC 7518, 6.2). */
export interface DeviceStoreKey {
  kty: 'EC'
  crv: 'P-256'
  x: string
  y: string
  d: string
}

/**
 * The key pair with which a device keeps what an account wrote and the node does not have yet. It is computed from the
 * node key, never stored, so it is the same at each sign-in and on each device of the account.
 */
export function deviceStoreKey(nodeKey: NodeKey, accountId: string): DeviceStoreKey {
  // 64 bits more than the order has, so that the remainder is even (FIPS 186-5, A.2.1).
  const wide = Buffer.from(hkdfSync('sha256', nodeKey, '', `tenfold:device-store:${accountId}`, 40))
  const scalar = (BigInt(`0x${wide.toString('hex')}`) % (ORDER - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(d)
  const point = pair.getPublicKey()
  const text = (part: Buffer): string => part.toString('base64url')
  return { kty: 'EC', crv: 'P-256', x: text(point.subarray(1, 33)), y: text(point.subarray(33, 65)), d: text(d) }
}
