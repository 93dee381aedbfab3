import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { ruleIdOf, startClock, type JurisdictionProfile } from '#standards'
import type { Risk } from '#standards/codes'
import { answerOf, changed, withTask, type CaseAnswer, type CaseChange } from './case-decision.ts'
import { openCaseNotFound, type taskAdded } from './events.ts'
import type { GiveReportInput } from './inputs.ts'
import type { CareCase, Task } from './model.ts'

export interface GiveState {
  profile: JurisdictionProfile
  /** The open case that the report belongs to. */
  existing?: CareCase | undefined
  /** What the person at the desk wrote about it. */
  words?: string | undefined
}

/**
 * Somebody reported something about a child who has an open case (reference 02, R5 and trap 10: repeat reports are the
 * strongest sign). The case worker reads it again within the time of the country's rule.
 */
export function giveReport(
  { profile, existing, words }: GiveState,
  { concernId, danger }: GiveReportInput,
  context: Context,
): Decision<CaseChange, Partial<CaseAnswer>, EventOf<typeof taskAdded> | EventOf<typeof openCaseNotFound>> {
  if (!existing)
    return { changes: [], events: [openCaseNotFound.of(concernId, { because: 'no-open-case' }, context)], answer: {} }
  const { careCase, event } = withReport(
    changed(existing, {}),
    profile,
    { concernId, words, risk: danger === 'immediate' ? 'immediate' : 'unknown', at: context.now.toISOString() },
    context,
  )
  return { changes: [{ change: 'keep-case', careCase }], events: [event], answer: answerOf(careCase) }
}

/** The case with the task to read what was reported. */
export function withReport(
  careCase: CareCase,
  profile: JurisdictionProfile,
  { words, risk, at, ...report }: NonNullable<Task['report']> & { words?: string | undefined; risk: Risk; at: string },
  context: Context,
): ReturnType<typeof withTask> {
  const id = context.newId()
  const clock = startClock(profile, context, { event: 'report-given', until: 'report-read', risk, at, about: id })
  const task: Task = {
    id,
    kind: 'read-report',
    side: 'caseworker',
    words,
    addedBy: 'node',
    addedAt: context.now.toISOString(),
    dueAt: clock?.dueAt,
    clockId: clock && ruleIdOf(clock),
    report,
  }
  return withTask(careCase, task, clock, context)
}
