import type { EventOf } from '#kernel/event'
import type { Context } from '#kernel/perform'
import { refuse, type Refusal } from '#kernel/refusal'
import { startClock, type JurisdictionProfile, type RunningClock } from '#standards'
import { taskAdded } from './events.ts'
import type { CareCase, Task } from './model.ts'

/** A case is written completely, with its tasks and deadlines and its version increased. */
export interface CaseChange {
  change: 'keep-case'
  careCase: CareCase
  /** Its people had left. */
  handedOver?: boolean | undefined
  /** What happened besides the changes of the case itself, for its timeline. */
  steps?: readonly { kind: string; at: string }[] | undefined
}

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

/** What every event about a case says: ids, codes and times only. */
export function aboutCase({ childId, concernId, agencyId, risk, country, referralIds }: CareCase) {
  return { childId, concernId, agencyId, risk, country, referralIds }
}

/** The case with its deadline to assign a case worker, if the country has a rule for it. */
export function withAssignClock(
  careCase: CareCase,
  profile: JurisdictionProfile,
  context: Context,
  at = careCase.openedAt,
): { careCase: CareCase; clock: RunningClock | undefined } {
  const { risk } = careCase
  const clock = startClock(profile, context, { event: 'case-opened', until: 'case-assigned', risk, at })
  return { careCase: clock ? { ...careCase, clocks: [...careCase.clocks, clock] } : careCase, clock }
}

/**
 * The case with one more task, and its deadline: that of the rule, or on the date people chose. `contactOf`: the concern
 * where the contact was reported that it follows from.
 */
export function withTask(
  careCase: CareCase,
  task: Task,
  clock: RunningClock | undefined,
  context: Context,
  contactOf?: string,
): { careCase: CareCase; event: EventOf<typeof taskAdded> } {
  const next = {
    ...careCase,
    tasks: [...careCase.tasks, task],
    clocks: clock ? [...careCase.clocks, clock] : careCase.clocks,
  }
  return {
    careCase: next,
    event: taskAdded.of(
      next.id,
      {
        ...aboutCase(next),
        taskId: task.id,
        kind: task.kind,
        side: task.side,
        dueAt: task.dueAt,
        reportOf: task.report?.concernId,
        contactOf,
      },
      context,
    ),
  }
}
