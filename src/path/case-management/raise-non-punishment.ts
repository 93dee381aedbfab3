import type { DomainEvent } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { JurisdictionProfile } from '#standards'
import { answerOf, changed, eventOf, ruleFor, withTask, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { CareCase, Task } from './model.ts'
import { newCase, type OpenInput } from './open-case.ts'

export interface NonPunishmentState {
  profile: JurisdictionProfile
  /** The open case of this child, if there is one. */
  existing?: CareCase | undefined
}

/**
 * A child who may have been trafficked was arrested, charged, fined or detained (reference 02, R20; ILO P029 Art.
 * 4(2)). Adds two tasks: the authority informs the prosecutor, the guardian makes sure that the child has help. For a
 * child nobody has to prove compulsion. Without an open case it opens one, because a child in custody cannot wait for a
 * referral.
 */
export function raiseNonPunishment(
  { profile, existing }: NonPunishmentState,
  input: OpenInput,
  context: Context,
): Decision<CaseChange, CaseAnswer> {
  const due = ruleFor(profile, { event: 'justice-contact', until: 'prosecutor-told', risk: input.risk }, input.at)
  const assign = existing
    ? undefined
    : ruleFor(profile, { event: 'case-opened', until: 'case-assigned', risk: input.risk }, input.at)
  let careCase = existing ? changed(existing, {}) : newCase(input, 'justice-contact', context)
  const changes: CaseChange[] = assign
    ? [
        {
          change: 'start-clock',
          careCase,
          clockId: assign.rule.id,
          startedAt: input.at,
          dueAt: assign.dueAt,
          rule: assign.rule,
        },
      ]
    : []
  const events: DomainEvent[] = existing
    ? []
    : [
        eventOf('CaseOpened', careCase, context, {
          openedAt: input.at,
          origin: 'justice-contact',
          clockId: assign?.rule.id,
          dueAt: assign?.dueAt,
        }),
      ]
  for (const side of ['authority', 'guardian'] as const) {
    const open = careCase.tasks.some(
      (task) => task.kind === 'non-punishment' && task.side === side && task.result === undefined,
    )
    if (open) continue
    const task: Task = {
      id: context.newId(),
      kind: 'non-punishment',
      side,
      addedBy: 'node',
      addedAt: input.at,
      dueAt: due?.dueAt,
      clockId: due?.rule.id,
    }
    const added = withTask(careCase, task, due?.rule, context)
    careCase = added.careCase
    changes.push(...added.changes)
    events.push(added.event)
  }
  return { changes: [{ change: 'keep-case', careCase }, ...changes], events, answer: answerOf(careCase) }
}
