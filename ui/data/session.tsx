import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Role } from '../screen.ts'
import type { Text } from '../language/text.ts'
import { ProblemError } from './problem.ts'
import { request } from './request.ts'
import { forgetSession, onLeft, rememberedSession, rememberSession } from './remembered-session.ts'
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
  languages: string[]
  country: string
}

interface SessionState {
  /** undefined while it is asked for the first time. */
  session: Session | undefined
  /** The node could not be asked; `session` is then what this device remembers, if anything. */
  unreachable: boolean
  has(role: Role): boolean
  reload(): Promise<void>
  signOut(): Promise<void>
}

const SessionContext = /* @__PURE__ */ createContext<SessionState | undefined>(undefined)

/**
 * Who is signed in. Asked once at the start, again when any request finds the session ended. Without network the
 * person this device last knew goes on working (what they send is checked by the node); signing out forgets them.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session>()
  const [unreachable, setUnreachable] = useState(false)
  const owner = useRef<string>(undefined)
  useUnderWay(session === undefined && !unreachable)
  const reload = useCallback(async () => {
    try {
      const now = await request<Session>('/api/session')
      rememberSession(now)
      owner.current = now.account?.id
      setSession(now)
      setUnreachable(false)
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause
      owner.current ??= rememberedSession()?.account?.id
      setSession((before) => before ?? rememberedSession())
      setUnreachable(true)
    }
  }, [])
  const signOut = useCallback(async () => {
    forgetSession()
    await request('/api/sign-out', { method: 'POST', body: {} }).catch(ignoreProblem)
    // Loading anew empties the memory of every screen: what one person wrote is not there for the next.
    location.replace('/')
  }, [])
  useEffect(() => {
    const again = () => void reload()
    again()
    addEventListener('online', again)
    const stop = onSignedOut(again)
    // The screens go at once; what waits to be sent stays in this page's memory, by account, until its writer is back.
    const leave = () => {
      setSession(undefined)
      again()
    }
    const stopLeaving = onLeft(() => owner.current, leave)
    return () => {
      removeEventListener('online', again)
      stop()
      stopLeaving()
    }
  }, [reload])
  const state = useMemo(
    () => ({
      session,
      unreachable,
      reload,
      signOut,
      has: (role: Role) => session?.account?.roles.includes(role) ?? false,
    }),
    [session, unreachable, reload, signOut],
  )
  return <SessionContext value={state}>{children}</SessionContext>
}

/** The session and what can be done with it. */
export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (!state) throw new Error('useSession needs a SessionProvider above it')
  return state
}

/** Signing out without network still ends at the sign-in screen; the server's session ends by itself. */
function ignoreProblem(cause: unknown): void {
  if (!(cause instanceof ProblemError)) throw cause
}
