import type { FastifyRequest } from 'fastify'
import type { PublicParts } from './pages.ts'

/**
 * Enough for the longest text in the script with the most bytes, and all other fields. Anyone may send to this page, so
 * larger bodies are refused.
 */
export const mostBytes = 300_000

export interface Trouble {
  kind: 'too-many' | 'away'
  status: number
}

/** Why nothing was stored, for the person. The log gets the route, never what was sent. */
export function troubleOf(
  error: Error & { statusCode?: number },
  request: FastifyRequest,
  logFailure: PublicParts['logFailure'],
): Trouble {
  if (error.statusCode === 429) return { kind: 'too-many', status: 429 }
  if (error.statusCode && error.statusCode < 500) return { kind: 'away', status: error.statusCode }
  logFailure(request, error)
  return { kind: 'away', status: 503 }
}
