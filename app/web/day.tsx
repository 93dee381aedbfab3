import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { useLook, usePoll } from '#ui/data'
import type { Look } from '#ui/data'
import { type Day, viewMyDay } from '../own-routes.ts'

const DayContext = createContext<Look<Day> | undefined>(undefined)
const AGAIN_SECONDS = 60

/**
 * Loads My day once for the whole shell. Every look is a line in the ledger, so the navigation and My day share one.
 */
export function DayProvider({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const look = useLook(viewMyDay, signedIn ? {} : undefined)
  usePoll(look.retry, AGAIN_SECONDS)
  return <DayContext value={look}>{children}</DayContext>
}

/** Work that waits for the signed-in person. */
export function useDay(): Look<Day> {
  const look = useContext(DayContext)
  if (!look) throw new Error('useDay needs a DayProvider above it')
  return look
}
