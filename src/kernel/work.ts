import { setTimeout as wait } from 'node:timers/promises'
import { nodeActor } from './actor.ts'
import { inTransaction } from './db/transaction.ts'
import type { DomainEvent } from './event.ts'
import { fireDeadlines } from './jobs/deadlines.ts'
import { type RunJob, runNextJob } from './jobs/jobs.ts'
import type { Node } from './node.ts'
import { deliverNext } from './outbox/deliver.ts'
import { nameOfError } from './refusal.ts'

/** What the node does by itself: deliver events, run jobs that are due, note clocks that have run out. */
export interface Duties {
  react(node: Node, event: DomainEvent): Promise<void>
  jobs: Readonly<Record<string, RunJob>>
}

export interface Worker {
  /** Finishes what it is doing and stops. */
  stop(): Promise<void>
}

const pollMilliseconds = 500

/** Works until stopped. Woken at once after a commit in this process; otherwise looks twice a second. */
export function startWorker(node: Node, duties: Duties, report: (problem: string) => void = () => {}): Worker {
  const stopping = new AbortController()
  let nap = new AbortController()
  node.onWake(() => nap.abort())
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      nap = new AbortController()
      const busy = await workOnce(node, duties).catch((error: Error) => {
        report(nameOfError(error))
        return false
      })
      if (!busy) await wait(pollMilliseconds, undefined, { signal: AbortSignal.any([nap.signal, stopping.signal]) }).catch(() => {})
    }
  }
  const done = loop()
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}

/** One round of the duties; true when there was something to do. */
export async function workOnce(node: Node, duties: Duties): Promise<boolean> {
  const now = (): Date => node.clock.now()
  const fired = await inTransaction(node.database, nodeActor, (opening) => fireDeadlines(opening, now()))
  const delivered = await deliverNext(node.database, (event) => duties.react(node, event), now)
  const ran = await runNextJob(node.database, duties.jobs, now())
  return fired > 0 || delivered || ran
}

/** Works until nothing is left to do; for tests and the loading of the demonstration country. */
export async function workUntilQuiet(node: Node, duties: Duties): Promise<void> {
  while (await workOnce(node, duties)) continue
}
