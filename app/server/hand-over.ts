import { createHash } from 'node:crypto'
import { z } from 'zod'
import { nodeActor } from '#kernel/actor'
import { newId, uuidV8 } from '#kernel/ids'
import type { RunJob } from '#kernel/jobs/run-jobs'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal, Refused } from '#kernel/refusal'
import { type Left, noteAttendance } from '#kernel/sign-in/attendance'
import type { Tx } from '#kernel/tx'
import { findCasesLeftBy, handOverCase } from '#path/case-management'
import { findScreeningsLeftBy, handOverScreening } from '#path/identification'
import { findReferralsLeftBy, handOverReferral, noteClosed } from '#path/referral'
import { findConcernsLeftBy, handOverConcern } from '#path/signals'

interface Kind {
  /** The open records that people and agencies have to do with. */
  find(tx: Tx, gone: Left): Promise<string[]>
  /** Hands over one record. It decides for itself whether anybody is missing. */
  command: CommandRoute<{ id: string }, unknown>
}

/** Each kind of record with a duty. */
const kinds: Readonly<Record<string, Kind>> = {
  concern: { find: findConcernsLeftBy, command: handOverConcern },
  screening: { find: findScreeningsLeftBy, command: handOverScreening },
  referral: { find: findReferralsLeftBy, command: handOverReferral },
  case: { find: findCasesLeftBy, command: handOverCase },
}

const left = z.object({
  scopes: z.array(z.int()),
  accountIds: z.array(z.uuid()),
  agencyIds: z.array(z.uuid()),
  /** The last record that an earlier job has handed over. */
  after: z.uuid().optional(),
})

const atOnce = 100

/** Looks who has left and which authorities were closed, and stores a job for what they had. */
export async function noteWhoLeft(tx: Tx): Promise<void> {
  const gone = await noteAttendance(tx.db)
  gone.agencyIds.push(...(await noteClosed(tx.db)))
  if (gone.scopes.length + gone.agencyIds.length > 0) await addJob(tx, gone)
}

async function addJob(tx: Tx, payload: z.infer<typeof left>): Promise<void> {
  await tx.jobs.add({ id: newId(), kind: 'hand-over', runAt: tx.now, payload })
}

/**
 * Hands over what these people and agencies had, a number of records at a time. Each record has its own transaction. If
 * one fails, the others of this job are done, and the job runs again a minute later.
 */
export const handOver: RunJob = async (tx, job, node) => {
  const gone = left.parse(job.payload)
  const found = (await findRecords(tx, gone)).filter(({ id }) => gone.after === undefined || id > gone.after)
  const now = found.slice(0, atOnce)
  const failures: unknown[] = []
  for (const { kind, id } of now) {
    const commandId = uuidV8(createHash('sha256').update(`${job.id}\n${id}`).digest())
    const answer = await kinds[kind]!.command.run(node, { id }, { actor: nodeActor, commandId }).catch(
      (error: unknown) => {
        failures.push(error)
      },
    )
    if (isRefusal(answer)) failures.push(new Refused(answer))
  }
  if (failures.length > 0) throw failures[0]
  if (found.length > now.length) await addJob(tx, { ...gone, after: now.at(-1)!.id })
}

/** The open records that they have to do with, in the order of their ids. */
async function findRecords(tx: Tx, gone: Left): Promise<{ kind: string; id: string }[]> {
  const found = await Promise.all(
    Object.entries(kinds).map(async ([kind, { find }]) => (await find(tx, gone)).map((id) => ({ kind, id }))),
  )
  return found.flat().sort((a, b) => (a.id < b.id ? -1 : 1))
}
