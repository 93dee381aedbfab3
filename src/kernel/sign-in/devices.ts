import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveKey, type NodeKey } from '../vault/node-key.ts'

/**
 * Marks a device on which an account has signed in (OWASP, Slow Down Online Guessing Attacks with Device Cookies). The
 * mark opens nothing and names nobody. It only lets the node count tries from this device separately from those of
 * strangers.
 */
export function markDevice(nodeKey: NodeKey, accountId: string): string {
  const number = randomBytes(16).toString('base64url')
  return `${number}.${sign(nodeKey, accountId, number)}`
}

/** The device's number, if we made the mark for this account. */
export function readDevice(nodeKey: NodeKey, accountId: string, mark: string | undefined): string | undefined {
  const [number = '', signature = ''] = (mark ?? '').split('.')
  const expected = Buffer.from(sign(nodeKey, accountId, number))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? number : undefined
}

function sign(nodeKey: NodeKey, accountId: string, number: string): string {
  return createHmac('sha256', deriveKey(nodeKey, 'device')).update(`${accountId}:${number}`).digest('base64url')
}
