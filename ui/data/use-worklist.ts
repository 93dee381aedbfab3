import { useCallback, useState } from 'react'
import type { WorkRow } from '../records/work-list.tsx'
import { viewList } from './server-routes.ts'
import type { WorklistPage } from './server-routes.ts'
import { useLook } from './use-look.ts'
import type { Look } from './use-look.ts'

export interface Worklist {
  look: Look<WorklistPage>
  rows: WorkRow[]
  /** Loads further rows; undefined if there are none. */
  more: (() => void) | undefined
  moreBusy: boolean
}

const pageRows = 25
/** The server gives no more at once. */
const mostRows = 1_000

/**
 * The records that wait at this person's desks. All rows that the person has opened come in one answer, also when the
 * list is loaded again: so what they opened stays, and a record that moved meanwhile is there once. `whole` is for a
 * list that the person searches by names: those are sealed, so only the device can search them.
 */
export function useWorklist(list: string, { whole = false } = {}): Worklist {
  const [wanted, setWanted] = useState(whole ? mostRows : pageRows)
  const look = useLook(viewList, { list, ...(wanted > pageRows && { limit: wanted }) }, list)
  const rows = look.data?.rows ?? []
  const more = useCallback(() => setWanted(Math.min(rows.length + pageRows, mostRows)), [rows.length])
  return {
    look,
    rows,
    more: look.data?.next && rows.length < mostRows ? more : undefined,
    moreBusy: look.refreshing && rows.length < wanted,
  }
}
