/** Tells outages of a PostgreSQL from mistakes of the program that uses it. */
const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])
const lost =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/

/** SQLSTATE 53100 (disk full), and the system's errors for a full disk or quota. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** True if the disk is full. */
export function spaceIsGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return full.has((error as NodeJS.ErrnoException).code ?? '') || spaceIsGone(error.cause)
}

/** True if the database is not available. */
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

/** The outage behind an error. Undefined for a mistake of the program. */
export function outageOf(error: unknown): Outage | undefined {
  return spaceIsGone(error) ? 'storage-full' : databaseIsAway(error) ? 'database-away' : undefined
}
