import type { Context } from '#kernel/perform'
import type { DomainEvent } from '#kernel/event'
import type { RunningClock } from '#standards'
import type { Referral } from './model.ts'

export type ReferralEventType =
  | 'ReferralSent'
  | 'ReferralReceived'
  | 'ReferralAcknowledged'
  | 'ReferralAccepted'
  | 'ReferralDeclined'
  | 'ReferralWithdrawn'
  | 'ReferralCompleted'
  | 'ReferralEscalated'

/** An event about a referral: ids, codes and times only. */
export function eventOf(
  type: ReferralEventType,
  referral: Referral,
  context: Context,
  at: string,
  more: Record<string, unknown> = {},
): DomainEvent {
  const {
    id,
    chainId,
    childId,
    concernId,
    authorityId,
    senderAgencyId,
    authorityAgencyId,
    risk,
    eventAt,
    country,
    share,
  } = referral
  const data = {
    chainId,
    childId,
    concernId,
    authorityId,
    senderAgencyId,
    authorityAgencyId,
    risk,
    eventAt,
    country,
    share,
    ...more,
  }
  return { type, id: context.newId(), at, aggregate: { kind: 'referral', id }, data: withoutAbsent(data) }
}

/** Data of a met deadline in an event, for accountability. */
export function clockData(clock: RunningClock | undefined): Record<string, unknown> {
  return clock ? { clockId: clock.clockId, clockStartedAt: clock.startedAt, dueAt: clock.dueAt } : {}
}

function withoutAbsent(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
