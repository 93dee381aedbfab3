import { useEffect, useState } from 'react'
import { useOnline } from '../media.ts'
import type { PlaceOption, PlaceSource } from './place-picker.tsx'

/** In milliseconds: long enough that a quickly typed word is one request. */
const PAUSE = 150

type Searching = { state: 'idle' | 'asking' | 'offline' | 'error' } | { state: 'ready'; places: readonly PlaceOption[] }

/** Searches the node's register for the letters typed so far. A new request cancels the older one. */
export function usePlaceSearch(find: PlaceSource['find'], typed: string): Searching {
  const online = useOnline()
  const [held, setHeld] = useState<{ typed: string; places?: readonly PlaceOption[] }>()
  const text = typed.trim()
  useEffect(() => {
    if (!find || !online || text === '') return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      find(text, stop.signal)
        .then((places) => setHeld({ typed: text, places }))
        .catch(() => {
          if (!stop.signal.aborted) setHeld({ typed: text })
        })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [find, online, text])
  if (!find || text === '') return { state: 'idle' }
  if (!online) return { state: 'offline' }
  if (held?.typed !== text) return { state: 'asking' }
  return held.places ? { state: 'ready', places: held.places } : { state: 'error' }
}
