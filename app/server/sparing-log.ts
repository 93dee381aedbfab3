const everyMs = 60_000

/**
 * The same complaint stands in the log once a minute, with how often it came since: an outage is a line or two, and a full
 * disk is not filled further by saying so.
 */
export function sparingly(): (complaint: string, write: (before: number) => void) => void {
  const said = new Map<string, { at: number; since: number }>()
  return (complaint, write) => {
    const now = performance.now()
    const before = said.get(complaint)
    if (before && now - before.at < everyMs) return void (before.since += 1)
    said.set(complaint, { at: now, since: 0 })
    write(before?.since ?? 0)
  }
}
