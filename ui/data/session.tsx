import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Role } from '../screen.ts'
import type { Text } from '../language/text.ts'
import { FictionalCountriesContext } from '../language/fictional-countries.ts'
import { TimeZoneContext } from '../language/time-zone.ts'
import { startDelivering } from './kept/deliver.ts'
import { leaveKept } from './kept/kept.ts'
import { arrive, goOn, leave } from './kept/whose.ts'
import { ProblemError } from './problem.ts'
import { request } from './request.ts'
import { signOut as signOutRoute, viewSession } from './server-routes.ts'
import {
  forgetSession,
  onLeft,
  owesSignOut,
  oweSignOut,
  rememberedSession,
  rememberSession,
} from './remembered-session.ts'
import { onSignedOut } from './signed-out.ts'
import { useUnderWay } from '../under-way.ts'

export interface Account {
  id: string
  name: string
  agencyId: string
  agency: Text | string
  roles: Role[]
  language?: string
}

export interface Session {
  signedIn: boolean
  account?: Account
  demonstration: boolean
  languages: readonly string[]
  /** The language of this answer. */
  language?: string
  country: string
  /** Fictional countries that this node knows besides the real ones, by code: those of a demonstration. */
  fictionalCountries?: Readonly<Record<string, Text>>
  /** IANA name of the country's time zone: screens say and ask times in it. */
  timeZone: string
}

interface SessionState {
  /** undefined until the first answer. */
  session: Session | undefined
  /** The node did not answer. `session` is then the one remembered on this device, if any. */
  unreachable: boolean
  has(role: Role): boolean
  reload(): Promise<void>
  /** Somebody has just signed in here. Whoever worked here before is signed out by that. */
  signedIn(): Promise<void>
  signOut(): Promise<void>
}

const SessionContext = /* @__PURE__ */ createContext<SessionState | undefined>(undefined)

/**
 * Knows who is signed in. Asks the node at the start, and again when a request finds that the session has ended.
 * Without a network the last person on this device can go on working, and the node checks what they send. Signing out
 * forgets them.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session>()
  const [unreachable, setUnreachable] = useState(false)
  const owner = useRef<string>(undefined)
  const asked = useRef(0)
  useUnderWay(session === undefined && !unreachable)
  const reload = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    try {
      // Whoever signed out without a network is signed out before anybody sees their work.
      if (owesSignOut()) await tellSignOut()
      const now = await request(viewSession, {})
      // Only the last question counts: an earlier answer may be from before somebody signed out.
      if (mine !== asked.current) return
      if (now.account) await arrive(now.account.id)
      else await leave()
      if (mine !== asked.current) return
      rememberSession(now)
      owner.current = now.account?.id
      setSession(now)
      setUnreachable(false)
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause
      if (mine !== asked.current) return
      owner.current ??= rememberedSession()?.account?.id
      if (owner.current) await goOn(owner.current)
      setSession((before) => before ?? rememberedSession())
      setUnreachable(true)
    }
  }, [])
  const signedIn = useCallback(() => {
    oweSignOut(false)
    return reload()
  }, [reload])
  useListening(reload, owner, setSession)
  const state = useMemo(
    () => ({
      session,
      unreachable,
      reload,
      signedIn,
      signOut,
      has: (role: Role) => session?.account?.roles.includes(role) ?? false,
    }),
    [session, unreachable, reload, signedIn],
  )
  return <Known state={state}>{children}</Known>
}

/** Asks again when the network is back, when a request finds that the session has ended, and when the person has left. */
function useListening(
  reload: () => Promise<void>,
  owner: RefObject<string | undefined>,
  setSession: (session: undefined) => void,
): void {
  useEffect(() => {
    const again = () => void reload()
    again()
    addEventListener('online', again)
    startDelivering()
    const stop = onSignedOut(again)
    // Hide the screens at once. What is unsent stays sealed on the device until its writer is back.
    const left = () => {
      leaveKept()
      setSession(undefined)
      again()
    }
    const stopLeaving = onLeft(() => owner.current, left)
    return () => {
      removeEventListener('online', again)
      stop()
      stopLeaving()
    }
  }, [reload, owner, setSession])
}

async function signOut(): Promise<void> {
  forgetSession()
  oweSignOut(true)
  await tellSignOut().catch(ignoreProblem)
  await leave()
  // Another window that heard it at once may have asked the node before the node knew.
  forgetSession()
  // Reloading clears the memory of every screen, so that the next person cannot see what this one wrote.
  location.replace('/')
}

function Known({ state, children }: { state: SessionState; children: ReactNode }) {
  return (
    <SessionContext value={state}>
      <TimeZoneContext value={state.session?.timeZone}>
        <FictionalCountriesContext value={state.session?.fictionalCountries}>{children}</FictionalCountriesContext>
      </TimeZoneContext>
    </SessionContext>
  )
}

/** The session, with functions to check a role, to load it again and to sign out. */
export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (!state) throw new Error('useSession needs a SessionProvider above it')
  return state
}

async function tellSignOut(): Promise<void> {
  await request(signOutRoute, {})
  oweSignOut(false)
}

/** Signing out without a network still leads to the sign-in screen. The node hears it when the network is back. */
function ignoreProblem(cause: unknown): void {
  if (!(cause instanceof ProblemError)) throw cause
}
