import { openTx } from '#kernel/tx'
import { findOpenCase } from '#case-management'
import { add, assign, close, complete, view } from '../../../src/case-management/api.ts'
import type { TaskKind } from '../../../src/case-management/model.ts'
import { later } from '../calendar.ts'
import type { Story, Teller } from '../telling.ts'
import type { Plan } from './plans.ts'
import type { Deciding, Subject } from './tell-referral.ts'

/** A case has opened by itself: somebody is named, the plan is made, tasks are done, and sometimes it ends well. */
export async function* tellCase(teller: Teller, plan: Plan, subject: Subject, desk: Deciding): Story {
  yield teller.atWork({ hours: 1, minutes: 15 })
  const id = await teller.remembers('case', () => openCaseOf(teller, desk.supervisor, subject))
  const worker = desk.workers[plan.words % desk.workers.length]!
  const guardian = ['petra@gua', 'idris@gua', 'roswitha@gua'][plan.words % 3]!
  const named = plan.word === 'guardian' || plan.justice ? { guardianId: (await teller.person(guardian)).id } : {}
  await teller.does(desk.supervisor, assign, { id, workerId: (await teller.person(worker)).id, ...named })
  yield teller.atWork({ days: 1 })
  await endTasks(teller, worker, id, 'visit-child')
  await teller.does(worker, add, { id, kind: 'schooling', side: 'caseworker', words: 'Find a place at the school near the aunt.', dueAt: later(teller.now(), { days: 12 }).toISOString() })
  yield teller.atWork({ days: plan.words % 2 === 0 ? 2 : 5 })
  await endTasks(teller, worker, id, 'agree-plan')
  if (plan.end !== 'case-closed') return
  yield teller.atWork({ days: 9 })
  await endTasks(teller, worker, id)
  yield teller.atWork({ days: 1 })
  await teller.does(worker, close, { id, reason: plan.words % 2 === 0 ? 'safe-and-supported' : 'with-family-safely', note: 'The child goes to school and knows whom to call.' })
}

/** Ends the open task of this kind; all that are open without one. */
async function endTasks(teller: Teller, worker: string, id: string, wanted?: TaskKind): Promise<void> {
  const open = await teller.remembers(`tasks ${wanted ?? 'left'}`, async () => {
    const { tasks } = await teller.looks(worker, view, { id })
    return tasks.filter(({ kind, result }) => result === undefined && (!wanted || kind === wanted)).map((task) => task.id)
  })
  for (const taskId of open) await teller.does(worker, complete, { id, taskId, result: 'done' })
}

async function openCaseOf(teller: Teller, supervisor: string, { childId, concernId }: Subject): Promise<string> {
  const actor = await teller.person(supervisor)
  const found = await openTx(teller.node, actor, (tx) => findOpenCase(tx, { childId, signalId: concernId }))
  if (!found) throw new Error(`No open case is before ${supervisor}.`)
  return found.id
}
