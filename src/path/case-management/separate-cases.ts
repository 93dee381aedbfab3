import type { DomainEvent } from '#kernel/event'
import type { Context, Decision } from '#kernel/perform'
import { isRefusal } from '#kernel/refusal'
import { type AssignState, assignWorker } from './assign-worker.ts'
import { aboutCase, type CaseChange, changed, withAssignClock } from './case-decision.ts'
import { caseOpened } from './events.ts'
import type { CareCase } from './model.ts'
import { newCase } from './open-case.ts'

/** Referrals of one record that joined the case of another while both were one child. */
export interface Strayed extends Readonly<AssignState> {
  readonly referralIds: readonly string[]
  /** The record that these referrals are about. */
  readonly childId: string
  /** The open case of that record at this authority, if it has one. */
  readonly existing: CareCase | undefined
}

export interface SeparateState {
  readonly strayed: readonly Strayed[]
}

/**
 * After a merge was undone: a child whose referral had joined the other child's case gets a case of their own, with the
 * same case worker until the authority assigns another, so that no child is left without one.
 */
export function separateCases(
  { strayed }: SeparateState,
  _input: unknown,
  context: Context,
): Decision<CaseChange, { cases: number }, DomainEvent> {
  const decided = strayed.map((one) => separate(one, context))
  return {
    changes: decided.flatMap(({ cases }) => cases.map((careCase): CaseChange => ({ change: 'keep-case', careCase }))),
    events: decided.flatMap(({ events }) => events),
    answer: { cases: decided.length },
  }
}

function separate(
  { careCase, referralIds, childId, profile, existing, worker, guardian }: Strayed,
  context: Context,
): { cases: CareCase[]; events: DomainEvent[] } {
  const left = changed(careCase, { referralIds: careCase.referralIds.filter((id) => !referralIds.includes(id)) })
  if (existing) {
    const joined = changed(existing, { referralIds: [...existing.referralIds, ...referralIds] })
    return { cases: [left, joined], events: [] }
  }
  const { agencyId, country, risk } = careCase
  const at = context.now.toISOString()
  const own = {
    ...newCase({ childId, agencyId, country, risk, at }, 'referral', context),
    referralIds: [...referralIds],
  }
  const { careCase: opened, clock } = withAssignClock(own, profile, context)
  const due = { openedAt: at, clockId: clock?.clockId, dueAt: clock?.dueAt }
  const event = caseOpened.of(opened.id, { ...aboutCase(opened), ...due }, context)
  const named =
    worker &&
    assignWorker(
      { careCase: opened, profile, worker, guardian },
      { workerId: worker.id, guardianId: guardian?.id },
      context,
    )
  if (!named || isRefusal(named)) return { cases: [left, opened], events: [event] }
  return { cases: [left, ...named.changes.map((change) => change.careCase)], events: [event, ...named.events] }
}
