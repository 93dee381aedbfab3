import type { DomainEvent } from '#kernel/event'
import type { Context } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { dueAt, findClock, type DeadlineRule, type JurisdictionProfile } from '#standards'
import type { CareCase, Task } from './model.ts'

export type CaseChange =
  | { change: 'keep-case'; careCase: CareCase }
  | {
      change: 'start-clock'
      careCase: CareCase
      clockId: string
      startedAt: string
      dueAt: string
      rule: DeadlineRule | undefined
      level?: number
    }
  | { change: 'meet-clock'; caseId: string; clockId: string; at: string }
  | { change: 'stop-clocks'; caseId: string; at: string }

export interface CaseAnswer {
  id: string
  version: number
  state: CareCase['state']
}

export function answerOf(careCase: CareCase): CaseAnswer {
  return { id: careCase.id, version: careCase.version, state: careCase.state }
}

export function changed(careCase: CareCase, fields: Partial<CareCase>): CareCase {
  return { ...careCase, ...fields, version: careCase.version + 1 }
}

/** The refusal for every change of a closed case, which never reopens. */
export function whenClosed(careCase: CareCase): Refusal | undefined {
  return careCase.state === 'closed' ? refuse('case-closed') : undefined
}

type CaseEventType = 'CaseOpened' | 'CaseAssigned' | 'TaskAdded' | 'TaskCompleted' | 'CaseClosed'

/** An event about a case: ids, codes and times only. */
export function eventOf(
  type: CaseEventType,
  careCase: CareCase,
  context: Context,
  more: Record<string, unknown> = {},
): DomainEvent {
  const { id, childId, concernId, agencyId, risk, country, referralIds } = careCase
  const data = Object.fromEntries(
    Object.entries({ childId, concernId, agencyId, risk, country, referralIds, ...more }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  return { type, id: context.newId(), at: context.now.toISOString(), aggregate: { kind: 'case', id }, data }
}

/** The country's deadline for a duty of the case, from an event time; undefined without a rule. */
export function ruleFor(
  profile: JurisdictionProfile,
  wanted: { event: string; until: string; risk: CareCase['risk'] },
  at: string,
): { rule: DeadlineRule; dueAt: string } | undefined {
  const rule = findClock(profile, wanted)
  const due = rule && dueAt(profile, rule, new Date(at))
  return rule && due ? { rule, dueAt: due.toISOString() } : undefined
}

/** The deadline of a task has the task's id in its name, so that two tasks of one kind have two deadlines. */
export function clockOfTask(task: Pick<Task, 'id' | 'clockId'>): string {
  return `${task.clockId ?? 'agreed'}/${task.id}`
}

export function withTask(
  careCase: CareCase,
  task: Task,
  rule: DeadlineRule | undefined,
  context: Context,
): { careCase: CareCase; changes: CaseChange[]; event: DomainEvent } {
  const next = { ...careCase, tasks: [...careCase.tasks, task] }
  const changes: CaseChange[] =
    task.dueAt === undefined
      ? []
      : [
          {
            change: 'start-clock',
            careCase: next,
            clockId: clockOfTask(task),
            startedAt: task.addedAt,
            dueAt: task.dueAt,
            rule,
          },
        ]
  return {
    careCase: next,
    changes,
    event: eventOf('TaskAdded', next, context, {
      taskId: task.id,
      kind: task.kind,
      side: task.side,
      dueAt: task.dueAt,
    }),
  }
}
