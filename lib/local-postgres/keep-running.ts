import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres, type Postgres, type PostgresOptions } from './postgres.ts'

export interface LossEvents {
  /** The server ended unexpectedly and is being started again. */
  onLost?(how: string): void
  /** A new start failed. Called once for each different message; the next attempt follows. */
  onFailure?(error: Error): void
  onBack?(): void
}

const BETWEEN_ATTEMPTS_MS = 2000

/**
 * Starts PostgreSQL and, if it ends unexpectedly, starts it again until that works or `stop` is called. Only the first
 * start may create a database.
 */
export async function keepPostgresRunning(
  options: Omit<PostgresOptions, 'onLost'>,
  { onLost, onFailure, onBack }: LossEvents = {},
): Promise<Omit<Postgres, 'pid'>> {
  let stopping = false
  let current = await start(options.mustExist)
  const { socketDir, port, superuser, version } = current
  return {
    socketDir,
    port,
    superuser,
    version,
    async stop() {
      stopping = true
      await current.stop()
    },
  }

  function start(mustExist: boolean | undefined): Promise<Postgres> {
    return startPostgres({ ...options, mustExist, onLost: (how) => void restart(how) })
  }

  async function restart(how: string): Promise<void> {
    onLost?.(how)
    let said = ''
    while (!stopping) {
      const failure = await start(true).then(
        (again) => void (current = again),
        (error: Error) => error,
      )
      if (failure === undefined) {
        // If a stop came in the meantime, the new server must not stay running.
        if (stopping) return current.stop()
        return onBack?.()
      }
      if (failure.message !== said) onFailure?.(failure)
      said = failure.message
      await sleep(BETWEEN_ATTEMPTS_MS)
    }
  }
}
