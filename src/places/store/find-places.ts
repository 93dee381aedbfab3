import { sql } from 'kysely'
import type { Database } from '#kernel/db/database'
import { jurisdictionProfiles } from '#standards'
import { type PlaceKey, plainName, type TypedName, typedName } from '../keys.ts'
import type { ListedPlace, Place } from '../model.ts'
import { type Anchor, type Candidate, rankPlaces } from '../rank-places.ts'

/** A found place, with the names of its enclosing places, nearest first, because names repeat. */
export interface FoundPlace extends Pick<Place, 'code' | 'name'> {
  within: Pick<Place, 'code' | 'name'>[]
}

interface Question {
  typed: string
  /** Place codes of the concern, else of the person's agency. */
  near?: readonly string[]
  limit?: number
}

const SHOWN = 20
const CANDIDATES = 150
/** With words for an enclosing place, many more candidates are read. */
const CANDIDATES_WITHIN = 1_500
/** Separates a name from its enclosing place: "Central, Lusaka". */
const WITHIN = /\s*[,،;፣、—–]\s*|\s+-\s+/u
/** Number of consonants for looking up similar sounds. A typing error after them does no harm. */
const PROBE = 3

/**
 * Places with a name that begins like the typed text, in any script. The best spelling comes first, among equals the
 * nearest.
 */
export async function findPlaces(db: Database, { typed, near = [], limit = SHOWN }: Question): Promise<FoundPlace[]> {
  const [head = '', ...above] = typed
    .normalize('NFC')
    .split(WITHIN)
    .filter((part) => part.trim() !== '')
  const name = typedName(head)
  const probes = probesOf(name)
  if (name.plain === '' && probes.length === 0) return []
  const most = above.length > 0 ? CANDIDATES_WITHIN : CANDIDATES
  // A single letter would match a third of the world, so it searches only the nearby country.
  const atHome = name.plain.length === 1 && near.length > 0
  const written = { kinds: atHome ? ['whole'] : ['whole', 'word'], beginnings: name.plain ? [name.plain] : [] }
  const sounding = { kinds: ['sounds'], beginnings: probes }
  // With three consonants a search by sound is cheap. Otherwise it runs only if the spelling found too few places.
  const together = probes.length > 0 && probes.every((probe) => probe.length === PROBE)
  const first = await readCandidates(db, together ? [written, sounding] : [written], near, most, atHome)
  const found = answerOf(name, [first], above, limit)
  if (together || found.length >= limit || probes.length === 0) return found
  return answerOf(name, [first, await readCandidates(db, [sounding], near, most, atHome)], above, limit)
}

function probesOf({ skeletons }: TypedName): string[] {
  return [...new Set(skeletons.map((skeleton) => skeleton.slice(0, PROBE)))]
}

interface Search {
  kinds: string[]
  beginnings: readonly string[]
}

type Names = Record<string, Record<string, string>>

interface Read {
  anchors: { code: string; ancestors: string[]; country: string }[] | null
  candidates: (Candidate['place'] & PlaceKey)[] | null
  /** Names of the enclosing places. */
  names: Names | null
}

const LAST = '\u{10FFFF}'
const borders = JSON.stringify(
  Object.fromEntries(jurisdictionProfiles.map(({ country, neighbours = [] }) => [country, neighbours])),
)

/** One query. It already sorts by nearness, because a short text has more candidates than are ranked. */
async function readCandidates(
  db: Database,
  searches: readonly Search[],
  near: readonly string[],
  most: number,
  atHome: boolean,
): Promise<Read> {
  const parts = searches
    .filter(({ beginnings }) => beginnings.length > 0)
    .map(({ kinds, beginnings }) => {
      const ranges = sql.join(
        beginnings.map((begin) => sql`(key >= ${begin} and key < ${begin + LAST})`),
        sql` or `,
      )
      return sql`(select code, kind, key, case when parent = any(around.places) or code = any(around.places) then 0
        when country = any(around.countries) then 1 when country = any(around.neighbours) then 2 else 3 end as ring
      from standards.place_key, around
      where kind = any(${kinds}::text[]) and (${ranges})${atHome ? sql` and country = any(around.countries)` : sql``}
      order by ring, length(key), key limit ${most})`
    })
  if (parts.length === 0) return { anchors: null, candidates: null, names: null }
  const { rows } = await sql<Read>`
    with anchor as materialized (select code, ancestors, country from standards.place where code = any(${[...near]}::text[])),
    around as materialized (select array(select unnest(array[code] || ancestors[1:1]) from anchor) as places,
      array(select country from anchor) as countries,
      array(select jsonb_array_elements_text(${borders}::jsonb -> country) from anchor) as neighbours),
    found as materialized (${sql.join(parts, sql` union all `)}),
    placed as materialized (select found.kind, found.key, place.code, place.ancestors, place.country, place.level, place.name
      from found join standards.place on place.code = found.code)
    select (select json_agg(anchor) from anchor) as anchors, (select json_agg(placed) from placed) as candidates,
      (select json_object_agg(code, name) from standards.place where code in (select unnest(ancestors) from placed)) as names`.execute(
    db,
  )
  return rows[0]!
}

function answerOf(name: TypedName, reads: readonly Read[], above: readonly string[], limit: number): FoundPlace[] {
  const candidates = reads.flatMap((read) =>
    (read.candidates ?? []).map(({ kind, key, ...place }): Candidate => ({ kind, key, place })),
  )
  const names: Names = Object.assign({}, ...reads.map((read) => read.names))
  const ranked = rankPlaces(name, candidates, anchorsOf(reads[0]?.anchors ?? []))
  return ranked
    .map((place) => withNames(place, names))
    .filter(({ within }) => above.every((words) => within.some((place) => isCalled(place, words))))
    .slice(0, limit)
}

/** Drops a country if one of its towns is there, because otherwise the whole country would be as near as the town. */
function anchorsOf(rows: NonNullable<Read['anchors']>): Anchor[] {
  const around = new Set(rows.flatMap(({ ancestors }) => ancestors))
  return rows
    .filter(({ code }) => !around.has(code))
    .map(({ code, ancestors, country }) => ({
      line: [code, ...ancestors],
      neighbours: jurisdictionProfiles.find((profile) => profile.country === country)?.neighbours ?? [],
    }))
}

function withNames({ code, name, ancestors }: ListedPlace, names: Names): FoundPlace {
  return { code, name, within: ancestors.map((one) => ({ code: one, name: names[one] ?? {} })) }
}

function isCalled({ code, name }: Pick<Place, 'code' | 'name'>, words: string): boolean {
  const wanted = plainName(words)
  return [code, ...Object.values(name)].some((one) => ` ${plainName(one)}`.includes(` ${wanted}`))
}
