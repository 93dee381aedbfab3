import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { ruleIdOf, startClock, type JurisdictionProfile, type RunningClock } from '#standards'
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
import { isCustody, leavesRecord } from '#standards/justice'
import type { CareCase, JusticeContact, Task } from './model.ts'
import type { RaiseInput } from './inputs.ts'
import { newCase } from './open-case.ts'

export interface NonPunishmentState {
  profile: JurisdictionProfile
  /** The open case of this child, if there is one. */
  existing?: CareCase | undefined
}

/**
 * First the lawyer: nobody is told anything before. Then the authority tells the body that acts against the child the
 * status only, and nothing that the child said. The guardian stands by the child.
 */
const duties = [
  { kind: 'legal-help', side: 'authority', until: 'lawyer-asked' },
  { kind: 'release', side: 'authority', until: 'release-sought', inCustodyOnly: true },
  { kind: 'non-punishment', side: 'authority', until: 'prosecutor-told' },
  { kind: 'non-punishment', side: 'guardian', until: 'prosecutor-told' },
  { kind: 'clear-record', side: 'authority', until: 'clearing-asked', ofRecordOnly: true },
] as const

type Duty = (typeof duties)[number]
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
  for (const duty of duties) {
    if (!applies(duty, input.contact)) continue
    const id = context.newId()
    const clock = earliestClock(profile, input, duty, id, context)
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
    const added = withTask(careCase, task, clock, context)
    careCase = added.careCase
    events.push(added.event)
  }
  return { changes: [{ change: 'keep-case', careCase }], events, answer: answerOf(careCase) }
}

function applies(duty: Duty, { kind, nexus }: JusticeContact): boolean {
  if (nexus === 'none-seen') return false
  if ('inCustodyOnly' in duty) return isCustody(kind)
  return !('ofRecordOnly' in duty) || leavesRecord(kind)
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

/** In custody a duty has the rule for custody and the rule for every contact. The earlier date holds. */
function earliestClock(
  profile: JurisdictionProfile,
  { risk, at, contact }: RaiseInput,
  { until }: Duty,
  about: string,
  context: Context,
): RunningClock | undefined {
  const events = [
    'justice-contact',
    ...(isCustody(contact.kind) ? ['custody'] : []),
    ...(leavesRecord(contact.kind) ? ['record-left'] : []),
  ]
  return events
    .map((event) => startClock(profile, context, { event, until, risk, at, about }))
    .filter((clock) => clock !== undefined)
    .sort((one, other) => one.dueAt.localeCompare(other.dueAt))[0]
}

/**
 * Whether the case has this task already, and not for later. An arrest after a fine makes the duty more urgent; what is
 * overdue cannot become so.
 */
function hasInTime({ tasks }: CareCase, { kind, side }: Duty, dueAt: string | undefined, now: Date): boolean {
  const soonEnough = [dueAt ?? '', now.toISOString()].sort().at(-1)!
  return tasks.some(
    (task) =>
      task.kind === kind &&
      task.side === side &&
      task.result === undefined &&
      (dueAt === undefined || (task.dueAt !== undefined && task.dueAt <= soonEnough)),
  )
}
