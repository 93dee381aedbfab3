import { forgetRecentPlaces } from './kept-places.ts'
import type { Session } from './session.tsx'

const KEY = 'tenfold.session'
const LEFT = 'tenfold.left'
const OWED = 'tenfold.sign-out-owed'

/** Stores who works on this device (name and roles, nothing about a child), so that the app opens without a network. */
export function rememberSession(session: Session): void {
  try {
    if (session.signedIn) localStorage.setItem(KEY, JSON.stringify(session))
    else localStorage.removeItem(KEY)
  } catch {
    // If the browser forbids storage, the app needs a network to open.
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
    // This tells other windows that the person signed out.
    localStorage.setItem(LEFT, crypto.randomUUID())
  } catch {
    // If storage is not available, nothing was stored.
  }
}

/** Whether somebody signed out here and the node does not know yet. */
export function owesSignOut(): boolean {
  try {
    return localStorage.getItem(OWED) !== null
  } catch {
    return false
  }
}

export function oweSignOut(owed: boolean): void {
  try {
    if (owed) localStorage.setItem(OWED, '1')
    else localStorage.removeItem(OWED)
  } catch {
    // Without storage the session ends by itself after half an hour.
  }
}

/**
 * Calls `left` when this page no longer belongs to its person: they signed out in another window, another person signed
 * in there, or the back button shows a cached page. A session that expired does not count in other windows: their
 * half-written texts stay, and signing in leads back to them.
 */
export function onLeft(whose: () => string | undefined, left: () => void): () => void {
  const isOther = () => rememberedSession()?.account?.id !== whose()
  const heard = ({ key, newValue }: StorageEvent) => {
    if (whose() && (key === LEFT || (key === KEY && newValue !== null && isOther()))) left()
  }
  const shownAgain = ({ persisted }: PageTransitionEvent) => {
    if (persisted && whose() && isOther()) left()
  }
  addEventListener('storage', heard)
  addEventListener('pageshow', shownAgain)
  return () => {
    removeEventListener('storage', heard)
    removeEventListener('pageshow', shownAgain)
  }
}
