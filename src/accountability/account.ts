import { hopIds, type HopId } from './hops.ts'
import type { HopRecord } from './record-hop.ts'

/** What is said of one hop over a span of time. Times in milliseconds; absent when there is nothing to say. */
export interface HopAccount {
  hop: HopId
  /** Finished hops: the ones median and 90th percentile speak of. */
  finished: number
  /** Still waited for. */
  open: number
  medianMillis?: number | undefined
  p90Millis?: number | undefined
  /** Hops whose date has come: ended, or passed while open. */
  withDate: number
  withinDate: number
  /** Late now: open, and the date has passed. */
  lateNow: number
}

/**
 * The p-th percentile by nearest rank: the smallest value such that at least p per cent of all values are no larger.
 * It is always a time that really occurred; nothing is interpolated. Undefined for no values. 0 < p ≤ 100.
 */
export function percentile(values: readonly number[], p: number): number | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil((p / 100) * sorted.length)) - 1]
}

/** Whether the date of a hop was missed, by then or for ever. A hop without a date is never late. */
export function isLate({ dueAt, endedAt, cancelledAt }: HopRecord, now: string): boolean {
  return dueAt !== undefined && (endedAt ?? cancelledAt ?? now) > dueAt
}

/**
 * The account of each hop. Median and 90th percentile are of finished hops only; what is still open is not in them,
 * which makes them kinder than the truth, so the number of open ones stands beside. The share within the date counts
 * every hop whose date has come, also the ones still open.
 */
export function accountOf(records: readonly HopRecord[], now: string): HopAccount[] {
  return hopIds.map((hop) => {
    const mine = records.filter((record) => record.hop === hop)
    const finished = mine.filter(({ endedAt }) => endedAt !== undefined)
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
      medianMillis: percentile(times, 50),
      p90Millis: percentile(times, 90),
      withDate: dated.length,
      withinDate: dated.filter((record) => !isLate(record, now)).length,
      lateNow: open.filter((record) => isLate(record, now)).length,
    }
  })
}

/** What is late now, the longest first. */
export function lateNow(records: readonly HopRecord[], now: string): HopRecord[] {
  return records
    .filter((record) => isOpen(record) && isLate(record, now))
    .sort((a, b) => a.dueAt!.localeCompare(b.dueAt!))
}

function isOpen({ endedAt, cancelledAt }: HopRecord): boolean {
  return endedAt === undefined && cancelledAt === undefined
}
