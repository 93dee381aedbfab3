import { createHmac, randomBytes } from 'node:crypto'
import { sealBytes } from './seal.ts'

/** A new data key of one child or concern, in stored form and ready to seal. For writing many records at once. */
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

/** HMAC of a search key. Equal words give equal tokens. Without the node key a token reveals nothing. */
export function tokenOf(index: Uint8Array, kind: string, word: string): Buffer {
  return createHmac('sha256', index).update(`${kind}\n${word}`, 'utf8').digest().subarray(0, 16)
}
