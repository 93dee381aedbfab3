import { openingAlikeness } from '#lib/names'
import { type PlaceKey, soundsInKey, type TypedName } from './keys.ts'
import type { ListedPlace } from './model.ts'

/** A place and its enclosing places, nearest first, to measure nearness from. */
export interface Anchor {
  line: readonly string[]
  /** Neighbouring countries of the anchor's country, from its profile. */
  neighbours: readonly string[]
}

/** A place with the key that matched. */
export interface Candidate extends PlaceKey {
  place: ListedPlace
}

/** Below this value the sounds belong to another name. */
const ALIKE_ENOUGH = 0.6

/**
 * The best places first: spelling before sound; among equals the nearest in the tree of places (the lists have no
 * coordinates), then the closer spelling, then the larger place. Each place once.
 */
export function rankPlaces(
  typed: TypedName,
  candidates: readonly Candidate[],
  anchors: readonly Anchor[],
): ListedPlace[] {
  const best = new Map<string, { place: ListedPlace; order: (number | string)[] }>()
  for (const { place, kind, key } of candidates) {
    const spelling = kind === 'sounds' ? soundSpelling(typed, key) : writtenSpelling(typed, kind, key)
    if (!spelling) continue
    const order = [spelling[0], nearness(place, anchors), spelling[1], place.level, key.length, place.code]
    const before = best.get(place.code)
    if (!before || compareOrders(order, before.order) < 0) best.set(place.code, { place, order })
  }
  return [...best.values()].sort((a, b) => compareOrders(a.order, b.order)).map(({ place }) => place)
}

function compareOrders(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index]!
    if (value !== other) return value < other ? -1 : 1
  }
  return 0
}

type Spelling = readonly [coarse: number, fine: number]

/** Exact and partial matches are equal while a person types; among them the whole name comes first. */
function writtenSpelling({ plain }: TypedName, kind: PlaceKey['kind'], key: string): Spelling {
  return [0, (key === plain ? 0 : 1) + (kind === 'whole' ? 0 : 2)]
}

function soundSpelling({ spoken }: TypedName, key: string): Spelling | undefined {
  const whole = soundsInKey(key)
  const alike = openingAlikeness(spoken, whole)
  if (alike < ALIKE_ENOUGH) return undefined
  const coarse = alike >= 0.9 ? 1 : alike >= 0.75 ? 2 : 3
  return [coarse, 1 - alike + Math.max(0, whole.sounds.length - spoken.sounds.length) / 1_000]
}

/**
 * Steps from the nearest anchor up to a common enclosing place; then neighbouring countries, then the rest of the
 * world.
 */
export function nearness(
  place: Pick<ListedPlace, 'code' | 'ancestors' | 'country'>,
  anchors: readonly Anchor[],
): number {
  const around = new Set([place.code, ...place.ancestors])
  const steps = anchors.map(({ line, neighbours }) => {
    const shared = line.findIndex((code) => around.has(code))
    if (shared >= 0) return shared
    return neighbours.includes(place.country) ? FAR : FAR + 1
  })
  return Math.min(FAR + 1, ...steps)
}

const FAR = 20
