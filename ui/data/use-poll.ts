import { useEffect, useRef } from 'react'

/**
 * Calls `again` every `seconds` while the page is visible, and once when it becomes visible or online again. Without
 * `seconds` it does nothing.
 */
export function usePoll(again: () => void, seconds: number | undefined): void {
  const latest = useRef(again)
  latest.current = again
  useEffect(() => {
    if (seconds === undefined) return undefined
    const call = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) latest.current()
    }
    const timer = setInterval(call, seconds * 1000)
    document.addEventListener('visibilitychange', call)
    addEventListener('online', call)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', call)
      removeEventListener('online', call)
    }
  }, [seconds])
}
