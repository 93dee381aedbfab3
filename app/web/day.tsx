import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { WorkRow } from '#ui'
import { useLook, usePoll } from '#ui/data'
import type { Look } from '#ui/data'

/** `orMore`: there are more, and counting stopped. */
export interface ListCount {
  count: number
  orMore: boolean
}

/** The top of each of my lists, in the order in which they matter, and how many each holds. */
export interface Day {
  lists: { list: string; rows: WorkRow[] }[]
  counts: Record<string, ListCount>
}

const DayContext = createContext<Look<Day> | undefined>(undefined)
const AGAIN_SECONDS = 60

/** Asks once for the whole shell: every look is a line in the ledger, so the navigation and My day share one. */
export function DayProvider({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const look = useLook<Day>(signedIn ? '/api/my-day' : undefined)
  usePoll(look.retry, AGAIN_SECONDS)
  return <DayContext value={look}>{children}</DayContext>
}

/** What waits for the person who is signed in. */
export function useDay(): Look<Day> {
  const look = useContext(DayContext)
  if (!look) throw new Error('useDay needs a DayProvider above it')
  return look
}
