import { sql } from 'kysely'
import type { Database } from '#kernel/db/database'
import type { FoundPlace } from './find-places.ts'
import type { Place } from '../model.ts'

/** A place as shown on a record. */
export interface NamedPlace extends FoundPlace {
  /** The version in which the code left its list. */
  retired?: string
}

/**
 * Names and enclosing places at a moment, from the version loaded then, or the first one after. Default: the current
 * ones. Leaves out unknown codes.
 */
export async function namePlaces(db: Database, codes: readonly string[], at?: Date): Promise<NamedPlace[]> {
  const places = await readAsOf(db, codes, at)
  const above = await readAsOf(
    db,
    [...places.values()].flatMap(({ ancestors }) => ancestors),
    at,
  )
  return [...places.values()].map(({ code, name, ancestors, retired }) => ({
    code,
    name,
    ...(retired && { retired }),
    within: ancestors.map((one) => ({ code: one, name: above.get(one)?.name ?? {} })),
  }))
}

type AsOf = Place & { retired?: string | undefined }

async function readAsOf(db: Database, codes: readonly string[], at?: Date): Promise<Map<string, AsOf>> {
  const wanted = [...new Set(codes)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{
    code: string
    name: Record<string, string>
    ancestors: string[]
    retired: string | null
  }>`
    select code, name, ancestors, retired_version as retired from standards.place where code = any(${wanted}::text[])`.execute(
    db,
  )
  const now = new Map<string, AsOf>(
    rows.map(({ retired, ...row }) => [row.code, { ...row, retired: retired ?? undefined }]),
  )
  if (at === undefined) return now
  const { rows: past } = await sql<Place>`
    select distinct on (code) code, name, ancestors from standards.place_past
    where code = any(${wanted}::text[]) and until_at > ${at}::timestamptz order by code, until_at`.execute(db)
  for (const { code, name, ancestors } of past) now.set(code, { ...now.get(code), code, name, ancestors })
  return now
}

/**
 * Places for a device or a page: countries first, then as many levels of `country` as fit, and the surroundings of
 * `near`.
 */
export async function readPlacesOf(
  db: Database,
  country: string,
  most: number,
  near: readonly string[] = [],
): Promise<Place[]> {
  const levels = await db
    .selectFrom('standards.place')
    .select(['level', (of) => of.fn.countAll<number>().as('count')])
    .where('country', '=', country)
    .where('retired_version', 'is', null)
    .groupBy('level')
    .orderBy('level')
    .execute()
  let room = most
  let deepest = 0
  for (const { level, count } of levels) {
    if (count > room) break
    room -= count
    deepest = level
  }
  const around = near.filter((code) => code !== country)
  const { rows } = await sql<Place>`
    select code, name, ancestors from standards.place
    where country = ${country} and retired_version is null and (level <= ${deepest} or ancestors && ${around}::text[])
    order by level, code limit ${most}`.execute(db)
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1))
}

export async function readCountries(db: Database): Promise<Place[]> {
  const { rows } =
    await sql<Place>`select code, name, ancestors from standards.place where level = 0 and retired_version is null order by code limit 400`.execute(
      db,
    )
  return rows
}

/** Changes whenever a place list is loaded. A device's places are up to date while it is the same. */
export async function readPlacesStamp(db: Database): Promise<string> {
  const { rows } = await sql<{
    stamp: string | null
    count: number
  }>`select max(loaded_at)::text as stamp, count(*)::int as count from standards.place_load`.execute(db)
  return `${rows[0]?.count ?? 0} ${rows[0]?.stamp ?? ''}`
}
