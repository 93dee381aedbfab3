import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { JurisdictionProfile } from '#standards'
import { answerOf, changed, aboutCase, withAssignClock, type CaseAnswer, type CaseChange } from './case-decision.ts'
import { caseOpened, type taskAdded } from './events.ts'
import type { CareCase } from './model.ts'
import { withGuardianTasks } from './need-guardian.ts'
import { withReport } from './give-report.ts'
import type { OpenInput } from './inputs.ts'

export interface OpenState {
  profile: JurisdictionProfile
  /** An open case of the same child at this authority. A closed case does not reopen; a new one opens instead. */
  existing?: CareCase | undefined
  /** The child's record says that no parent or relative looks after them. */
  guardianless?: boolean
}

/**
 * After acceptance: opens a case. The deadline to assign a case worker counts from the acceptance, and so do those for a
 * guardian if no adult is known to be safe for the child.
 */
export function openCase(
  { profile, existing, guardianless = false }: OpenState,
  told: OpenInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof caseOpened> | EventOf<typeof taskAdded>> {
  const input = { ...told, guardianNeeded: told.guardianNeeded === true || guardianless }
  if (existing) return joinCase(existing, profile, input, context)
  const { careCase: opened, clock } = withAssignClock(newCase(input, 'referral', context), profile, context)
  const { careCase, events } = input.guardianNeeded
    ? withGuardianTasks(opened, profile, input.at, context)
    : { careCase: opened, events: [] }
  return {
    changes: [{ change: 'keep-case', careCase }],
    events: [
      caseOpened.of(
        careCase.id,
        { ...aboutCase(careCase), openedAt: input.at, clockId: clock?.clockId, dueAt: clock?.dueAt },
        context,
      ),
      ...events,
    ],
    answer: answerOf(careCase),
  }
}

export function newCase(input: OpenInput, origin: CareCase['origin'], context: Context): CareCase {
  return {
    id: context.newId(),
    version: 1,
    state: 'open',
    origin,
    childId: input.childId,
    concernId: input.concernId,
    referralIds: input.referralId ? [input.referralId] : [],
    agencyId: input.agencyId,
    country: input.country,
    risk: input.risk,
    openedAt: input.at,
    tasks: [],
    contacts: [],
    clocks: [],
    escalatedTo: 'nobody',
  }
}

/** The referral joins: what it says stands in the case, and the case worker reads it. */
function joinCase(
  existing: CareCase,
  profile: JurisdictionProfile,
  input: OpenInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof taskAdded>> {
  if (input.referralId === undefined || existing.referralIds.includes(input.referralId))
    return { changes: [], events: [], answer: answerOf(existing) }
  const { referralId, risk, at } = input
  const { careCase: joined, event } = withReport(
    changed(existing, {
      referralIds: [...existing.referralIds, referralId],
      concernId: existing.concernId ?? input.concernId,
    }),
    profile,
    { referralId, risk, at },
    context,
  )
  const { careCase, events } = input.guardianNeeded
    ? withGuardianTasks(joined, profile, at, context)
    : { careCase: joined, events: [] }
  return { changes: [{ change: 'keep-case', careCase }], events: [event, ...events], answer: answerOf(careCase) }
}
