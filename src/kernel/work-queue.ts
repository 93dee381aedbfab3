import limitTo, { type LimitFunction } from 'p-limit'
import { refuse, type Refusal } from './refusal.ts'

/**
 * Work of which only so many run at a time: begun all together, every one of them would end last. Each person's own work stands in a line
 * of its own, so that nobody waits behind a hundred of somebody else's. Whoever waited too long is told so, and nothing was begun.
 */
export type WorkQueue = <Result>(who: string, work: () => Promise<Result>) => Promise<Result | Refusal>

/** As long as a request waits for a connection to the database. */
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
