import type { Tx } from '#kernel/tx'
import type { Danger, WorklistEntry } from '#kernel/worklist/worklist'
import { searchOfChild } from '#path/children'
import { dueOf } from '#standards'
import { isCustody } from '#standards/justice'
import { findAssignment } from '../assign-clock.ts'
import type { CareCase, Task } from '../model.ts'
import { getProfile } from './country-rules.ts'
import type { StandIns } from './duty.ts'
import * as sealed from './sealed.ts'

/** Immediate danger comes first in lists until a case worker is assigned. After that, deadlines decide. */
function dangerOf({ risk, state, workerId }: CareCase): Danger {
  return risk === 'immediate' && state === 'open' && workerId === undefined ? 0 : 1
}

const custodyTasks: readonly Task['kind'][] = ['legal-help', 'release', 'non-punishment']

/**
 * A child in custody waits by the hour. So this comes before what is overdue by days, like a child who is missing, until
 * it is done.
 */
function waitsInCustody({ state, contacts }: CareCase, { kind, result, addedBy }: Task): boolean {
  const held = contacts.some((contact) => isCustody(contact.kind) && contact.nexus !== 'none-seen')
  return state === 'open' && held && result === undefined && addedBy === 'node' && custodyTasks.includes(kind)
}

/** Updates the lists of a case: cases of people and desks, open tasks, and missed deadlines. */
export async function listCase(tx: Tx, careCase: CareCase, standIns: StandIns, keyId: string): Promise<void> {
  const { id, agencyId } = careCase
  const open = careCase.state === 'open'
  // After the case only the date with a young person who is grown up is left.
  const waits = ({ result, kind }: Task): boolean => result === undefined && (open || kind === 'after-care')
  const tasks = careCase.tasks.filter(waits)
  const row = await tx.db
    .selectFrom('case_management.care_case')
    .select('sealed_name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const name = await sealed.name.open(tx, keyId, id, row.sealed_name)
  const desk = {
    authority: await tx.scopes.desk(agencyId, 'authority'),
    casework: await tx.scopes.desk(agencyId, 'casework'),
    supervision: await tx.scopes.desk(agencyId, 'supervision'),
  }
  const worker = careCase.workerId ? await tx.scopes.person(careCase.workerId) : undefined
  const guardian = careCase.guardianId ? await tx.scopes.person(careCase.guardianId) : undefined
  const missing = open && (await searchOfChild(tx, careCase))?.state === 'missing'
  const held = tasks.some((task) => waitsInCustody(careCase, task))
  const danger = missing ? 0 : dangerOf(careCase)
  const shared: Pick<WorklistEntry, 'recordKind' | 'danger' | 'title'> = {
    recordKind: 'case',
    danger: held ? 0 : danger,
    ...(name && { title: { subjectId: keyId, text: name } }),
  }
  const summary = {
    caseId: id,
    state: careCase.state,
    risk: careCase.risk,
    assigned: worker !== undefined ? 'yes' : 'no',
    open: tasks.length,
    missing: missing ? 'yes' : 'no',
    held: held ? 'yes' : 'no',
    task: 'none',
    side: 'none',
  }
  const clockOf = (task: Task) => careCase.clocks.find(({ level, about }) => level === 0 && about === task.id)
  const assign = worker === undefined ? findAssignment(careCase.clocks) : undefined
  const next = [assign, ...tasks.map(clockOf)]
    .filter((clock) => clock !== undefined)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
  const profile = getProfile(tx, careCase.country)
  const entry: Omit<WorklistEntry, 'list' | 'scopes'> = {
    ...shared,
    recordId: id,
    at: new Date(careCase.openedAt),
    ...dueOf(next, profile),
    summary,
  }
  const people = [worker, guardian].filter((scope) => scope !== undefined)
  await tx.worklist.put({
    ...entry,
    list: 'cases',
    scopes: open ? [...people, desk.casework, ...(worker === undefined ? [desk.authority] : [])] : [],
  })
  const told =
    careCase.escalatedTo === 'nobody' || next === undefined || new Date(next.dueAt) > tx.now
      ? []
      : [
          desk.supervision,
          ...standIns.escalation,
          ...(careCase.escalatedTo === 'coordinator' ? await tx.scopes.coordination() : []),
        ]
  await tx.worklist.put({ ...entry, list: 'escalations', scopes: told })
  await tx.worklist.put({ ...entry, list: 'unattended', scopes: standIns.duty })
  const scopesOfSide: Record<Task['side'], number> = {
    caseworker: worker ?? desk.casework,
    guardian: guardian ?? desk.authority,
    authority: desk.authority,
    supervisor: desk.supervision,
  }
  for (const task of careCase.tasks) {
    const holders = [scopesOfSide[task.side], ...(task.kind === 'after-care' ? [desk.casework] : [])]
    await tx.create(task.id, 'task')
    await tx.worklist.put({
      ...shared,
      danger: waitsInCustody(careCase, task) ? 0 : danger,
      list: 'tasks',
      recordId: task.id,
      at: new Date(task.addedAt),
      ...dueOf(clockOf(task), profile),
      summary: { ...summary, task: task.kind.replaceAll('-', '_'), side: task.side },
      scopes: waits(task) ? [...holders, ...(await tx.scopes.standIns(holders, agencyId))] : [],
    })
  }
}
