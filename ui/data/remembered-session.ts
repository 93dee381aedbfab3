import { forgetRecentPlaces } from './kept-places.ts'
import type { Session } from './session.tsx'

const KEY = 'tenfold.session'

/** Keeps who works on this device (their name and roles, nothing about a child) so that the app opens without network. */
export function rememberSession(session: Session): void {
  try {
    if (session.signedIn) localStorage.setItem(KEY, JSON.stringify(session))
    else localStorage.removeItem(KEY)
  } catch {
    // Storage can be forbidden: the app then needs the network to open.
  }
}

export function rememberedSession(): Session | undefined {
  try {
    const kept = localStorage.getItem(KEY)
    return kept ? (JSON.parse(kept) as Session) : undefined
  } catch {
    return undefined
  }
}

export function forgetSession(): void {
  forgetRecentPlaces()
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing could be kept either.
  }
}
