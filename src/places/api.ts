import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Resource } from '#kernel/access/access'
import { nodeLanguages } from '#kernel/node-languages'
import { type AnyRoute, command, look } from '#kernel/perform'
import type { Tx } from '#kernel/tx'
import { decideImport, type ImportState, inspectPlaces } from './import-places.ts'
import { type ImportPlacesInput, importPlacesInput, placeLoadAnswer } from './model.ts'
import { readRegister, savePlan, withCountries } from './store/place-register.ts'

async function loadImport(tx: Tx, { setId, version, csv, countries }: ImportPlacesInput): Promise<ImportState> {
  const { places, problems } = inspectPlaces(csv, countries)
  const sha256 = createHash('sha256').update(csv).digest('hex')
  if (problems.length > 0) return { listed: [], rows: 0, sha256, problems, register: [] }
  const codes = [...new Set(places.flatMap(({ code, country }) => [code, country]))]
  const register = await readRegister(tx.db, setId, codes)
  return {
    listed: withCountries(places, register, version, nodeLanguages()),
    rows: places.length,
    sha256,
    problems,
    register,
  }
}

const register: Resource = { kind: 'place-set', id: 'all' }

export const importPlaces = command({
  method: 'POST',
  path: '/api/place-sets',
  name: 'import-places',
  summary: 'Load a version of a place list',
  refuses: [422],
  input: importPlacesInput,
  action: 'places.import',
  purpose: 'administer',
  gate: () => register,
  load: loadImport,
  resource: () => register,
  decide: (state, input) => decideImport(state, input),
  save: (tx, { set, plan }, { rows }, { actor, now }) =>
    savePlan(tx.db, { ...set, at: now, by: `${actor.kind}:${actor.id}` }, plan, rows),
  answer: placeLoadAnswer,
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

export const routes: readonly AnyRoute[] = [importPlaces, listPlaceSets]
