import { useMemo } from 'react'
import { useLook } from '#ui/data'
import { useRemembered } from './remembered.ts'

interface ListedPlace {
  code: string
  name: Record<string, string>
  ancestors: string[]
}

/** The places of the country, also without network once they were seen on this device. */
export function usePlaces() {
  const look = useLook<{ places: ListedPlace[] }>('/api/places')
  const listed = useRemembered('places', look.data)
  return useMemo(
    () => (listed?.places ?? []).map(({ code, name, ancestors }) => ({ code, name, ...(ancestors[0] && { parent: ancestors[0] }) })),
    [listed],
  )
}
