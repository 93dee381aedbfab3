import type { PlaceOption } from '../controls/place-picker.tsx'

/** What the node gives a device to find places without a network: every country, and the surroundings of one's agency. */
export interface PlacePack {
  stamp: string
  /** The places the agency answers for. */
  near: string[]
  places: { code: string; name: Record<string, string>; ancestors: string[] }[]
}

const PACK = 'tenfold.places'
const RECENT = 'tenfold.places.recent'
const MOST_RECENT = 20
const LONGEST = 500_000

let pack: PlacePack | undefined

/** The places kept on this device. They are the same for everybody and say nothing about anyone. */
export function keptPack(): PlacePack | undefined {
  pack ??= read<PlacePack>(PACK)
  return pack
}

export function keepPack(fresh: PlacePack): void {
  pack = fresh
  write(PACK, fresh)
}

/** Places picked last on this device, the newest first, until the person signs out. */
export function recentPlaces(): PlaceOption[] {
  return read<PlaceOption[]>(RECENT) ?? []
}

export function keepRecent(place: PlaceOption): PlaceOption[] {
  const recent = [place, ...recentPlaces().filter(({ code }) => code !== place.code)].slice(0, MOST_RECENT)
  write(RECENT, recent)
  return recent
}

/** Where somebody was worried about a child is not for the next person at this device. */
export function forgetRecentPlaces(): void {
  try {
    localStorage.removeItem(RECENT)
  } catch {
    // Nothing could be kept either.
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
    // A device without room: the network then has to be there.
  }
}
