import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { neighbourhood } from '#kernel/sign-in/tries'

/**
 * Counts tries without keeping an address: the address is hashed with a key that lives in memory for one hour,
 * so that neither the process nor a dump of it can say who came.
 */
export function publicPageKey(): (request: FastifyRequest) => string {
  let key = randomBytes(32)
  setInterval(() => (key = randomBytes(32)), 3_600_000).unref()
  return (request) => createHmac('sha256', key).update(neighbourhood(request.ip)).digest('base64url')
}
