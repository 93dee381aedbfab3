import { sql } from 'kysely'
import { nodeActor } from '#kernel/actor'
import type { OpenCompartment } from '#kernel/db/compartment'
import { inTransaction } from '#kernel/db/transaction'
import type { Node } from '#kernel/node'

interface Waiting {
  deliveries: number
  failed: number
  clocks: number
  jobs: number
  /** Time of the previous run's last checkpoint. */
  lastSigned: Date | null
}

/** Reports work that the last run left undone. If that run did not stop cleanly, it also reports when there is none. */
export async function sayWhatIsTakenUp(node: Node, cutOff: boolean, say: (line: string) => void): Promise<void> {
  const now = node.clock.now()
  const { deliveries, failed, clocks, jobs, lastSigned } = await findWaiting(node, now)
  if (deliveries > 0)
    say(
      `  ${counted(deliveries, 'delivery', 'deliveries')} of events resumed${failed > 0 ? `, ${failed} of which had failed before` : ''}`,
    )
  if (clocks > 0)
    say(`  ${counted(clocks, 'deadline')} passed while Tenfold was not running; the people who must know are told now`)
  if (jobs > 0) say(`  ${counted(jobs, 'job')} resumed`)
  if (cutOff && deliveries + clocks + jobs === 0) say('  Nothing was left unfinished')
  const behind = lastSigned ? Math.floor((lastSigned.getTime() - now.getTime()) / 60_000) : 0
  if (behind >= 1)
    say(
      `  The clock of this machine is ${counted(behind, 'minute')} behind the end of the last run. Check it: deadlines are counted by it`,
    )
}

/** In all compartments together. Uses the node's clock, as its duties do. */
async function findWaiting(node: Node, now: Date): Promise<Waiting> {
  const found = await Promise.all(node.compartments.map((name) => waitingIn(node.compartment(name), now)))
  const sum = (count: (waiting: Waiting) => number): number => found.reduce((all, each) => all + count(each), 0)
  return {
    deliveries: sum(({ deliveries }) => deliveries),
    failed: sum(({ failed }) => failed),
    clocks: sum(({ clocks }) => clocks),
    jobs: sum(({ jobs }) => jobs),
    lastSigned: found[0]!.lastSigned,
  }
}

function waitingIn(compartment: OpenCompartment, now: Date): Promise<Waiting> {
  return inTransaction(compartment, nodeActor, async ({ db, kernel }) => {
    const [outbox, deadline, job, checkpoints] = [
      kernel.outbox,
      kernel.deadline,
      kernel.job,
      kernel.ledger_checkpoint,
    ].map((name) => sql.table(name))
    const { rows } = await sql<Waiting>`select
      (select count(*)::int from ${outbox} where delivered_at is null) as deliveries,
      (select count(*)::int from ${outbox} where delivered_at is null and attempts > 0) as failed,
      (select count(*)::int from ${deadline} where due_at <= ${now} and met_at is null and missed_at is null and stopped_at is null) as clocks,
      (select count(*)::int from ${job} where done_at is null and run_at <= ${now}) as jobs,
      (select (checkpoint->>'at')::timestamptz from ${checkpoints} order by number desc limit 1) as "lastSigned"`.execute(
      db,
    )
    return rows[0]!
  })
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
