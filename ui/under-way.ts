import { useLayoutEffect } from 'react'

let underWay = 0

/**
 * Holds `data-settled` off the document while `busy` is true. The mark stands when nothing is being asked, sent or loaded
 * and what came of it is on the screen; tests wait for it. Counted when React has put the change on the page.
 */
export function useUnderWay(busy: boolean): void {
  useLayoutEffect(() => {
    if (!busy) return undefined
    count(1)
    return () => count(-1)
  }, [busy])
}

function count(change: 1 | -1): void {
  underWay += change
  document.documentElement.toggleAttribute('data-settled', underWay === 0)
}
