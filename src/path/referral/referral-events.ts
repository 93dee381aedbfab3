import type { RunningClock } from '#standards'
import { isOfTheWay } from './clocks.ts'
import type { Referral } from './model.ts'

/** What every event about a referral says: ids, codes and times only. */
export function aboutReferral({
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
}: Referral) {
  return {
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
  }
}

/** Data of a met deadline in an event, for accountability. */
export function clockData(clock: RunningClock | undefined) {
  return { clockId: clock?.clockId, clockStartedAt: clock?.startedAt, dueAt: clock?.dueAt }
}

/** The authority's duties in an event, for accountability. */
export function dutiesData(clocks: readonly RunningClock[]) {
  return clocks
    .filter((clock) => isOfTheWay(clock) && clock.until !== 'referral-sent')
    .map(({ until, clockId, startedAt, dueAt }) => ({ until, clockId, startedAt, dueAt }))
}
