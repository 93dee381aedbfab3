import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { nodeActor } from '#kernel/actor'
import { newId, uuidV8 } from '#kernel/ids'
import type { RunJob } from '#kernel/jobs/run-jobs'
import type { CommandRoute } from '#kernel/perform'
import { isRefusal, Refused } from '#kernel/refusal'
import { noteAttendance } from '#kernel/sign-in/attendance'
import type { Tx } from '#kernel/tx'
import { handOverCase } from '#path/case-management'
import { handOverScreening } from '#path/identification'
import { findReferralsAt, handOverReferral, noteClosed } from '#path/referral'
import { findConcernsTakenBy, handOverConcern } from '#path/signals'

/** Each kind of record with a duty, and the command that hands it over. It decides for itself whether anybody is missing. */
const commands: Readonly<Record<string, CommandRoute<{ id: string }, unknown>>> = {
  concern: handOverConcern,
  screening: handOverScreening,
  referral: handOverReferral,
  case: handOverCase,
}

const left = z.object({
  scopes: z.array(z.int()),
  accountIds: z.array(z.uuid()),
  agencyIds: z.array(z.uuid()),
  /** The last record that an earlier job has handed over. */
  after: z.uuid().optional(),
})
type Left = z.infer<typeof left>

const atOnce = 100

/** Looks who has left and which authorities were closed, and stores a job for what they had. */
export async function noteWhoLeft(tx: Tx): Promise<void> {
  const gone = { ...(await noteAttendance(tx.db)), agencyIds: await noteClosed(tx.db) }
  if (gone.scopes.length + gone.agencyIds.length > 0) await addJob(tx, gone)
}

async function addJob(tx: Tx, payload: Left): Promise<void> {
  await tx.jobs.add({ id: newId(), kind: 'hand-over', runAt: tx.now, payload })
}

/**
 * Hands over what these people and agencies had, a number of records at a time. Each record has its own transaction, so
 * that one that fails holds up no other; the job then runs again.
 */
export const handOver: RunJob = async (tx, job, node) => {
  const gone = left.parse(job.payload)
  const found = (await findRecords(tx, gone)).filter(({ id }) => gone.after === undefined || id > gone.after)
  const now = found.slice(0, atOnce)
  const failures: unknown[] = []
  for (const { kind, id } of now) {
    const commandId = uuidV8(createHash('sha256').update(`${job.id}\n${id}`).digest())
    const answer = await commands[kind]!.run(node, { id }, { actor: nodeActor, commandId }).catch((error: unknown) => {
      failures.push(error)
    })
    if (isRefusal(answer)) failures.push(new Refused(answer))
  }
  if (failures.length > 0) throw failures[0]
  if (found.length > now.length) await addJob(tx, { ...gone, after: now.at(-1)!.id })
}

/** The records in the lists of these people and desks, and those that lists do not show. In the order of their ids. */
async function findRecords(tx: Tx, { scopes, accountIds, agencyIds }: Left): Promise<{ kind: string; id: string }[]> {
  const { rows: desks } = await sql<{ id: number; agency_id: string; desk: string }>`
    select id, agency_id, desk from kernel.scope
    where agency_id = any (${agencyIds}::uuid[]) or (desk is not null and id = any (${scopes}::int[]))`.execute(tx.db)
  const authorities = desks.filter(({ desk }) => desk === 'authority').map(({ agency_id }) => agency_id)
  // A task is in lists with the id of its case.
  const { rows: listed } = await sql<{ kind: string; id: string }>`
    select distinct record_kind as kind, coalesce((summary->>'caseId')::uuid, record_id) as id
    from ${sql.table(tx.kernel.worklist)}
    where scope = any (${[...scopes, ...desks.map(({ id }) => id)]}::int[])
      and record_kind = any (${Object.keys(commands)}::text[])`.execute(tx.db)
  const unlisted = [
    ...(await findConcernsTakenBy(tx, accountIds)).map((id) => ({ kind: 'concern', id })),
    ...(await findReferralsAt(tx, authorities)).map((id) => ({ kind: 'referral', id })),
  ]
  const records = new Map([...listed, ...unlisted].map((record) => [record.id, record]))
  return [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
