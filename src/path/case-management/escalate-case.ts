import type { Decision } from '#kernel/perform'
import type { EscalationPlan } from '#path/referral'
import type { JurisdictionProfile } from '#standards'
import { answerOf, changed, clockOfTask, ruleFor, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { CareCase } from './model.ts'

export interface EscalateCaseState {
  careCase: CareCase
  profile: JurisdictionProfile
  /** Who is informed of the missed deadline now, and the time of the next step. */
  plan: EscalationPlan
}

const rank = { nobody: 0, supervisor: 1, coordinator: 2 } as const

/**
 * A deadline of the case was missed: informs the supervisors, then the national coordinator if the country's rule says
 * so.
 */
export function escalateCase(
  { careCase, profile, plan }: EscalateCaseState,
  input: { clockId: string },
): Decision<CaseChange, CaseAnswer> {
  const missed = careCase.state === 'open' ? findMissed(careCase, profile, input.clockId) : undefined
  if (!missed) return { changes: [], events: [], answer: answerOf(careCase) }
  const rule = profile.clocks.find(({ id }) => id === input.clockId.split('/')[0])
  const { reached, next: wait } = plan
  const escalatedTo = reached.reduce<CareCase['escalatedTo']>(
    (highest, to) => (rank[to] > rank[highest] ? to : highest),
    careCase.escalatedTo,
  )
  const next = changed(careCase, { escalatedTo })
  return {
    changes: [
      { change: 'keep-case', careCase: next },
      ...(wait
        ? [
            {
              change: 'start-clock',
              careCase: next,
              clockId: input.clockId,
              startedAt: missed,
              dueAt: wait.dueAt,
              rule,
              level: wait.level,
            } as const,
          ]
        : []),
    ],
    events: [],
    answer: answerOf(next),
  }
}

/** The missed deadline, if the duty is still open. */
export function findMissed(careCase: CareCase, profile: JurisdictionProfile, clockId: string): string | undefined {
  const task = careCase.tasks.find((candidate) => clockOfTask(candidate) === clockId)
  if (task) return task.result === undefined ? task.dueAt : undefined
  if (careCase.assignedAt !== undefined) return undefined
  const assign = ruleFor(
    profile,
    { event: 'case-opened', until: 'case-assigned', risk: careCase.risk },
    careCase.openedAt,
  )
  return assign?.rule.id === clockId ? assign.dueAt : undefined
}
