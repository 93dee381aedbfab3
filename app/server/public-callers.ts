import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { neighbourhood } from '#kernel/sign-in/tries'

/**
 * Identifies callers without storing addresses, to count tries. It hashes the address with a key that stays in memory
 * for one hour, so that neither the process nor a memory dump reveals who came.
 */
export function publicPageKey(): (request: FastifyRequest) => string {
  let key = randomBytes(32)
  setInterval(() => (key = randomBytes(32)), 3_600_000).unref()
  return (request) => createHmac('sha256', key).update(neighbourhood(request.ip)).digest('base64url')
}
