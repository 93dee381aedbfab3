import type { FastifyRequest } from 'fastify'
import { nameOfError } from '#kernel/refusal'
import { type Outage, outageOf } from '#lib/local-postgres'
import { sparingly } from './sparing-log.ts'

const words: Record<Outage, string> = {
  'storage-full': 'not saved: there is no room left on the disk of the database',
  'database-away': 'not answered: the database is away',
}
const sayOutage = sparingly()

/** Logs a failed request: an outage once a minute, our own mistake with its stack. */
export function logFailure(request: FastifyRequest, error: Error): void {
  const outage = outageOf(error)
  if (!outage) return request.log.error({ err: error, req: request }, 'a request failed')
  sayOutage(outage, (before) =>
    request.log.error({ problem: nameOfError(error), requestsBefore: before }, words[outage]),
  )
}
