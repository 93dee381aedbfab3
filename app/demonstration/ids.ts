import { createHash } from 'node:crypto'
import { formatUuid } from '#kernel/ids'

/** The same text gives the same id, so that every load gives the same country. */
export function idFor(what: string): string {
  const bytes = createHash('sha256').update(`tenfold demonstration\n${what}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return formatUuid(bytes)
}
