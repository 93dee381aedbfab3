import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { findDuty, meetClocks, ruleIdOf, startClock, type JurisdictionProfile } from '#standards'
import {
  answerOf,
  changed,
  aboutCase,
  whenClosed,
  withTask,
  type CaseAnswer,
  type CaseChange,
} from './case-decision.ts'
import { caseAssigned, type taskAdded, type taskCompleted } from './events.ts'
import type { CareCase, Task } from './model.ts'
import { withGuardianNamed } from './need-guardian.ts'
import type { AssignInput } from './inputs.ts'

type AssignEvent = EventOf<typeof caseAssigned> | EventOf<typeof taskAdded> | EventOf<typeof taskCompleted>

export interface AssignState {
  careCase: CareCase
  profile: JurisdictionProfile
  /** The assigned person with roles and agency; undefined if there is no such person. */
  worker?: { id: string; agencyId: string; roles: readonly string[] } | undefined
  guardian?: { id: string; roles: readonly string[] } | undefined
  /** False if nobody is left where the case is: then the coordinator may assign a worker of another authority. */
  deskThere?: boolean | undefined
}

/** A case, and whether its people are still there. Nobody assigned is not there. */
export interface LeftState {
  careCase: CareCase
  profile: JurisdictionProfile
  workerThere: boolean
  guardianThere: boolean
  deskThere: boolean
}

const firstTasks = [
  { kind: 'agree-plan', until: 'plan-agreed' },
  { kind: 'visit-child', until: 'child-visited' },
] as const

/**
 * Assigns the case worker, and a guardian if there is one. The first assignment starts the deadlines for plan and
 * visit.
 */
export function assignWorker(
  state: AssignState,
  input: AssignInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, AssignEvent> | Refusal {
  const { careCase, profile, worker } = state
  const refusal = whenNotAssignable(state, input, context)
  if (refusal || !worker) return refusal ?? refuse('record-not-found', { status: 404 })
  const at = context.now.toISOString()
  const first = careCase.assignedAt === undefined
  const duty = findDuty(careCase.clocks, 'case-assigned')
  let next = changed(careCase, {
    workerId: worker.id,
    agencyId: worker.agencyId,
    guardianId: input.guardianId ?? careCase.guardianId,
    assignedAt: careCase.assignedAt ?? at,
    clocks: meetClocks(careCase.clocks, ({ until }) => until === 'case-assigned', at),
  })
  const events: AssignEvent[] = [
    caseAssigned.of(
      next.id,
      {
        ...aboutCase(next),
        workerId: worker.id,
        first,
        openedAt: careCase.openedAt,
        clockId: duty?.clockId,
        dueAt: duty?.dueAt,
      },
      context,
    ),
  ]
  const named = withGuardianNamed(next, context)
  next = named.careCase
  events.push(...named.events)
  if (first) {
    for (const { kind, until } of firstTasks) {
      const id = context.newId()
      const clock = startClock(profile, context, { event: 'case-assigned', until, risk: careCase.risk, at, about: id })
      const task: Task = {
        id,
        kind,
        side: 'caseworker',
        addedBy: 'node',
        addedAt: at,
        dueAt: clock?.dueAt,
        clockId: clock && ruleIdOf(clock),
      }
      const added = withTask(next, task, clock, context)
      next = added.careCase
      events.push(added.event)
    }
  }
  return {
    changes: [{ change: 'keep-case', careCase: next }],
    events,
    answer: answerOf(next),
  }
}

function whenNotAssignable(
  { careCase, worker, guardian, deskThere }: AssignState,
  input: AssignInput,
  context: Context,
): Refusal | undefined {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const anywhere = context.actor.roles.includes('coordinator') && deskThere === false
  if (!worker?.roles.includes('caseworker') || (!anywhere && worker.agencyId !== careCase.agencyId))
    return refuse('case-worker-not-eligible', { status: 422, fields: [{ path: 'workerId', code: 'not-possible' }] })
  if (input.guardianId !== undefined && !guardian?.roles.includes('guardian'))
    return refuse('guardian-not-eligible', { status: 422, fields: [{ path: 'guardianId', code: 'not-possible' }] })
  return undefined
}
