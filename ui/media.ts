import { useEffect, useState, useSyncExternalStore } from 'react'
import { nodeNow } from './data/node-time.ts'

function watchMedia(query: string, onChange: () => void): () => void {
  const list = matchMedia(query)
  list.addEventListener('change', onChange)
  return () => list.removeEventListener('change', onChange)
}

/** Whether a CSS media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => watchMedia(query, onChange),
    () => matchMedia(query).matches,
  )
}

/** A phone or a narrow window: one thing at a time. */
export function usePhone(): boolean {
  return useMedia('(max-width: 899px)')
}

/** The current time of the node, updated every `seconds`. */
export function useNow(seconds = 30): Date {
  const [now, setNow] = useState(nodeNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(nodeNow()), seconds * 1000)
    return () => clearInterval(timer)
  }, [seconds])
  return now
}

/** Whether the device reports a network. "Yes" may be wrong; "no" is almost always right. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchOnline, () => navigator.onLine)
}

function watchOnline(onChange: () => void): () => void {
  addEventListener('online', onChange)
  addEventListener('offline', onChange)
  return () => {
    removeEventListener('online', onChange)
    removeEventListener('offline', onChange)
  }
}
