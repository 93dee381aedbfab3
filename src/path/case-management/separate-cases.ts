import type { EventOf } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import type { JurisdictionProfile } from '#standards'
import { aboutCase, type CaseChange, changed, withAssignClock } from './case-decision.ts'
import { caseOpened } from './events.ts'
import type { CareCase } from './model.ts'
import { newCase } from './open-case.ts'

/** Referrals of one record that joined the case of another while both were one child. */
export interface Strayed {
  readonly careCase: CareCase
  readonly referralIds: readonly string[]
  /** The record that these referrals are about. */
  readonly childId: string
  readonly profile: JurisdictionProfile
  /** The open case of that record at this authority, if it has one. */
  readonly existing: CareCase | undefined
}

export interface SeparateState {
  readonly strayed: readonly Strayed[]
}

/**
 * After a merge was undone: a child whose referral had joined the other child's case gets a case of their own, so that
 * nobody is left without one.
 */
export function separateCases(
  { strayed }: SeparateState,
  _input: unknown,
  context: Context,
): Decision<CaseChange, { cases: number }, EventOf<typeof caseOpened>> {
  const decided = strayed.map((one) => separate(one, context))
  return {
    changes: decided.flatMap(({ cases }) => cases.map((careCase): CaseChange => ({ change: 'keep-case', careCase }))),
    events: decided.flatMap(({ event }) => event ?? []),
    answer: { cases: decided.length },
  }
}

function separate(
  { careCase, referralIds, childId, profile, existing }: Strayed,
  context: Context,
): { cases: CareCase[]; event: EventOf<typeof caseOpened> | undefined } {
  const left = changed(careCase, { referralIds: careCase.referralIds.filter((id) => !referralIds.includes(id)) })
  if (existing)
    return {
      cases: [left, changed(existing, { referralIds: [...existing.referralIds, ...referralIds] })],
      event: undefined,
    }
  const { agencyId, country, risk } = careCase
  const at = context.now.toISOString()
  const own = {
    ...newCase({ childId, agencyId, country, risk, at }, 'referral', context),
    referralIds: [...referralIds],
  }
  const { careCase: opened, clock } = withAssignClock(own, profile, context)
  const event = caseOpened.of(
    opened.id,
    { ...aboutCase(opened), openedAt: at, clockId: clock?.clockId, dueAt: clock?.dueAt },
    context,
  )
  return { cases: [left, opened], event }
}
