import { useLayoutEffect } from 'react'

let underWay = 0

/**
 * Removes `data-settled` from the document while `busy` is true. The mark means that no request is running and that the
 * results are on the screen. Tests wait for it. It uses a layout effect, so the mark never comes before React has put
 * the results on the page.
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
