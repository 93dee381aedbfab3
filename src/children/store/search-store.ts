import { sql } from 'kysely'
import { nodeScope } from '#kernel/actor'
import { isUuid } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import type { ChildRow } from '../child-row.ts'
import { matchChild, type Match, rankMatches } from '../match.ts'
import type { ChildFacts } from '../values.ts'
import { unsealRows } from './child-store.ts'
import { type Lookup, lookupsOf, nameTokens } from './tokens.ts'

export interface Candidate {
  readonly id: string
  readonly scopes: readonly number[]
  readonly agencyId: string | null
  readonly row: ChildRow
}

export interface Found {
  readonly candidates: readonly { candidate: Candidate; match: Match }[]
  /** What was asked fits so many that not all were compared: something more should be asked. */
  readonly tooMany: boolean
  /** Nothing was asked that one can search by. */
  readonly nothingToSearchBy: boolean
}

// A token this common says little: it is cut, and a lone part of a name that is cut is not used at all.
const mostPerToken = 300
const mostCompared = 40
const mostShown = 12

/**
 * Finds children who may be the one asked for, over the whole register: equality of tokens, then comparison in the process.
 * Children outside the actor's scopes are found too; what of them is shown is decided by whoever answers.
 */
export async function findCandidates(tx: Tx, facts: ChildFacts): Promise<Found> {
  const today = tx.now.toISOString().slice(0, 10)
  const lookups = lookupsOf(tx.vault, facts, today)
  if (lookups.length === 0) return { candidates: [], tooMany: false, nothingToSearchBy: true }
  const { ids, tooMany } = await bestIds(tx, lookups)
  const candidates = await readCandidates(tx, ids)
  const ranked = rankMatches(candidates.map((candidate) => ({ candidate, match: matchChild(facts, candidate.row, today) })))
  return { candidates: ranked.slice(0, mostShown), tooMany: tooMany || ranked.length > mostShown, nothingToSearchBy: false }
}

async function bestIds(tx: Tx, lookups: readonly Lookup[]): Promise<{ ids: string[]; tooMany: boolean }> {
  const tokens = lookups.map(({ token }) => token)
  const { rows } = await sql<{ number: number; child_id: string }>`
    select asked.number::int as number, found.child_id
    from unnest(${tokens}::bytea[]) with ordinality as asked (token, number)
    cross join lateral (
      select child_id from children.name_token where name_token.token = asked.token limit ${mostPerToken + 1}
    ) found`.execute(tx.db)
  const counts = new Map<number, number>()
  for (const { number } of rows) counts.set(number, (counts.get(number) ?? 0) + 1)
  const weightOf = new Map<string, number>()
  for (const { number, child_id } of rows) {
    const lookup = lookups[number - 1]!
    const cut = (counts.get(number) ?? 0) > mostPerToken
    if (lookup.common && cut && lookups.length > 2) continue
    weightOf.set(child_id, (weightOf.get(child_id) ?? 0) + lookup.weight)
  }
  const ordered = [...weightOf].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id)
  const useful = [...counts].filter(([number, count]) => count <= mostPerToken || !lookups[number - 1]!.common)
  const cutShort = useful.some(([, count]) => count > mostPerToken) || (useful.length === 0 && counts.size > 0)
  return { ids: ordered.slice(0, mostCompared), tooMany: cutShort || ordered.length > mostCompared * 4 }
}

async function readCandidates(tx: Tx, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return []
  const rows = await openForComparison(tx, ids, () =>
    tx.db.selectFrom('children.child').select(['id', 'scopes', 'agency_id', 'sealed_fields']).where('id', 'in', [...ids]).where('status', '=', 'current').execute(),
  )
  const unsealed = await unsealRows(tx, rows)
  return rows.flatMap(({ id, scopes, agency_id }, index) => {
    const row = unsealed[index]
    return row ? [{ id, scopes, agencyId: agency_id, row }] : []
  })
}

/**
 * Opens children that a token led to, whatever their scopes, for one query and no longer: then only what was open before is.
 * One statement for all of them; opening forty one by one is most of a search's time.
 */
async function openForComparison<Result>(tx: Tx, ids: readonly string[], read: () => Promise<Result>): Promise<Result> {
  if (!ids.every(isUuid)) throw new Error('An id is not a UUID.')
  const before = await sql<{ roots: string | null }>`select current_setting('tenfold.roots', true) as roots`.execute(tx.db)
  const open = (before.rows[0]?.roots ?? '').split(',').filter(isUuid)
  await sql.raw(`set local tenfold.roots = '${[...open, ...ids].join(',')}'`).execute(tx.db)
  const result = await read()
  await sql.raw(`set local tenfold.roots = '${open.join(',')}'`).execute(tx.db)
  return result
}

/** Remembers a search, so that a registration can name it. A repeated delivery remembers the newer answer. */
export async function storeSearch(tx: Tx, searchId: string, facts: ChildFacts, { candidates }: Found): Promise<void> {
  await tx.create(searchId, 'search')
  const remembered = {
    by_actor: tx.actor.id,
    at: tx.now,
    tokens: facts.names.flatMap(({ text }) => nameTokens(tx.vault, text)),
    candidate_ids: candidates.map(({ candidate }) => candidate.id),
  }
  await tx.db
    .insertInto('children.search')
    .values({ id: searchId, version: 1, scopes: [nodeScope, ...(tx.actor.personalScope === undefined ? [] : [tx.actor.personalScope])], ...remembered })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(remembered).where('children.search.by_actor', '=', tx.actor.id))
    .execute()
}
