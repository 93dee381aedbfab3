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
import { findMissingLeftBy, handOverMissing } from '#path/missing'
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
  'missing-child': { find: findMissingLeftBy, command: handOverMissing },
  referral: { find: findReferralsLeftBy, command: handOverReferral },
  case: { find: findCasesLeftBy, command: handOverCase },
}

const record = z.object({ kind: z.string(), id: z.uuid() })
type LeftRecord = z.infer<typeof record>

const left = z.object({
  scopes: z.array(z.int()),
  accountIds: z.array(z.uuid()),
  agencyIds: z.array(z.uuid()),
  /** The last record that an earlier job has handed over. */
  after: z.uuid().optional(),
  /** Only this one, which could not be handed over before. */
  only: record.optional(),
})

const atOnce = 100
const retryMilliseconds = 60_000

/** Looks who has left and which authorities were closed, and stores a job for what they had. */
export async function noteWhoLeft(tx: Tx): Promise<void> {
  const gone = await noteAttendance(tx.db)
  gone.agencyIds.push(...(await noteClosed(tx.db)))
  if (gone.scopes.length + gone.agencyIds.length > 0) await addJob(tx, gone)
}

async function addJob(tx: Tx, payload: z.infer<typeof left>, runAt = tx.now): Promise<void> {
  await tx.jobs.add({ id: newId(), kind: 'hand-over', runAt, payload })
}

/**
 * Hands over what these people and agencies had, a number of records at a time, until all are given. Each record has its
 * own transaction. One that fails holds up none of the others: it has a job of its own a minute later, which runs again
 * until it succeeds.
 */
export const handOver: RunJob = async (tx, job, node) => {
  const gone = left.parse(job.payload)
  const found = gone.only
    ? [gone.only]
    : (await findRecords(tx, gone)).filter(({ id }) => gone.after === undefined || id > gone.after)
  const now = found.slice(0, atOnce)
  const failed: LeftRecord[] = []
  for (const one of now) {
    const commandId = uuidV8(createHash('sha256').update(`${job.id}\n${one.id}`).digest())
    try {
      const answer = await kinds[one.kind]!.command.run(node, { id: one.id }, { actor: nodeActor, commandId })
      if (isRefusal(answer)) throw new Refused(answer)
    } catch (error) {
      // A job for one record notes why it failed, and runs again.
      if (gone.only) throw error
      failed.push(one)
    }
  }
  const later = new Date(tx.now.getTime() + retryMilliseconds)
  for (const one of failed) await addJob(tx, { ...gone, only: one }, later)
  if (found.length > now.length) await addJob(tx, { ...gone, after: now.at(-1)!.id })
}

/** Hands over a record from which somebody who had it is barred now. A child is nobody's duty by itself. */
export const handOverBarred: RunJob = async (tx, job, node) => {
  const { kind } = record.parse(job.payload)
  if (kind in kinds) await handOver(tx, { ...job, payload: { ...nobody, only: job.payload } }, node)
}

const nobody = { scopes: [], accountIds: [], agencyIds: [] } satisfies Left

/** The open records that they have to do with, in the order of their ids. */
async function findRecords(tx: Tx, gone: Left): Promise<LeftRecord[]> {
  const found = await Promise.all(
    Object.entries(kinds).map(async ([kind, { find }]) => (await find(tx, gone)).map((id) => ({ kind, id }))),
  )
  return found.flat().sort((a, b) => (a.id < b.id ? -1 : 1))
}
