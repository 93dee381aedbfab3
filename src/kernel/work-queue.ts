import limitTo, { type LimitFunction } from 'p-limit'
import { refuse, type Refusal } from './refusal.ts'

/**
 * Runs at most N of these at once. Without a limit they all finish late. Each person has their own queue, so that
 * nobody waits behind a hundred requests of one person. A request that waited too long is refused before it starts.
 */
export type WorkQueue = <Result>(who: string, work: () => Promise<Result>) => Promise<Result | Refusal>

/** In milliseconds; the same as the wait for a database connection. */
const patience = 5_000

export function openWorkQueue(concurrency: number, longest = patience): WorkQueue {
  const together = limitTo(concurrency)
  const lines = new Map<string, { queue: LimitFunction; waiting: number }>()
  return async <Result>(who: string, work: () => Promise<Result>): Promise<Result | Refusal> => {
    const line = lines.get(who) ?? { queue: limitTo(1), waiting: 0 }
    lines.set(who, line)
    line.waiting += 1
    const tooLate = refuse('queue-full', { status: 503 })
    let late = false
    let timer: NodeJS.Timeout | undefined
    const waited = new Promise<Refusal>((give) => {
      timer = setTimeout(() => {
        late = true
        give(tooLate)
      }, longest)
    })
    const begin = async (): Promise<Result | Refusal> => {
      if (late) return tooLate
      clearTimeout(timer)
      return work()
    }
    const done = line
      .queue(() => together(begin))
      .finally(() => {
        line.waiting -= 1
        if (line.waiting === 0) lines.delete(who)
      })
    return Promise.race([done, waited])
  }
}
