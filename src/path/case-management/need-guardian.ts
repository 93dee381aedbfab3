import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { meetClocks, ruleIdOf, startClock, type JurisdictionProfile } from '#standards'
import { aboutCase, changed, type CaseChange, withTask } from './case-decision.ts'
import { taskCompleted, type taskAdded } from './events.ts'
import type { CareCase, Task } from './model.ts'

const guardianTasks = [
  { kind: 'provisional-guardian', until: 'provisional-guardian-named' },
  { kind: 'guardian', until: 'guardian-appointed' },
] as const

/**
 * No adult is known to be safe for this child (reference 02, R8): someone stands in at once, and a guardian is
 * appointed, each with the country's date from the day the case opened. Whoever finds a safe parent closes the tasks as
 * not needed, with the reason. A task that the node added once is not added again.
 */
export function withGuardianTasks(
  careCase: CareCase,
  profile: JurisdictionProfile,
  at: string,
  context: Context,
): { careCase: CareCase; events: EventOf<typeof taskAdded>[] } {
  const events: EventOf<typeof taskAdded>[] = []
  let next = careCase
  for (const { kind, until } of guardianTasks) {
    if (next.tasks.some((task) => task.kind === kind && task.addedBy === 'node')) continue
    if (kind === 'provisional-guardian' && next.guardianId !== undefined) continue
    const id = context.newId()
    const clock = startClock(profile, context, { event: 'guardian-needed', until, risk: next.risk, at, about: id })
    const task: Task = {
      id,
      kind,
      side: 'authority',
      addedBy: 'node',
      addedAt: context.now.toISOString(),
      dueAt: clock?.dueAt,
      clockId: clock && ruleIdOf(clock),
    }
    const added = withTask(next, task, clock, context)
    next = added.careCase
    events.push(added.event)
  }
  return { careCase: next, events }
}

/** The open cases of a child whose record says that no parent or relative looks after them. */
export interface GuardianlessState {
  readonly cases: readonly { readonly careCase: CareCase; readonly profile: JurisdictionProfile }[]
}

/** Starts the duty to find a guardian in every open case of the child, from the moment it was known. */
export function needGuardian(
  { cases }: GuardianlessState,
  { at }: { at: string },
  context: Context,
): Decision<CaseChange, { cases: number }, EventOf<typeof taskAdded>> {
  const needing = cases.flatMap(({ careCase, profile }) => {
    const { careCase: next, events } = withGuardianTasks(changed(careCase, {}), profile, at, context)
    return events.length > 0 ? [{ next, events }] : []
  })
  return {
    changes: needing.map(({ next }) => ({ change: 'keep-case', careCase: next })),
    events: needing.flatMap(({ events }) => events),
    answer: { cases: needing.length },
  }
}

/** With a guardian named on the case someone stands in for the child now. The appointment is still to come. */
export function withGuardianNamed(
  careCase: CareCase,
  context: Context,
): { careCase: CareCase; events: EventOf<typeof taskCompleted>[] } {
  const at = context.now.toISOString()
  if (careCase.guardianId === undefined) return { careCase, events: [] }
  const done = careCase.tasks.filter(({ kind, result }) => kind === 'provisional-guardian' && result === undefined)
  const ended = (task: Task): Task =>
    done.includes(task) ? { ...task, result: 'done', endedAt: at, endedBy: context.actor.id } : task
  const next: CareCase = {
    ...careCase,
    tasks: careCase.tasks.map(ended),
    clocks: meetClocks(careCase.clocks, ({ about }) => done.some(({ id }) => id === about), at),
  }
  return {
    careCase: next,
    events: done.map(({ id, kind, addedAt, dueAt }) =>
      taskCompleted.of(next.id, { ...aboutCase(next), taskId: id, kind, result: 'done', addedAt, dueAt }, context),
    ),
  }
}
