import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { ruleIdOf, startClock, type JurisdictionProfile } from '#standards'
import {
  answerOf,
  changed,
  aboutCase,
  withAssignClock,
  withTask,
  type CaseAnswer,
  type CaseChange,
} from './case-decision.ts'
import { caseOpened, type taskAdded } from './events.ts'
import type { CareCase, Task } from './model.ts'
import type { OpenInput } from './inputs.ts'
import { newCase } from './open-case.ts'

export interface NonPunishmentState {
  profile: JurisdictionProfile
  /** The open case of this child, if there is one. */
  existing?: CareCase | undefined
}

/**
 * A child who may have been trafficked was arrested, charged, fined or detained (reference 02, R20; ILO P029 Art.
 * 4(2)). Adds two tasks: the authority informs the prosecutor, the guardian makes sure that the child has help. For a
 * child nobody has to prove compulsion. Without an open case it opens one now, because a child in custody cannot wait for
 * a referral. The deadline to tell the prosecutor counts from the contact itself, as it was told.
 */
export function raiseNonPunishment(
  { profile, existing }: NonPunishmentState,
  input: OpenInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof caseOpened> | EventOf<typeof taskAdded>> {
  const at = context.now.toISOString()
  const opened = existing
    ? undefined
    : withAssignClock(newCase({ ...input, at }, 'justice-contact', context), profile, context)
  let careCase = opened?.careCase ?? changed(existing!, {})
  const events: (EventOf<typeof caseOpened> | EventOf<typeof taskAdded>)[] = opened
    ? [
        caseOpened.of(
          careCase.id,
          {
            ...aboutCase(careCase),
            openedAt: at,
            origin: 'justice-contact',
            clockId: opened.clock?.clockId,
            dueAt: opened.clock?.dueAt,
          },
          context,
        ),
      ]
    : []
  for (const side of ['authority', 'guardian'] as const) {
    const open = careCase.tasks.some(
      (task) => task.kind === 'non-punishment' && task.side === side && task.result === undefined,
    )
    if (open) continue
    const id = context.newId()
    const clock = startClock(profile, context, {
      event: 'justice-contact',
      until: 'prosecutor-told',
      risk: input.risk,
      at: input.at,
      about: id,
    })
    const task: Task = {
      id,
      kind: 'non-punishment',
      side,
      addedBy: 'node',
      addedAt: at,
      dueAt: clock?.dueAt,
      clockId: clock && ruleIdOf(clock),
    }
    const added = withTask(careCase, task, clock, context)
    careCase = added.careCase
    events.push(added.event)
  }
  return { changes: [{ change: 'keep-case', careCase }], events, answer: answerOf(careCase) }
}
