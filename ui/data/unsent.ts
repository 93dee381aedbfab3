import { useSyncExternalStore } from 'react'

let unsent = 0
const listeners = new Set<() => void>()

/** Notes how much people wrote on this page that the node does not have yet. */
export function noteUnsent(count: number): void {
  unsent = count
  for (const listener of listeners) listener()
}

/** How much waits on this page until its writer has signed in again. */
export function useUnsent(): number {
  return useSyncExternalStore(subscribe, () => unsent)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
