import { useSyncExternalStore } from 'react'

/**
 * Typed words that are not sent yet. They stay only in this page's memory, never on the device, and
 * belong to one account and one screening, so the next person on this device starts empty.
 */
export interface Drafts {
  get(field: string): string
  set(field: string, text: string): void
  clear(field: string): void
}

const kept = new Map<string, string>()
const listeners = new Set<() => void>()
let version = 0

function tell(): void {
  version += 1
  for (const listener of listeners) listener()
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDrafts(accountId: string, screeningId: string): Drafts {
  useSyncExternalStore(watch, () => version)
  const key = (field: string): string => `${accountId} ${screeningId} ${field}`
  return {
    get: (field) => kept.get(key(field)) ?? '',
    set(field, text) {
      if (text === '') kept.delete(key(field))
      else kept.set(key(field), text)
      tell()
    },
    clear(field) {
      kept.delete(key(field))
      tell()
    },
  }
}

/** Whether this page has unsent words. */
export function hasDrafts(): boolean {
  return kept.size > 0
}
