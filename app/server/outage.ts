const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])
const lost = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** True for an error that says the database is not there now: the answer is 503 and "try again", never "our mistake". */
export function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  return away.has(code) || (code === 'ENOENT' && syscall === 'connect') || code.startsWith('08') || lost.test(error.message) || databaseIsAway(error.cause)
}
