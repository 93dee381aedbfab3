import { sql } from 'kysely'
import type { Database } from '#kernel/db/database'
import { countryNames } from '../countries.ts'
import { changesNothing, comparePlaces, type KeptPlace, type PlaceConflict, type PlacePlan } from '../compare-places.ts'
import { KEYED, keysOfPlace } from '../keys.ts'
import type { ListedPlace, Place } from '../model.ts'

export interface PlaceSetVersion {
  setId: string
  version: string
  source: string
  licence: string
  /** Of the file's bytes, in hex. */
  sha256: string
  /** The countries to load; empty for all in the file. */
  countries: readonly string[]
  at: Date
  /** The person or node that loads it: `account:<id>` or `node:node`. */
  by: string
}

/** The places of a set, and others with one of these codes. Takes a lock, so that two loads run one after the other. */
export async function readRegister(db: Database, setId: string, codes: readonly string[]): Promise<KeptPlace[]> {
  await sql`select pg_advisory_xact_lock(hashtext('tenfold-places'))`.execute(db)
  const { rows } = await sql<KeptRow>`
    select code, set_id, country, level, ancestors, name, valid_from::text as valid_from, version, since_version, since_at, retired_version
    from standards.place where set_id = ${setId} or code = any(${[...codes]}::text[])
    order by code`.execute(db)
  return rows.map((row) => ({
    code: row.code,
    setId: row.set_id,
    country: row.country,
    level: row.level,
    ancestors: row.ancestors,
    name: row.name,
    validFrom: row.valid_from ?? undefined,
    version: row.version,
    sinceVersion: row.since_version,
    sinceAt: row.since_at,
    retiredVersion: row.retired_version ?? undefined,
  }))
}

interface KeptRow {
  code: string
  set_id: string
  country: string
  level: number
  ancestors: string[]
  name: Record<string, string>
  valid_from: string | null
  version: string
  since_version: string
  since_at: Date
  retired_version: string | null
}

/** Adds the country to a list that begins below it, with its name in each of our languages. The list's own row wins. */
export function withCountries(
  places: readonly ListedPlace[],
  register: readonly KeptPlace[],
  version: string,
  languages: readonly string[],
): ListedPlace[] {
  const own = new Set(places.filter(({ level }) => level === 0).map(({ code }) => code))
  const missing = [...new Set(places.map(({ country }) => country))].filter((country) => !own.has(country))
  const kept = new Map(register.map((one) => [one.code, one]))
  return [
    ...missing.map((code): ListedPlace => {
      const before = kept.get(code)
      // Keep the stored name for the same version, even if a newer runtime has another name of the country.
      const name = before?.version === version ? before.name : countryNames(code, languages)
      return { code, country: code, level: 0, ancestors: [], name }
    }),
    ...places,
  ]
}

/** Writes the plan of `comparePlaces`. It deletes only search keys. */
export async function savePlan(
  db: Database,
  { setId, version, at, ...load }: PlaceSetVersion,
  plan: PlacePlan,
  rows: number,
): Promise<void> {
  const past = plan.changed.map(({ from }) => ({
    code: from.code,
    ancestors: from.ancestors,
    name: from.name,
    valid_from: from.validFrom ?? null,
    from_version: from.sinceVersion,
  }))
  for (const portion of portions(past)) {
    await sql`insert into standards.place_past (code, until_version, until_at, from_version, ancestors, name, valid_from)
      select code, ${version}, ${at}::timestamptz, from_version, ancestors, name, valid_from
      from jsonb_to_recordset(${JSON.stringify(portion)}::jsonb) as row (code text, from_version text, ancestors text[], name jsonb, valid_from date)
      on conflict (code, until_version) do nothing`.execute(db)
  }
  const written = [...plan.added, ...plan.changed.map(({ to }) => to)]
  for (const portion of portions(
    written.map(({ validFrom, ...place }) => ({ ...place, valid_from: validFrom ?? null })),
  )) {
    await sql`insert into standards.place (code, set_id, country, level, ancestors, name, valid_from, version, since_version, since_at, keyed)
      select code, ${setId}, country, level, ancestors, name, valid_from, ${version}, ${version}, ${at}::timestamptz, ${KEYED}
      from jsonb_to_recordset(${JSON.stringify(portion)}::jsonb) as row (code text, country text, level int, ancestors text[], name jsonb, valid_from date)
      on conflict (code) do update set country = excluded.country, level = excluded.level, ancestors = excluded.ancestors, name = excluded.name, valid_from = excluded.valid_from,
        version = excluded.version, since_version = excluded.since_version, since_at = excluded.since_at, keyed = excluded.keyed, retired_version = null, retired_at = null`.execute(
      db,
    )
  }
  const same = plan.same.map(({ code }) => code)
  if (same.length > 0)
    await sql`update standards.place set version = ${version} where code = any(${same}::text[]) and version <> ${version}`.execute(
      db,
    )
  const retired = plan.retired.map(({ code }) => code)
  if (retired.length > 0) {
    await sql`update standards.place set retired_version = ${version}, retired_at = ${at}::timestamptz where code = any(${retired}::text[])`.execute(
      db,
    )
    await dropKeys(db, retired)
  }
  await dropKeys(
    db,
    plan.changed.map(({ to }) => to.code),
  )
  await writeKeys(db, written)
  await sql`insert into standards.place_load (set_id, version, countries, sha256, source, licence, rows, added, renamed, moved, retired, loaded_at, loaded_by)
    values (${setId}, ${version}, ${[...load.countries].sort().join(',')}, ${load.sha256}, ${load.source}, ${load.licence}, ${rows},
      ${plan.added.length}, ${plan.renamed}, ${plan.moved}, ${plan.retired.length}, ${at}::timestamptz, ${load.by})
    on conflict (set_id, version, countries) do nothing`.execute(db)
}

async function dropKeys(db: Database, codes: readonly string[]): Promise<void> {
  if (codes.length > 0) await sql`delete from standards.place_key where code = any(${[...codes]}::text[])`.execute(db)
}

async function writeKeys(db: Database, places: readonly ListedPlace[]): Promise<void> {
  const keys = places.flatMap(({ code, name, country, ancestors }) =>
    keysOfPlace(code, name).map(({ kind, key }) => [code, kind, key, country, ancestors[0] ?? ''] as const),
  )
  for (const portion of portions(keys, 20_000)) {
    const column = (index: 0 | 1 | 2 | 3 | 4): string[] => portion.map((key) => key[index])
    await sql`insert into standards.place_key (code, kind, key, country, parent)
      select * from unnest(${column(0)}::text[], ${column(1)}::text[], ${column(2)}::text[], ${column(3)}::text[], ${column(4)}::text[])`.execute(
      db,
    )
  }
}

/** Makes search keys for places without current ones, after an update and before the first search. */
export async function keyPlaces(database: Database): Promise<number> {
  const { rows } =
    await sql<ListedPlace>`select code, country, level, ancestors, name from standards.place where keyed <> ${KEYED} and retired_version is null`.execute(
      database,
    )
  for (const portion of portions(rows)) {
    const codes = portion.map(({ code }) => code)
    await database.transaction().execute(async (db) => {
      await dropKeys(db, codes)
      await writeKeys(db, portion)
      await sql`update standards.place set keyed = ${KEYED} where code = any(${codes}::text[])`.execute(db)
    })
  }
  return rows.length
}

function* portions<Item>(items: readonly Item[], size = 5_000): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

/** Loads a version of the demonstration's places like any other list, in the caller's transaction. */
export async function loadPlaces(
  db: Database,
  version: string,
  places: readonly Place[],
  set: Partial<PlaceSetVersion> = {},
): Promise<PlacePlan> {
  const load: PlaceSetVersion = {
    setId: 'meridia',
    version,
    source: 'Invented for the demonstration',
    licence: 'CC0-1.0',
    sha256: '',
    countries: [],
    at: new Date(),
    by: 'node:node',
    ...set,
  }
  const listed = places.map(
    (place): ListedPlace => ({
      ...place,
      country: place.ancestors.at(-1) ?? place.code,
      level: place.ancestors.length,
    }),
  )
  const register = await readRegister(
    db,
    load.setId,
    listed.map(({ code }) => code),
  )
  const plan = comparePlaces(load.setId, version, listed, register)
  if ('conflict' in plan) throw new Error(`These places cannot be loaded: ${conflictWords(plan)}`)
  if (!changesNothing(plan, version, register)) await savePlan(db, load, plan, listed.length)
  return plan
}

function conflictWords(conflict: PlaceConflict): string {
  return `${conflict.conflict} ${conflict.conflict === 'code-of-another-set' ? conflict.codes.join(' ') : `${conflict.country} ${conflict.version}`}`
}
