const everyMs = 60_000

/**
 * Logs the same complaint at most once a minute, with the number of times since. So an outage takes a few lines, and a
 * full disk is not filled further.
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
