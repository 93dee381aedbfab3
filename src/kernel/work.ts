import { setTimeout as wait } from 'node:timers/promises'
import { nodeActor } from './actor.ts'
import type { Compartment } from './db/database.ts'
import { inTransaction } from './db/transaction.ts'
import { fireDeadlines } from './jobs/deadlines.ts'
import { type RunJob, runNextJob } from './jobs/run-jobs.ts'
import type { Node } from './node.ts'
import { deliverNext, type Reactions } from './outbox/deliver.ts'
import { nameOfError } from './refusal.ts'
import { openTx, type Tx } from './tx.ts'

/** The node's automatic work: deliver events, run due jobs, mark missed deadlines. */
export interface Duties extends Reactions {
  jobs: Readonly<Record<string, RunJob>>
  /** Looks who has left, and stores a job to hand over what they had. */
  noteWhoLeft?(tx: Tx): Promise<void>
}

export interface Worker {
  /** Finishes the current work and stops. */
  stop(): Promise<void>
}

const pollMilliseconds = 500
const attendanceMilliseconds = 5_000

/**
 * Works until stopped. Delivers events of this process at once after their commit. Checks everything else twice a
 * second, even under load.
 */
export function startWorker(node: Node, duties: Duties, report: (problem: string) => void = () => {}): Worker {
  const stopping = new AbortController()
  let nap = new AbortController()
  node.onWake(() => nap.abort())
  const loop = async (): Promise<void> => {
    let looked = -Infinity
    let counted = -Infinity
    while (!stopping.signal.aborted) {
      nap = new AbortController()
      const round = async (): Promise<boolean> => {
        if (performance.now() - looked >= pollMilliseconds) {
          if (performance.now() - counted >= attendanceMilliseconds) {
            await noteWhoLeft(node, duties)
            counted = performance.now()
          }
          // If there was work, look again at once.
          looked = (await lookAround(node, duties)) ? -Infinity : performance.now()
        }
        return (await deliverOne(node, duties)) || looked === -Infinity
      }
      const busy = await round().catch((error: Error) => {
        report(nameOfError(error))
        return false
      })
      if (!busy)
        await wait(pollMilliseconds, undefined, { signal: AbortSignal.any([nap.signal, stopping.signal]) }).catch(
          () => {},
        )
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

/** Runs one round of the duties. True if there was work. */
export async function workOnce(node: Node, duties: Duties): Promise<boolean> {
  await noteWhoLeft(node, duties)
  const found = await lookAround(node, duties)
  return (await deliverOne(node, duties)) || found
}

async function noteWhoLeft(node: Node, { noteWhoLeft: note }: Duties): Promise<void> {
  if (note) await openTx(node, nodeActor, note)
}

/** Handles missed deadlines and one due job of each compartment. */
function lookAround(node: Node, duties: Duties): Promise<boolean> {
  return inEach(node, async (compartment) => {
    const fired = await inTransaction(node.compartment(compartment), nodeActor, (access) =>
      fireDeadlines(access, node.clock.now()),
    )
    const ran = await runNextJob(node, duties.jobs, compartment)
    return fired > 0 || ran
  })
}

/** Delivers one event of each compartment. */
function deliverOne(node: Node, duties: Duties): Promise<boolean> {
  return inEach(node, (compartment) => deliverNext(node, duties, compartment))
}

/** True if there was work in any compartment. A fault in one does not hold up the others; it is thrown at the end. */
async function inEach(node: Node, work: (compartment: Compartment) => Promise<boolean>): Promise<boolean> {
  let found = false
  const faults: unknown[] = []
  for (const compartment of node.compartments) {
    const worked = await work(compartment).catch((fault: unknown) => void faults.push(fault))
    found ||= worked === true
  }
  if (faults.length > 0) throw faults[0]
  return found
}

/** Works until nothing is left. For tests and for loading the demonstration. */
export async function workUntilQuiet(node: Node, duties: Duties): Promise<void> {
  while (await workOnce(node, duties)) continue
}
