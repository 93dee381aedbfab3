import type { FastifyRequest } from 'fastify'
import { nameOfError } from '#kernel/refusal'
import { sparingly } from './sparing-log.ts'

const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])
const lost =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/

/** SQLSTATE 53100 (disk full), and the system's errors for a full disk or quota. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** True if the disk is full. The answer is then 503 and "not saved, keep this page open". */
export function spaceIsGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return full.has((error as NodeJS.ErrnoException).code ?? '') || spaceIsGone(error.cause)
}

/** True if the database is not available. The answer is then 503 and "try again", never "our mistake". */
function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  return (
    away.has(code) ||
    (code === 'ENOENT' && syscall === 'connect') ||
    code.startsWith('08') ||
    lost.test(error.message) ||
    databaseIsAway(error.cause)
  )
}

export type Outage = 'database-away' | 'storage-full'

/** The outage behind an error, for an answer with 503. Undefined for our own mistakes. */
export function outageOf(error: unknown): Outage | undefined {
  return spaceIsGone(error) ? 'storage-full' : databaseIsAway(error) ? 'database-away' : undefined
}

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
