/** A page that nobody touched for so long is not in use, though it asks the node by itself. */
const PRESENT_MS = 60_000

let touched = performance.now()
for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const)
  addEventListener(sign, () => (touched = performance.now()), { capture: true, passive: true })

export function isUnattended(): boolean {
  return performance.now() - touched > PRESENT_MS
}
