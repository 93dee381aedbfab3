import { dayIn } from '#lib/civil-time'
import { openTx } from '#kernel/tx'
import { findOpenCase, type TaskKind } from '#path/case-management'
import { timeZoneOf } from '#standards'
import {
  addTask,
  askToClose,
  assign,
  closeCase,
  completeTask,
  viewCase,
} from '../../../src/path/case-management/api.ts'
import { later, type Span } from '../calendar.ts'
import type { Story, Teller } from '../telling.ts'
import type { Plan } from './plan.ts'
import { tellMissing } from './tell-missing.ts'
import type { ProtectionDesk, Subject } from './desks.ts'

/**
 * After a case has opened: a case worker is assigned, the plan is made, tasks are closed, and some cases are closed
 * too.
 */
export async function* tellCase(teller: Teller, plan: Plan, subject: Subject, desk: ProtectionDesk): Story {
  const pace = paceOf(plan)
  yield teller.atWork(pace.name)
  const id = await teller.remembers('case', () => openCaseOf(teller, desk.supervisor, subject))
  const worker = desk.workers[plan.words % desk.workers.length]!
  const guardian = ['petra@gua', 'idris@gua', 'roswitha@gua'][plan.words % 3]!
  const named = plan.word === 'guardian' || plan.justice ? { guardianId: (await teller.person(guardian)).id } : {}
  await teller.does(desk.supervisor, assign, { id, workerId: (await teller.person(worker)).id, ...named })
  await endTasks(teller, desk.authority, id, 'provisional-guardian')
  if (plan.justice && plan.justice !== 'arrest') {
    yield teller.atWork({ minutes: 30 })
    for (const who of [desk.authority, guardian]) await endTasks(teller, who, id, 'non-punishment')
  }
  yield teller.atWork(pace.plan)
  await endTasks(teller, worker, id, 'agree-plan')
  yield teller.atWork({ days: 1 })
  await endTasks(teller, worker, id, 'visit-child')
  await teller.does(worker, addTask, {
    id,
    kind: 'schooling',
    side: 'caseworker',
    words: 'Find a place at the school near the aunt.',
    until: { iso: dayIn(timeZoneOf('XM'), later(teller.now(), { days: 16 })) },
  })
  if (plan.missing) yield* tellMissing(teller, plan, { caseId: id, worker, desk })
  if (plan.end === 'assigned' && (plan.words % 3 === 0 || plan.missing === 'reviewed')) return
  yield teller.atWork({ days: 9 })
  await endTasks(teller, worker, id)
  if (plan.end !== 'case-closed') return
  yield teller.atWork({ days: 1 })
  await teller.does(worker, askToClose, {
    id,
    reason: plan.words % 2 === 0 ? 'safe-and-supported' : 'with-family-safely',
    note: 'The child goes to school and knows whom to call.',
    lastVisit: dayIn(timeZoneOf('XM'), teller.now()),
  })
  yield teller.atWork({ hours: 4 })
  await teller.does(desk.supervisor, closeCase, { id })
}

/** Most desks meet their deadlines. Some do not, and that stays on record. */
function paceOf({ words, late, danger, risk }: Plan): { name: Span; plan: Span } {
  const slow = late === 'authority' || words % 5 === 0
  const urgent = danger === 'immediate' || risk === 'high'
  return {
    name: slow ? { hours: 5 } : { minutes: 20 + words * 2 },
    plan: slow ? { days: 8 } : { days: urgent ? 1 : 3 },
  }
}

/**
 * Closes this person's open tasks of one kind. Without a kind, closes all except those about punishment, which only
 * their own side can close.
 */
export async function endTasks(teller: Teller, who: string, id: string, wanted?: TaskKind): Promise<void> {
  const open = await teller.remembers(`tasks ${wanted ?? 'left'} of ${who}`, async () => {
    const { tasks, guardian } = await teller.looks(who, viewCase, { id })
    return tasks
      .filter(
        ({ kind, result, mine }) =>
          result === undefined && (wanted ? kind === wanted && mine : kind !== 'non-punishment'),
      )
      .map(({ id: taskId, kind }) => `${taskId} ${guardian === null && kind.endsWith('guardian') ? 'unnamed' : kind}`)
  })
  for (const one of open) {
    const [taskId = '', kind] = one.split(' ')
    const ended =
      kind === 'unnamed'
        ? ({ result: 'not-needed', note: 'The aunt is known to be safe and can act for the child.' } as const)
        : ({ result: 'done', ...(kind === 'visit-child' && { seenAlone: 'yes' as const }) } as const)
    await teller.does(who, completeTask, { id, taskId, ...ended })
  }
}

export async function openCaseOf(
  teller: Teller,
  supervisor: string,
  { childId, concernId }: Pick<Subject, 'childId'> & { concernId?: string },
): Promise<string> {
  const actor = await teller.person(supervisor)
  const found = await openTx(teller.node, actor, (tx) => findOpenCase(tx, { childId, concernId }))
  if (!found) throw new Error(`No open case is before ${supervisor}.`)
  return found.id
}
