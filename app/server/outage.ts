const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])
const lost = /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/

/** SQLSTATE 53100 (disk full), and what the machine itself says when a disk or a quota has no room. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** True when something could not be saved because there is no room: the answer is 503 and "not saved, keep this page open". */
export function spaceIsGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return full.has((error as NodeJS.ErrnoException).code ?? '') || spaceIsGone(error.cause)
}

/** True for an error that says the database is not there now: the answer is 503 and "try again", never "our mistake". */
export function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  return away.has(code) || (code === 'ENOENT' && syscall === 'connect') || code.startsWith('08') || lost.test(error.message) || databaseIsAway(error.cause)
}
