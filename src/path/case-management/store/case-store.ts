import { sql } from 'kysely'
import { endingOfReference } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { recordsOfChild } from '#path/children'
import { factsOfConcern, type HandedOver, readForCase, type SharedFact } from '#path/referral'
import { loadConcern } from '#path/signals'
import { readClocks, type JurisdictionProfile } from '#standards'
import type { CareCase, Task } from '../model.ts'
import { readContacts } from './contact-store.ts'
import { getProfile } from './country-rules.ts'
import * as sealed from './sealed.ts'

export interface LoadedCase {
  careCase: CareCase
  scopes: number[]
  keyId: string
  profile: JurisdictionProfile
}

/** Reads a case under row-level security; undefined if it is absent or hidden. */
export async function loadCase(tx: Tx, id: string, options: { lock?: boolean } = {}): Promise<LoadedCase | undefined> {
  const row = await tx.open('case_management.care_case', id, options)
  if (!row) return undefined
  const [tasks, deadlines, contacts] = await Promise.all([
    readTasks(tx, id),
    tx.deadlines.of(id),
    readContacts(tx, id, row.key_id),
  ])
  const profile = getProfile(tx, row.country)
  return {
    scopes: row.scopes,
    keyId: row.key_id,
    profile,
    careCase: withoutAbsent<CareCase>({
      id,
      version: row.version,
      state: row.state as CareCase['state'],
      origin: row.origin as CareCase['origin'],
      childId: row.child_id,
      concernId: row.signal_id,
      referralIds: row.referral_ids,
      agencyId: row.agency_id,
      country: row.country,
      risk: row.risk as CareCase['risk'],
      workerId: row.worker_id,
      guardianId: row.guardian_id,
      openedAt: row.opened_at.toISOString(),
      assignedAt: row.assigned_at?.toISOString(),
      closedAt: row.closed_at?.toISOString(),
      closeReason: row.close_reason as CareCase['closeReason'],
      closeNote: await sealed.closeNote.open(tx, row.key_id, id, row.sealed_close_note),
      closing: await sealed.closing.open(tx, row.key_id, id, row.sealed_closing),
      escalatedTo: row.escalated_to as CareCase['escalatedTo'],
      tasks: await Promise.all(tasks.map((task) => toTask(tx, row.key_id, task))),
      contacts,
      clocks: readClocks(profile, deadlines),
    }),
  }
}

function readTasks(tx: Tx, caseId: string) {
  return tx.db
    .selectFrom('case_management.task')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
}

type TaskRow = Awaited<ReturnType<typeof readTasks>>[number]

async function toTask(tx: Tx, keyId: string, task: TaskRow): Promise<Task> {
  return withoutAbsent<Task>({
    id: task.id,
    kind: task.kind as Task['kind'],
    side: task.side as Task['side'],
    addedBy: task.added_by,
    addedAt: task.added_at.toISOString(),
    dueAt: task.due_at?.toISOString(),
    clockId: task.clock_id,
    result: task.result as Task['result'],
    endedAt: task.ended_at?.toISOString(),
    endedBy: task.ended_by,
    seenAlone: task.seen_alone as Task['seenAlone'],
    words: await sealed.taskWords.open(tx, keyId, task.id, task.sealed_words),
    note: await sealed.taskNote.open(tx, keyId, task.id, task.sealed_note),
    report:
      task.signal_id || task.referral_id
        ? {
            ...(task.signal_id && { concernId: task.signal_id }),
            ...(task.referral_id && { referralId: task.referral_id }),
          }
        : undefined,
  })
}

/**
 * The open case of a child, whichever of its merged records the case is about, or of a concern while the child is not
 * registered; if given, at this authority. With several children in a concern nobody guesses whose case it is: a child's
 * word then never joins the case of the others, nor theirs the case of a child.
 */
export async function findOpenCase(
  tx: Tx,
  about: { childId?: string | undefined; concernId?: string | undefined; agencyId?: string | undefined },
): Promise<CareCase | undefined> {
  const { childId, concernId, agencyId } = about
  if (!childId && !concernId) return undefined
  const [records, ofOneChild] = [
    childId ? await recordsOfChild(tx, childId) : [],
    concernId ? await isOfOneChild(tx, concernId) : false,
  ]
  let query = tx.db
    .selectFrom('case_management.care_case')
    .select('id')
    .where('state', '=', 'open')
    .where((row) => {
      const nameless = row('child_id', 'is', null)
      const ofConcern = concernId ? [row('signal_id', '=', concernId)] : []
      if (!childId) return row.and([...ofConcern, ...(ofOneChild ? [] : [nameless])])
      return row.or([row('child_id', 'in', records), ...(ofOneChild ? [row.and([...ofConcern, nameless])] : [])])
    })
  if (agencyId) query = query.where('agency_id', '=', agencyId)
  const found = await query.orderBy('opened_at').limit(1).executeTakeFirst()
  return found && (await loadCase(tx, found.id, { lock: true }))?.careCase
}

/** Whether a concern is about one child. For the node, which sees all. */
export async function isOfOneChild(tx: Tx, concernId: string): Promise<boolean> {
  const concern = await loadConcern(tx, concernId)
  return concern?.persons.length === 1
}

/** The open case with this reference, if given at this authority. */
export async function findCaseByReference(tx: Tx, reference: string, agencyId?: string): Promise<CareCase | undefined> {
  const ending = endingOfReference(tx.prefix, reference)
  if (ending === undefined) return undefined
  let query = tx.db
    .selectFrom('case_management.care_case')
    .select('id')
    .where('state', '=', 'open')
    .where(sql<boolean>`right(id::text, 10) = ${ending}`)
  if (agencyId) query = query.where('agency_id', '=', agencyId)
  const found = await query.execute()
  // Forty bits may collide. Then nobody guesses which case is meant.
  return found.length === 1 ? (await loadCase(tx, found[0]!.id, { lock: true }))?.careCase : undefined
}

/** The shared facts of a referral, for its case. */
export async function handedOver(
  tx: Tx,
  referralIds: readonly string[],
): Promise<Awaited<ReturnType<typeof readForCase>>> {
  const [first] = referralIds
  return first ? readForCase(tx, first) : undefined
}

/** What the authority was told, with the sender's words. */
export function factsOf({ facts, note }: HandedOver): SharedFact[] {
  return [...facts, ...(note ? [{ group: 'concern', item: 'note', text: note } as const] : [])]
}

/** What was reported, as far as the case may have it: never how to reach the person who reported. */
export async function factsOfReport(
  tx: Tx,
  { concernId, referralId }: NonNullable<Task['report']>,
): Promise<SharedFact[] | undefined> {
  const given = referralId ? await readForCase(tx, referralId) : undefined
  return given ? factsOf(given) : concernId ? factsOfConcern(tx, concernId) : undefined
}

/** Drops null columns, because the model leaves absent fields out. */
function withoutAbsent<Whole>(fields: { [Name in keyof Whole]?: Whole[Name] | null | undefined }): Whole {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Whole
}
