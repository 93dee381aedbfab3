import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { JurisdictionProfile } from '#standards'
import { answerOf, changed, aboutCase, withAssignClock, type CaseAnswer, type CaseChange } from './case-decision.ts'
import { caseOpened } from './events.ts'
import type { CareCase } from './model.ts'

export interface OpenState {
  profile: JurisdictionProfile
  /** An open case of the same child at this authority. A closed case does not reopen; a new one opens instead. */
  existing?: CareCase | undefined
}

export interface OpenInput {
  referralId?: string | undefined
  childId?: string | undefined
  concernId?: string | undefined
  agencyId: string
  country: string
  risk: CareCase['risk']
  /** When the authority took responsibility. */
  at: string
}

/** After acceptance: opens a case. The deadline to assign a case worker counts from the acceptance. */
export function openCase(
  { profile, existing }: OpenState,
  input: OpenInput,
  context: Context,
): Decision<CaseChange, CaseAnswer, EventOf<typeof caseOpened>> {
  if (existing) return joinCase(existing, input)
  const { careCase, clock } = withAssignClock(newCase(input, 'referral', context), profile, context)
  return {
    changes: [{ change: 'keep-case', careCase }],
    events: [
      caseOpened.of(
        careCase.id,
        { ...aboutCase(careCase), openedAt: input.at, clockId: clock?.clockId, dueAt: clock?.dueAt },
        context,
      ),
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
    clocks: [],
    escalatedTo: 'nobody',
  }
}

function joinCase(existing: CareCase, input: OpenInput): Decision<CaseChange, CaseAnswer> {
  if (input.referralId === undefined || existing.referralIds.includes(input.referralId))
    return { changes: [], events: [], answer: answerOf(existing) }
  const next = changed(existing, {
    referralIds: [...existing.referralIds, input.referralId],
    concernId: existing.concernId ?? input.concernId,
  })
  return { changes: [{ change: 'keep-case', careCase: next }], events: [], answer: answerOf(next) }
}
