import { nodeScope } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import type { Tx } from '#kernel/tx'
import type { CaseChange } from '../case-decision.ts'
import type { CareCase, Task } from '../model.ts'
import * as sealed from './sealed.ts'
import { factsOfReport } from './case-store.ts'
import { standInsOf, type StandIns } from './duty.ts'
import { keepContact, readContacts } from './contact-store.ts'
import { listCase } from './lists.ts'
import { toldOf } from './told-store.ts'

/** Writes a case with its tasks, deadlines, timeline steps and lists, in one transaction. */
export async function saveCase(tx: Tx, { careCase, handedOver: left = false, steps = [] }: CaseChange): Promise<void> {
  const { id } = careCase
  await tx.create(id, 'case')
  const before = await tx.db.selectFrom('case_management.care_case').selectAll().where('id', '=', id).executeTakeFirst()
  const { keyId, fields: handed, times } = await toldOf(tx, careCase, before)
  const standIns = await standInsOf(tx, careCase)
  const scopes = await scopesOf(tx, careCase, standIns)
  const fields = {
    scopes,
    version: careCase.version,
    state: careCase.state,
    origin: careCase.origin,
    child_id: careCase.childId ?? null,
    signal_id: careCase.concernId ?? null,
    referral_ids: careCase.referralIds,
    agency_id: careCase.agencyId,
    country: careCase.country,
    risk: careCase.risk,
    worker_id: careCase.workerId ?? null,
    guardian_id: careCase.guardianId ?? null,
    opened_at: careCase.openedAt,
    assigned_at: careCase.assignedAt ?? null,
    closed_at: careCase.closedAt ?? null,
    close_reason: careCase.closeReason ?? null,
    escalated_to: careCase.escalatedTo,
    sealed_close_note: await sealed.closeNote.sealIfAny(tx, keyId, id, careCase.closeNote),
    sealed_closing: await sealed.closing.sealIfAny(tx, keyId, id, careCase.closing),
  }
  tx.write(
    before
      ? tx.db
          .updateTable('case_management.care_case')
          .set({ ...fields, ...handed })
          .where('id', '=', id)
      : tx.db.insertInto('case_management.care_case').values({ id, key_id: keyId, ...fields, ...handed }),
  )
  // After a merge was undone they are about another child.
  for (const gone of before?.referral_ids ?? []) if (!careCase.referralIds.includes(gone)) await tx.setApart(id, gone)
  const known = await tx.db
    .selectFrom('case_management.task')
    .select(['id', 'result'])
    .where('case_id', '=', id)
    .execute()
  for (const task of careCase.tasks)
    await keepTask(tx, careCase, keyId, task, !known.some(({ id: was }) => was === task.id))
  const contactsBefore = new Set((await readContacts(tx, id, keyId)).map((contact) => contact.id))
  for (const contact of careCase.contacts) await keepContact(tx, id, keyId, contact)
  await addSteps(tx, careCase, before, known, contactsBefore, [...times, ...steps], left)
  await tx.deadlines.keep({ id, kind: 'case', scopes }, careCase.clocks)
  await listCase(tx, careCase, standIns, keyId)
  // A task stands in lists by its own id.
  for (const task of careCase.tasks) if (!known.some(({ id: was }) => was === task.id)) await tx.belongsTo(task.id, id)
}

async function keepTask(tx: Tx, careCase: CareCase, keyId: string, task: Task, fresh: boolean): Promise<void> {
  const ending = {
    result: task.result ?? null,
    ended_at: task.endedAt ?? null,
    ended_by: task.endedBy ?? null,
    seen_alone: task.seenAlone ?? null,
    sealed_note: await sealed.taskNote.sealIfAny(tx, keyId, task.id, task.note),
  }
  tx.write(
    tx.db
      .insertInto('case_management.task')
      .values({
        case_id: careCase.id,
        id: task.id,
        kind: task.kind,
        side: task.side,
        added_by: task.addedBy,
        added_at: task.addedAt,
        due_at: task.dueAt ?? null,
        clock_id: task.clockId ?? null,
        signal_id: task.report?.concernId ?? null,
        referral_id: task.report?.referralId ?? null,
        sealed_report:
          fresh && task.report
            ? await sealed.taskReport.sealIfAny(tx, keyId, task.id, await factsOfReport(tx, task.report))
            : null,
        sealed_words: await sealed.taskWords.sealIfAny(tx, keyId, task.id, task.words),
        ...ending,
      })
      .onConflict((conflict) => conflict.columns(['case_id', 'id']).doUpdateSet(ending)),
  )
}

type Before = { state: string; worker_id: string | null; escalated_to: string } | undefined

async function addSteps(
  tx: Tx,
  careCase: CareCase,
  before: Before,
  known: readonly { id: string; result: string | null }[],
  contactsBefore: ReadonlySet<string>,
  earlier: readonly { kind: string; at: string }[],
  left: boolean,
): Promise<void> {
  const now = tx.now.toISOString()
  const steps: { kind: string; at: string; detail: Record<string, string> }[] = earlier.map(({ kind, at }) => ({
    kind,
    at,
    detail: {},
  }))
  if (!before) {
    steps.push({ kind: 'opened', at: careCase.openedAt, detail: { origin: careCase.origin } })
  }
  if (left) steps.push({ kind: 'handed-over', at: now, detail: {} })
  if (careCase.workerId && careCase.workerId !== before?.worker_id)
    steps.push({ kind: 'assigned', at: now, detail: { worker: careCase.workerId } })
  for (const { id, kind, at } of careCase.contacts)
    if (!contactsBefore.has(id)) steps.push({ kind: 'justice-contact', at, detail: { contact: kind } })
  for (const task of careCase.tasks) {
    const was = known.find(({ id }) => id === task.id)
    if (!was) steps.push({ kind: 'task-added', at: task.addedAt, detail: { task: task.kind } })
    if (task.result && !was?.result)
      steps.push({ kind: 'task-ended', at: now, detail: { task: task.kind, result: task.result } })
  }
  if (before && careCase.escalatedTo !== before.escalated_to)
    steps.push({ kind: 'escalated', at: now, detail: { to: careCase.escalatedTo } })
  if (before?.state === 'open' && careCase.state === 'closed')
    steps.push({ kind: 'closed', at: now, detail: { reason: careCase.closeReason! } })
  if (steps.length === 0) return
  const { before: earlierSteps } = await tx.db
    .selectFrom('case_management.step')
    .select((row) => row.fn.countAll<number>().as('before'))
    .where('case_id', '=', careCase.id)
    .executeTakeFirstOrThrow()
  const author = tx.actor.kind === 'account' ? tx.actor.id : 'node'
  tx.write(
    tx.db.insertInto('case_management.step').values(
      steps.map((step, index) => ({
        case_id: careCase.id,
        id: newId(),
        number: earlierSteps + index,
        kind: step.kind,
        at: step.at,
        author,
        detail: JSON.stringify(step.detail),
      })),
    ),
  )
}

/**
 * Access to a case: the node, the authority's desk and supervisors, the case worker, the guardian; the coordinator
 * after escalation.
 */
async function scopesOf(tx: Tx, careCase: CareCase, standIns: StandIns): Promise<number[]> {
  const { agencyId } = careCase
  const people = [careCase.workerId, careCase.guardianId].filter((person) => person !== undefined)
  const owners: ScopeOwner[] = [
    { agencyId, desk: 'authority' },
    { agencyId, desk: 'casework' },
    ...people.map((accountId) => ({ accountId })),
  ]
  return [
    nodeScope,
    ...(await tx.scopes.of(owners)),
    ...new Set([
      ...standIns.duty,
      ...standIns.escalation,
      ...standIns.tasks,
      ...(careCase.escalatedTo === 'coordinator' ? await tx.scopes.coordination() : []),
    ]),
  ]
}
