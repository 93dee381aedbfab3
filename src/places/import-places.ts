import type { Decision } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import { checkPlaces } from './check-places.ts'
import { changesNothing, comparePlaces, type KeptPlace, type PlacePlan } from './compare-places.ts'
import type { ImportPlacesInput, ListedPlace, PlaceLoadAnswer, PlaceProblem } from './model.ts'
import { readPlacesCsv } from './read-places-csv.ts'

export interface ImportState {
  listed: ListedPlace[]
  rows: number
  /** Of the list's bytes, in hex. */
  sha256: string
  problems: PlaceProblem[]
  register: KeptPlace[]
}

/** All errors and remarks about a list, the same as the command reports. */
export function inspectPlaces(
  csv: string,
  countries: readonly string[],
): { places: ListedPlace[]; problems: PlaceProblem[]; remarks: PlaceProblem[] } {
  const read = readPlacesCsv(csv)
  if (read.problems.length > 0 && read.rows.length === 0) return { places: [], problems: read.problems, remarks: [] }
  const checked = checkPlaces(read.rows, countries)
  return {
    places: checked.places,
    problems: [...read.problems, ...checked.problems].sort((a, b) => a.line - b.line),
    remarks: [...read.remarks, ...checked.remarks],
  }
}

type Change = {
  kind: 'places'
  set: Omit<ImportPlacesInput, 'csv'> & { sha256: string }
  plan: PlacePlan
}
const MOST_FIELDS = 100

/** A list is loaded completely or not at all. */
export function decideImport(
  { listed, rows, problems, register, sha256 }: ImportState,
  { setId, version, source, licence, countries }: ImportPlacesInput,
): Decision<Change, PlaceLoadAnswer> | Refusal {
  const [first] = problems
  if (first) {
    const fields = problems
      .slice(0, MOST_FIELDS)
      .map(({ line, code }) => ({ path: `csv.${line}`, code: `place-${code}` }))
    return refuse('places-not-accepted', { status: 422, params: { count: problems.length, line: first.line }, fields })
  }
  const plan = comparePlaces(setId, version, listed, register)
  if ('conflict' in plan) {
    if (plan.conflict === 'code-of-another-set')
      return refuse('place-codes-taken', { params: { count: plan.codes.length, code: plan.codes[0]! } })
    return refuse(`place-${plan.conflict}`, { params: { country: plan.country, version: plan.version } })
  }
  const unchanged = changesNothing(plan, version, register)
  const { renamed, moved } = plan
  return {
    changes: unchanged ? [] : [{ kind: 'places', set: { setId, version, source, licence, countries, sha256 }, plan }],
    events: [],
    answer: {
      setId,
      version,
      sha256,
      unchanged,
      rows,
      countries: new Set(listed.map(({ country }) => country)).size,
      added: plan.added.length,
      renamed,
      moved,
      retired: plan.retired.length,
    },
  }
}
