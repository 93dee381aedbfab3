import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { clockOfDuty, dutiesAfter, ruleIdOf, type JurisdictionProfile, type RunningClock } from '#standards'
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
import type { CareCase, JusticeContact, Task } from './model.ts'
import type { RaiseInput } from './inputs.ts'
import { newCase } from './open-case.ts'

export interface NonPunishmentState {
  profile: JurisdictionProfile
  /** The open case of this child, if there is one. */
  existing?: CareCase | undefined
}

type Raised = EventOf<typeof caseOpened> | EventOf<typeof taskAdded>

/**
 * A child who may have been trafficked was arrested, charged, fined or held (reference 02, R16 and R20; ILO P029 Art.
 * 4(2)). Adds the tasks of the authority and of the guardian. For a child nobody has to prove compulsion. Without an
 * open case it opens one now, because a child in custody cannot wait for a referral. The deadlines count from the
 * contact itself, as it was told; in custody they run by the hour.
 */
export function raiseNonPunishment(
  { profile, existing }: NonPunishmentState,
  input: RaiseInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, Raised> {
  const at = context.now.toISOString()
  const opened = existing
    ? undefined
    : withAssignClock(newCase({ ...input, at }, 'justice-contact', context), profile, context)
  const before = opened?.careCase ?? changed(existing!, {})
  let careCase = withContact(before, input.contact)
  const events: Raised[] = opened ? [openedNow(careCase, opened.clock, at, context)] : []
  for (const duty of dutiesAfter(input.contact)) {
    const id = context.newId()
    const clock = clockOfDuty(profile, { ...input, kind: input.contact.kind }, duty, id, context)
    if (hasInTime(careCase, duty, clock?.dueAt, context.now)) continue
    const task: Task = {
      id,
      kind: duty.kind,
      side: duty.side,
      addedBy: 'node',
      addedAt: at,
      dueAt: clock?.dueAt,
      clockId: clock && ruleIdOf(clock),
    }
    const added = withTask(careCase, task, clock, context, input.concernId)
    careCase = added.careCase
    events.push(added.event)
  }
  return { changes: [{ change: 'keep-case', careCase }], events, answer: answerOf(careCase) }
}

/** The contact stands at the top of the case. The node may hear of it twice. */
export function withContact(careCase: CareCase, contact: JusticeContact): CareCase {
  return careCase.contacts.some(({ id }) => id === contact.id)
    ? careCase
    : { ...careCase, contacts: [...careCase.contacts, contact] }
}

function openedNow(careCase: CareCase, clock: RunningClock | undefined, at: string, context: Context) {
  return caseOpened.of(
    careCase.id,
    {
      ...aboutCase(careCase),
      openedAt: at,
      origin: 'justice-contact',
      clockId: clock?.clockId,
      dueAt: clock?.dueAt,
    },
    context,
  )
}

/**
 * Whether the case has this task already, and not for later. An arrest after a fine makes the duty more urgent; what is
 * overdue cannot become so.
 */
function hasInTime(
  { tasks }: CareCase,
  { kind, side }: Pick<Task, 'kind' | 'side'>,
  dueAt: string | undefined,
  now: Date,
): boolean {
  const soonEnough = [dueAt ?? '', now.toISOString()].sort().at(-1)!
  return tasks.some(
    (task) =>
      task.kind === kind &&
      task.side === side &&
      task.result === undefined &&
      (dueAt === undefined || (task.dueAt !== undefined && task.dueAt <= soonEnough)),
  )
}
