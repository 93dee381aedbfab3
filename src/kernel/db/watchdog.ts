import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openClient } from './database.ts'

/**
 * Detects a database that stops answering without closing its connections (a frozen machine, a cut cable), which would
 * leave every request hanging. While a request waits, it sends a small query. Without an answer all waiting requests
 * fail, and new ones fail at once until the database answers again. Slow statements are not affected.
 */
export interface Watchdog {
  stop(): void
}

const everyMs = 1_000
const patience = 3

class DatabaseSilent extends Error {
  /** SQLSTATE 08006 (connection failure), as for every lost connection. */
  readonly code = '08006'
}

/** Watches a pool. Its `connect` fails at once while the database does not answer. */
export function watchPool(pool: pg.Pool): Watchdog {
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => void clients.add(client))
  pool.on('remove', (client) => void clients.delete(client))
  let [silent, asking, stopped] = [false, false, false]
  let prober: pg.Client | undefined

  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const connectUnlessSilent = async (): Promise<pg.PoolClient> => {
    if (silent) throw new DatabaseSilent('The database does not answer.')
    return connect()
  }
  pool.connect = connectUnlessSilent as typeof pool.connect

  async function beat(): Promise<void> {
    const waiting = pool.totalCount - pool.idleCount + pool.waitingCount
    if (asking || stopped || (waiting === 0 && !silent)) return
    asking = true
    const asked = (prober ??= openProber(pool))
    // Any answer counts, even an error that it is starting or full.
    const answer = await Promise.race([
      asked.query('select 1').then(
        () => 'well',
        () => 'refused',
      ),
      silenceAfter(patience),
    ])
    if (answer !== 'well') {
      prober = undefined
      cut(asked)
    }
    silent = answer === 'silence'
    // A cut client fails with an error, and the pool opens another one for the next request.
    if (silent) clients.forEach(cut)
    asking = false
  }

  const timer = setInterval(() => void beat(), everyMs)
  timer.unref()
  return {
    stop() {
      stopped = true
      clearInterval(timer)
      if (prober) cut(prober)
    },
  }
}

function openProber(pool: pg.Pool): pg.Client {
  const client = openClient(pool.options)
  client.connect().catch(() => {})
  return client
}

/**
 * Several short waits instead of a long one. If this process was frozen itself, it first reads the answers that
 * arrived.
 */
async function silenceAfter(turns: number): Promise<'silence'> {
  for (let turn = 0; turn < turns; turn += 1) await sleep(everyMs, undefined, { ref: false })
  return 'silence'
}

function cut(client: pg.Client | pg.PoolClient): void {
  // The driver has no other way to close without a message that a silent database would never answer.
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
  stream.destroy()
}
