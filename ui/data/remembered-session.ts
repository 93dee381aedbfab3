import { forgetRecentPlaces } from './kept-places.ts'
import type { Session } from './session.tsx'

const KEY = 'tenfold.session'
const LEFT = 'tenfold.left'

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
    // Other windows hear of it, whatever they show.
    localStorage.setItem(LEFT, crypto.randomUUID())
  } catch {
    // Nothing could be kept either.
  }
}

/**
 * Calls back when this page is no longer its person's: they signed out in another window, somebody else signed in there, or the
 * browser shows a page again that it had kept from before (the back button). A session that ended by itself does not count in other
 * windows: what stands half written there stays, and signing in leads back to it.
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
