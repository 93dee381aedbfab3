import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openClient } from './database.ts'

/**
 * A database that stops answering without closing its connections (a frozen machine, a cut cable) would leave every request
 * hanging. While somebody waits, this asks it something small; when no answer comes, whoever waits is told so, and until it
 * answers again nobody begins to wait. A statement that is merely slow is left alone.
 */
export interface Watchdog {
  stop(): void
}

const everyMs = 1_000
const patience = 3

class DatabaseSilent extends Error {
  /** SQLSTATE for a connection failure, as with any other connection that is lost. */
  readonly code = '08006'
}

/** Watches a pool; its `connect` fails at once while the database is silent. */
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
    // Whatever the database says, also that it is starting or full, it does answer.
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
    // A client whose connection is cut ends with an error, and the pool opens another for the next.
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

/** Several short waits instead of a long one: a process that was itself frozen first reads what arrived meanwhile. */
async function silenceAfter(turns: number): Promise<'silence'> {
  for (let turn = 0; turn < turns; turn += 1) await sleep(everyMs, undefined, { ref: false })
  return 'silence'
}

function cut(client: pg.Client | pg.PoolClient): void {
  // The driver has no other way to leave without a farewell, which a silent database would never answer.
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
  stream.destroy()
}
