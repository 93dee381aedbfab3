import type { Database } from '#kernel/db/database'
import type { Place } from '../model.ts'
import { namePlaces, readCountries, readPlacesOf, readPlacesStamp } from './place-names.ts'

/** About 150 kB, little enough for any phone. */
const MOST_ON_A_DEVICE = 1_500

export type DevicePlaces = {
  /** Changes when a list is loaded or when `near` changes. */
  stamp: string
  near: string[]
} & ({ places: Place[] } | { /** The device has these places already. */ unchanged: true })

/** Places a device stores to work without a network: every country, and the places around `near` and of `country`. */
export async function placesForDevice(
  db: Database,
  { near, country, have }: { near: string[]; country: string; have: string | undefined },
): Promise<DevicePlaces> {
  const stamp = `${await readPlacesStamp(db)} ${near.join(' ')}`
  if (have === stamp) return { stamp, near, unchanged: true }
  const around = near.length > 0 ? await namePlaces(db, near) : []
  const countries = [...new Set([...around.map(({ code, within }) => within.at(-1)?.code ?? code), country])]
  const listed = [...(await readCountries(db))]
  for (const each of countries)
    listed.push(...(await readPlacesOf(db, each, Math.max(0, MOST_ON_A_DEVICE - listed.length), near)))
  return { stamp, near, places: [...new Map(listed.map((place) => [place.code, place])).values()] }
}
