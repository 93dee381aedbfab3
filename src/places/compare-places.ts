import type { ListedPlace } from './model.ts'

export interface KeptPlace extends ListedPlace {
  setId: string
  /** The last version with this place. */
  version: string
  sinceVersion: string
  sinceAt: Date
  retiredVersion?: string | undefined
}

/**
 * The changes of the register when a version is loaded. Counts are places of the file; a place may be renamed and
 * moved.
 */
export interface PlacePlan {
  added: ListedPlace[]
  /** Places before and after: a new name, another parent, another day. */
  changed: { from: KeptPlace; to: ListedPlace }[]
  same: ListedPlace[]
  retired: KeptPlace[]
  renamed: number
  moved: number
}

export type PlaceConflict =
  | { conflict: 'version-older'; country: string; version: string }
  | { conflict: 'version-differs'; country: string; version: string }
  | { conflict: 'code-of-another-set'; codes: string[] }

/** Compares two versions, which may be dates or numbers. */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/**
 * The changes of a version. It changes only countries of the file. An older version than the loaded one, or the same
 * version with other content, is a conflict.
 */
export function comparePlaces(
  setId: string,
  version: string,
  places: readonly ListedPlace[],
  register: readonly KeptPlace[],
): PlacePlan | PlaceConflict {
  const countries = new Set(places.map(({ country }) => country))
  const kept = new Map(register.map((one) => [one.code, one]))
  // Another set may have loaded the country itself already. It is the same country.
  const ours = places.filter(({ code, level }) => level > 0 || (kept.get(code)?.setId ?? setId) === setId)
  const foreign = ours.filter(({ code }) => (kept.get(code)?.setId ?? setId) !== setId)
  if (foreign.length > 0) return { conflict: 'code-of-another-set', codes: foreign.map(({ code }) => code) }
  const newest = newestByCountry(register.filter((one) => one.setId === setId && countries.has(one.country)))
  for (const [country, there] of newest)
    if (compareVersions(version, there) < 0) return { conflict: 'version-older', country, version: there }

  const plan: PlacePlan = { added: [], changed: [], same: [], retired: [], renamed: 0, moved: 0 }
  const listed = new Set(ours.map(({ code }) => code))
  for (const place of ours) {
    const before = kept.get(place.code)
    if (!before) plan.added.push(place)
    else if (isSame(before, place)) plan.same.push(place)
    else {
      plan.changed.push({ from: before, to: place })
      if (!sameName(before.name, place.name)) plan.renamed += 1
      if (before.ancestors[0] !== place.ancestors[0]) plan.moved += 1
    }
  }
  plan.retired = register.filter(
    (one) =>
      one.setId === setId && countries.has(one.country) && one.retiredVersion === undefined && !listed.has(one.code),
  )
  const touched = [...plan.added, ...plan.changed.map(({ to }) => to), ...plan.retired].find(
    ({ country }) => newest.get(country) === version,
  )
  if (touched) return { conflict: 'version-differs', country: touched.country, version }
  return plan
}

/** True if there is nothing to write: the same places under the same version. */
export function changesNothing(plan: PlacePlan, version: string, register: readonly KeptPlace[]): boolean {
  const versions = new Map(register.map((one) => [one.code, one.version]))
  return (
    plan.added.length + plan.changed.length + plan.retired.length === 0 &&
    plan.same.every(({ code }) => versions.get(code) === version)
  )
}

function newestByCountry(register: readonly KeptPlace[]): Map<string, string> {
  const newest = new Map<string, string>()
  for (const { country, version, retiredVersion } of register) {
    const last = retiredVersion ?? version
    const before = newest.get(country)
    if (before === undefined || compareVersions(last, before) > 0) newest.set(country, last)
  }
  return newest
}

function isSame(before: KeptPlace, place: ListedPlace): boolean {
  return (
    before.retiredVersion === undefined &&
    sameName(before.name, place.name) &&
    before.validFrom === place.validFrom &&
    before.level === place.level &&
    before.ancestors.join('\n') === place.ancestors.join('\n')
  )
}

function sameName(a: Record<string, string>, b: Record<string, string>): boolean {
  const languages = Object.keys(a)
  return languages.length === Object.keys(b).length && languages.every((language) => a[language] === b[language])
}
