import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { type Kept, keptNow, standingNow, subscribe, type Standing } from './kept.ts'
import { dropUnfinished, keepUnfinished, type Unfinished } from './unfinished.ts'
import { countWaiting } from './whose.ts'

/** All that this person wrote here and the node does not have, in the order it was written. */
export function useKept<Data = unknown>(what?: string): readonly Kept<Data>[] {
  const all = useSyncExternalStore(subscribe, keptNow) as readonly Kept<Data>[]
  return what === undefined ? all : all.filter((each) => each.what === what)
}

/** Where it stands; a screen says the truth about it. */
export function useStanding(): Standing {
  return useSyncExternalStore(subscribe, standingNow)
}

/** How many things on this device wait for whoever wrote them. */
export function useWaiting(): number {
  const [count, setCount] = useState(0)
  useEffect(() => void countWaiting().then(setCount), [])
  return count
}

/**
 * The unfinished writing of one screen about one record, as state that is there again after the page was closed. The
 * third part ends it: it was sent, or thrown away.
 */
export function useUnfinished<Data>(where: Unfinished, nothing: Data): [Data, (data: Data) => void, () => void] {
  const { what, about = '', page } = where
  const found = useKept<Data>(what).findLast((each) => each.about === about && each.state === 'unfinished')
  const keepOn = useCallback((data: Data) => keepUnfinished({ what, about, page }, data), [what, about, page])
  const done = useCallback(() => dropUnfinished({ what, about }), [what, about])
  return [found ? found.data : nothing, keepOn, done]
}
