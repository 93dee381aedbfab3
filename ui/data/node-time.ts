/** A `Date` header has no fractions, and an answer takes a moment. Less than this is no difference. */
const noticeableMs = 5_000

/** Milliseconds by which this device's clock is behind the node's. 0 until the node has answered. */
let behind = 0

/** Hears the node's time from one of its answers. A cached answer has an old date. */
export function hearNodeTime({ headers }: Response): void {
  const date = headers.get('date')
  if (date === null || headers.get('cache-control') !== 'no-store') return
  const difference = Date.parse(date) - Date.now()
  behind = Math.abs(difference) < noticeableMs ? 0 : difference
}

/**
 * The time now as the node has it. A device's clock may be wrong, and then deadlines, the country's day and told times
 * would be too.
 */
export function nodeNow(): Date {
  return new Date(Date.now() + behind)
}
