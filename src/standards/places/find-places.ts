import { sql } from 'kysely'
import type { Database } from '#kernel/db/database'
import { findProfile } from '../jurisdiction/profiles.ts'
import { type PlaceKey, plainName, type TypedName, typedName } from './keys.ts'
import type { ListedPlace, Place } from './model.ts'
import { type Anchor, type Candidate, rankPlaces } from './rank-places.ts'

/** A place somebody may mean, with the names of what it lies in, nearest first: names repeat. */
export interface FoundPlace extends Pick<Place, 'code' | 'name'> {
  within: Pick<Place, 'code' | 'name'>[]
}

interface Question {
  typed: string
  /** Codes of places: where the concern is, else where the person's agency works. */
  near?: readonly string[]
  limit?: number
}

const SHOWN = 20
const CANDIDATES = 150
const CANDIDATES_BY_SOUND = 250
const CANDIDATES_WITHIN = 1_500
/** "Central, Lusaka": a name, and something it lies in. */
const WITHIN = /\s*[,،;፣、—–]\s*|\s+-\s+/u
/** Consonants by which names that sound alike are looked up; a slip further on does no harm. */
const PROBE = 3

/** Places whose name begins like what was typed, in any script; the best spelled first, among equals the nearest. */
export async function findPlaces(db: Database, { typed, near = [], limit = SHOWN }: Question): Promise<FoundPlace[]> {
  const [head = '', ...above] = typed.normalize('NFC').split(WITHIN).filter((part) => part.trim() !== '')
  const name = typedName(head)
  if (name.plain === '' && name.skeletons.length === 0) return []
  const anchors = await findAnchors(db, near)
  const only = above.length > 0 ? CANDIDATES_WITHIN : undefined
  // One letter would bring a third of the world: it looks among the names of the country at hand.
  const short = name.plain.length === 1 && anchors.length > 0
  let candidates = await candidatesOf(db, short ? ['whole'] : ['whole', 'word'], [name.plain], anchors, only ?? CANDIDATES, short)
  let found = rankPlaces(name, candidates, anchors)
  if (found.length < limit || only) {
    candidates = [...candidates, ...(await candidatesOf(db, ['sounds'], probesOf(name), anchors, only ?? CANDIDATES_BY_SOUND, short))]
    found = rankPlaces(name, candidates, anchors)
  }
  return narrowed(db, found, above, limit)
}

function probesOf({ skeletons }: TypedName): string[] {
  return [...new Set(skeletons.map((skeleton) => skeleton.slice(0, PROBE)))]
}

async function findAnchors(db: Database, near: readonly string[]): Promise<Anchor[]> {
  if (near.length === 0) return []
  const rows = await db.selectFrom('standards.place').select(['code', 'ancestors', 'country']).where('code', 'in', [...near]).execute()
  // A whole country beside one of its towns would make all of it as near as the town.
  const around = new Set(rows.flatMap(({ ancestors }) => ancestors))
  return rows
    .filter(({ code }) => !around.has(code))
    .map(({ code, ancestors, country }) => ({ line: [code, ...ancestors], neighbours: findProfile(country)?.neighbours ?? [] }))
}

const LAST = '\u{10FFFF}'

/** The nearest come first already here, because a short beginning has more candidates than are ranked. */
async function candidatesOf(db: Database, kinds: PlaceKey['kind'][], beginnings: readonly string[], anchors: readonly Anchor[], most: number, atHome: boolean): Promise<Candidate[]> {
  if (beginnings.length === 0 || beginnings[0] === '') return []
  const ranges = sql.join(beginnings.map((begin) => sql`(key >= ${begin} and key < ${begin + LAST})`), sql` or `)
  const around = anchors.flatMap(({ line }) => line.slice(0, 2))
  const countries = anchors.map(({ line }) => line.at(-1)!)
  const neighbours = anchors.flatMap((anchor) => anchor.neighbours)
  const { rows } = await sql<ListedRow & PlaceKey>`
    with found as materialized (
      select code, kind, key, case when parent = any(${around}) or code = any(${around}) then 0 when country = any(${countries}) then 1 when country = any(${neighbours}) then 2 else 3 end as ring
      from standards.place_key where kind = any(${kinds}::text[]) and (${ranges})${atHome ? sql` and country = any(${countries}::text[])` : sql``}
      order by ring, length(key), key limit ${most}
    )
    select found.kind, found.key, place.code, place.ancestors, place.country, place.level, place.name from found join standards.place on place.code = found.code`.execute(db)
  return rows.map(({ kind, key, ...place }) => ({ kind, key, place }))
}

type ListedRow = Pick<ListedPlace, 'code' | 'ancestors' | 'country' | 'level' | 'name'>

/** Cut to the length of the list and told apart by what they lie in; `above` are words that must be in its names. */
async function narrowed(db: Database, ranked: readonly ListedPlace[], above: readonly string[], limit: number): Promise<FoundPlace[]> {
  const considered = above.length > 0 ? ranked : ranked.slice(0, limit)
  const names = await readNames(db, considered.flatMap(({ ancestors }) => ancestors))
  const found = considered.map(({ code, name, ancestors }) => ({ code, name, within: ancestors.map((one) => ({ code: one, name: names.get(one) ?? {} })) }))
  return found.filter(({ within }) => above.every((words) => within.some((place) => isCalled(place, words)))).slice(0, limit)
}

function isCalled({ code, name }: Pick<Place, 'code' | 'name'>, words: string): boolean {
  const wanted = plainName(words)
  return [code, ...Object.values(name)].some((one) => ` ${plainName(one)}`.includes(` ${wanted}`))
}

async function readNames(db: Database, codes: readonly string[]): Promise<Map<string, Record<string, string>>> {
  const wanted = [...new Set(codes)]
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('standards.place').select(['code', 'name']).where('code', 'in', wanted).execute()
  return new Map(rows.map(({ code, name }) => [code, name as Record<string, string>]))
}
