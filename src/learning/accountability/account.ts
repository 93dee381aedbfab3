import { hopIds, type HopId } from './hops.ts'
import type { HopRecord } from './record-hop.ts'

/** Figures of one hop in a span of time. Times are in milliseconds; absent without values. */
export interface HopAccount {
  hop: HopId
  /** Hops that were done, the basis of median and 90th percentile. */
  finished: number
  /** Hops that are not finished. */
  open: number
  /** Ended by a decline. */
  declined: number
  /** Ended as not needed, not possible or put off, with the reason on the record. */
  notDone: number
  /** Neither done nor waited for any more. */
  withdrawn: number
  medianMillis?: number | undefined
  p90Millis?: number | undefined
  /** Hops with a deadline in the past: ended, or open and overdue. */
  withDate: number
  withinDate: number
  /** Of those with a date: ended otherwise by it. They are neither in time nor late. */
  otherwiseInTime: number
  /** Open and overdue hops. */
  lateNow: number
}

/**
 * The p-th percentile by nearest rank: the smallest value such that at least p per cent of all values are no larger. It
 * is always a time that occurred; nothing is interpolated. Undefined without values. 0 < p ≤ 100.
 */
export function percentile(values: readonly number[], p: number): number | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil((p / 100) * sorted.length)) - 1]
}

/** Whether the deadline of a hop was missed. A hop without a deadline is never late. */
export function isLate({ dueAt, endedAt, cancelledAt }: HopRecord, now: string): boolean {
  return dueAt !== undefined && (endedAt ?? cancelledAt ?? now) > dueAt
}

/**
 * The figures of each hop. Median and 90th percentile count only hops that were done, so they look better than the truth; the
 * number of open hops is shown beside them. The share on time counts every hop whose deadline has come, even open ones.
 */
export function accountOf(records: readonly HopRecord[], now: string): HopAccount[] {
  return hopIds.map((hop) => {
    const mine = records.filter((record) => record.hop === hop)
    const ended = mine.filter(({ endedAt }) => endedAt !== undefined)
    const finished = ended.filter(({ otherwise }) => otherwise === undefined)
    const open = mine.filter(isOpen)
    const dated = mine.filter(
      (record) =>
        record.dueAt !== undefined &&
        record.cancelledAt === undefined &&
        (record.endedAt !== undefined || isLate(record, now)),
    )
    const times = finished.map(({ startedAt, endedAt }) => Math.max(0, Date.parse(endedAt!) - Date.parse(startedAt)))
    return {
      hop,
      finished: finished.length,
      open: open.length,
      declined: ended.filter(({ otherwise }) => otherwise === 'declined').length,
      notDone: ended.filter(({ otherwise }) => otherwise === 'not-done').length,
      withdrawn: mine.filter(({ cancelledAt }) => cancelledAt !== undefined).length,
      medianMillis: percentile(times, 50),
      p90Millis: percentile(times, 90),
      withDate: dated.length,
      withinDate: dated.filter((record) => record.otherwise === undefined && !isLate(record, now)).length,
      otherwiseInTime: dated.filter((record) => record.otherwise !== undefined && !isLate(record, now)).length,
      lateNow: open.filter((record) => isLate(record, now)).length,
    }
  })
}

/** Late hops, the longest first. */
export function lateNow(records: readonly HopRecord[], now: string): HopRecord[] {
  return records
    .filter((record) => isOpen(record) && isLate(record, now))
    .sort((a, b) => a.dueAt!.localeCompare(b.dueAt!))
}

function isOpen({ endedAt, cancelledAt }: HopRecord): boolean {
  return endedAt === undefined && cancelledAt === undefined
}
