import type { FastifyRequest } from 'fastify'
import { nameOfError } from '#kernel/refusal'
import { sparingly } from './sparing-log.ts'

const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])
const lost =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/

/** SQLSTATE 53100 (disk full), and what the machine itself says when a disk or a quota has no room. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** True when something could not be saved because there is no room: the answer is 503 and "not saved, keep this page open". */
export function spaceIsGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return full.has((error as NodeJS.ErrnoException).code ?? '') || spaceIsGone(error.cause)
}

/** True for an error that says the database is not there now: the answer is 503 and "try again", never "our mistake". */
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

/** What kept a request from its answer, when that is no mistake of ours: then the answer is 503. */
export function outageOf(error: unknown): Outage | undefined {
  return spaceIsGone(error) ? 'storage-full' : databaseIsAway(error) ? 'database-away' : undefined
}

const words: Record<Outage, string> = {
  'storage-full': 'not saved: there is no room left on the disk of the database',
  'database-away': 'not answered: the database is away',
}
const sayOutage = sparingly()

/** Writes a failed request to the log: an outage once a minute, a mistake of ours with its places in the code. */
export function logFailure(request: FastifyRequest, error: Error): void {
  const outage = outageOf(error)
  if (!outage) return request.log.error({ err: error, req: request }, 'a request failed')
  sayOutage(outage, (before) =>
    request.log.error({ problem: nameOfError(error), requestsBefore: before }, words[outage]),
  )
}
