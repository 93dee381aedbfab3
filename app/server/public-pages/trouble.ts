import type { FastifyRequest } from 'fastify'
import { logFailure } from '../outage.ts'

/** The longest story in the script that needs most room, and all else. More is read, checked and shown again for nobody: anybody may send it. */
export const mostBytes = 300_000

export interface Trouble {
  kind: 'too-many' | 'away'
  status: number
}

/** Why nothing was stored, as far as the person needs to know. The log gets the route, never what was sent. */
export function troubleOf(error: Error & { statusCode?: number }, request: FastifyRequest): Trouble {
  if (error.statusCode === 429) return { kind: 'too-many', status: 429 }
  if (error.statusCode && error.statusCode < 500) return { kind: 'away', status: error.statusCode }
  logFailure(request, error)
  return { kind: 'away', status: 503 }
}
