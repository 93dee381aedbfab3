import { createHmac, randomBytes } from 'node:crypto'
import { sealBytes } from './seal.ts'

/** A new data key for one child or concern: as it is stored, and what it seals. For whoever writes many records at once. */
export interface SubjectKey {
  readonly wrapped: Buffer
  seal(place: string, text: string): Buffer
}

export function newSubjectKey(wrap: Uint8Array, subjectId: string): SubjectKey {
  const key = randomBytes(32)
  return {
    wrapped: sealBytes(wrap, `vault-key:${subjectId}`, key),
    seal: (place, text) => sealBytes(key, place, Buffer.from(text, 'utf8')),
  }
}

/** HMAC of a search key: equal words give equal tokens, and the token says nothing without the node key. */
export function tokenOf(index: Uint8Array, kind: string, word: string): Buffer {
  return createHmac('sha256', index).update(`${kind}\n${word}`, 'utf8').digest().subarray(0, 16)
}
