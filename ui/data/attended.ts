/** A page that nobody touched for so long is not in use, though it asks the node by itself. */
const PRESENT_MS = 60_000

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

let touched = performance.now()
for (const sign of SIGNS) addEventListener(sign, () => (touched = performance.now()), { capture: true, passive: true })

export function isUnattended(): boolean {
  return performance.now() - touched > PRESENT_MS
}

/**
 * Calls `then` when somebody is there: at once, or when they next touch the page. What a page shows while nobody is there
 * has been seen by nobody. Returns a function that calls it off.
 */
export function whenAttended(then: () => void): () => void {
  if (!isUnattended()) {
    then()
    return () => undefined
  }
  const stop = new AbortController()
  const call = () => {
    stop.abort()
    then()
  }
  for (const sign of SIGNS) addEventListener(sign, call, { capture: true, passive: true, signal: stop.signal })
  return () => stop.abort()
}
