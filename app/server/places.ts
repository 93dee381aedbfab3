import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { type AnyRoute, command, type Decision, look } from '#kernel/perform'
import { type Refusal, refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import {
  changesNothing,
  checkPlaces,
  comparePlaces,
  type KeptPlace,
  type ListedPlace,
  type PlacePlan,
  type PlaceProblem,
  type PlaceSetVersion,
  readPlacesCsv,
  readRegister,
  savePlan,
  withCountries,
} from '#standards/places'
import { readCatalogue } from './catalogue.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

export const importPlacesInput = z.object({
  /** Id of the list: letters, digits and hyphens, e.g. `ocha-cod`. */
  setId: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
  version: words(40),
  source: words(300),
  licence: words(300),
  /** Country codes as in the file, or ISO 3166 alpha-2. Default: all in the file. */
  countries: z.array(words(10)).max(300).default([]),
  /** The list itself: Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date. */
  csv: z.string().min(1),
})
type ImportInput = z.infer<typeof importPlacesInput>

const answer = z.object({
  setId: z.string(),
  version: z.string(),
  sha256: z.string(),
  unchanged: z.boolean(),
  rows: z.int(),
  countries: z.int(),
  added: z.int(),
  renamed: z.int(),
  moved: z.int(),
  retired: z.int(),
})

interface ImportState {
  listed: ListedPlace[]
  rows: number
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

async function loadImport(tx: Tx, { setId, version, csv, countries }: ImportInput): Promise<ImportState> {
  const { places, problems } = inspectPlaces(csv, countries)
  if (problems.length > 0) return { listed: [], rows: 0, problems, register: [] }
  const codes = [...new Set(places.flatMap(({ code, country }) => [code, country]))]
  const register = await readRegister(tx.db, setId, codes)
  return {
    listed: withCountries(places, register, version, readCatalogue().languages),
    rows: places.length,
    problems,
    register,
  }
}

type Change = {
  kind: 'places'
  set: Pick<PlaceSetVersion, 'setId' | 'version' | 'source' | 'licence' | 'countries' | 'sha256'>
  plan: PlacePlan
}
const MOST_FIELDS = 100

/** A list is loaded completely or not at all. */
function decideImport(
  { listed, rows, problems, register }: ImportState,
  { setId, version, source, licence, countries, csv }: ImportInput,
): Decision<Change, z.infer<typeof answer>> | Refusal {
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
    changes: unchanged
      ? []
      : [{ kind: 'places', set: { setId, version, source, licence, countries, sha256: sha256(csv) }, plan }],
    events: [],
    answer: {
      setId,
      version,
      sha256: sha256(csv),
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const register: Resource = { kind: 'place-set', id: 'all' }

export const importPlaces = command({
  method: 'POST',
  path: '/api/place-sets',
  name: 'import-places',
  summary: 'Load a version of a place list',
  input: importPlacesInput,
  action: 'places.import',
  purpose: 'administer',
  gate: () => register,
  load: loadImport,
  resource: () => register,
  decide: (state, input) => decideImport(state, input),
  save: (tx, { set, plan }, { rows }, { actor, now }) =>
    savePlan(tx.db, { ...set, at: now, by: `${actor.kind}:${actor.id}` }, plan, rows),
  answer,
})

export const listPlaceSets = look({
  method: 'GET',
  path: '/api/place-sets',
  name: 'list-place-sets',
  summary: 'The place lists of this system, each version with its source',
  input: z.object({}),
  action: 'places.read',
  purpose: 'administer',
  load: async (tx) =>
    tx.db.selectFrom('standards.place_load').selectAll().orderBy('loaded_at', 'desc').limit(200).execute(),
  resource: () => register,
  show: (loads) => ({
    loads: loads.map((load) => ({
      setId: load.set_id,
      version: load.version,
      countries: load.countries.split(',').filter(Boolean),
      sha256: load.sha256,
      source: load.source,
      licence: load.licence,
      rows: load.rows,
      added: load.added,
      renamed: load.renamed,
      moved: load.moved,
      retired: load.retired,
      loadedAt: load.loaded_at.toISOString(),
      loadedBy: load.loaded_by,
    })),
  }),
  answer: z.object({
    loads: z.array(
      z.object({
        setId: z.string(),
        version: z.string(),
        countries: z.array(z.string()),
        sha256: z.string(),
        source: z.string(),
        licence: z.string(),
        rows: z.int(),
        added: z.int(),
        renamed: z.int(),
        moved: z.int(),
        retired: z.int(),
        loadedAt: z.iso.datetime(),
        loadedBy: z.string(),
      }),
    ),
  }),
})

export const placeRoutes: readonly AnyRoute[] = [importPlaces, listPlaceSets]
