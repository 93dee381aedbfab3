import type { PlaceOption } from '../controls/place-picker.tsx'

/** Places for searching without a network: every country, and the surroundings of the person's agency. */
export interface PlacePack {
  stamp: string
  /** The places the agency is responsible for. */
  near: string[]
  places: { code: string; name: Record<string, string>; ancestors: string[] }[]
}

const PACK = 'tenfold.places'
const RECENT = 'tenfold.places.recent'
const MOST_RECENT = 20
const LONGEST = 500_000

let pack: PlacePack | undefined

/** The places stored on this device. They are public data and say nothing about a person. */
export function keptPack(): PlacePack | undefined {
  pack ??= read<PlacePack>(PACK)
  return pack
}

export function keepPack(fresh: PlacePack): void {
  pack = fresh
  write(PACK, fresh)
}

/** The places picked last on this device, newest first. Signing out clears them. */
export function recentPlaces(): PlaceOption[] {
  return read<PlaceOption[]>(RECENT) ?? []
}

export function keepRecent(place: PlaceOption): PlaceOption[] {
  const recent = [place, ...recentPlaces().filter(({ code }) => code !== place.code)].slice(0, MOST_RECENT)
  write(RECENT, recent)
  return recent
}

/** The next person at this device must not see the places of someone's concerns. */
export function forgetRecentPlaces(): void {
  try {
    localStorage.removeItem(RECENT)
  } catch {
    // If storage is not available, nothing was stored.
  }
}

function read<Data>(key: string): Data | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Data)
  } catch {
    return undefined
  }
}

function write(key: string, data: unknown): void {
  try {
    const text = JSON.stringify(data)
    if (text.length <= LONGEST) localStorage.setItem(key, text)
  } catch {
    // If storage is full, places are found only with a network.
  }
}
