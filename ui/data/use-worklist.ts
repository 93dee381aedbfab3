import { useCallback, useEffect, useState } from 'react'
import type { WorkRow } from '../records/work-list.tsx'
import { ProblemError } from './problem.ts'
import { request } from './request.ts'
import { viewList } from './server-routes.ts'
import type { WorklistPage } from './server-routes.ts'
import { useLook } from './use-look.ts'
import type { Look } from './use-look.ts'
import { useUnderWay } from '../under-way.ts'

export interface Worklist {
  look: Look<WorklistPage>
  rows: WorkRow[]
  /** Loads further rows; undefined if there are none. */
  more: (() => void) | undefined
  moreBusy: boolean
}

/** The records that wait at this person's desks, in pages by key. */
export function useWorklist(list: string): Worklist {
  const look = useLook(viewList, { list })
  const [later, setLater] = useState<WorklistPage[]>([])
  const [moreBusy, setMoreBusy] = useState(false)
  useUnderWay(moreBusy)
  useEffect(() => setLater([]), [look.data])
  const next = later.length ? later.at(-1)?.next : look.data?.next
  const more = useCallback(() => {
    if (!next) return
    setMoreBusy(true)
    request(viewList, { list, after: next })
      .then((page) => setLater((before) => [...before, page]))
      .catch((cause: unknown) => {
        if (!(cause instanceof ProblemError)) throw cause // the button stays, so the person can try again
      })
      .finally(() => setMoreBusy(false))
  }, [next, list])
  return {
    look,
    rows: [...(look.data?.rows ?? []), ...later.flatMap((page) => page.rows)],
    more: next ? more : undefined,
    moreBusy,
  }
}
