import { sql } from 'kysely'
import { barrableBy, nodeScope } from '#kernel/actor'
import type { Tx } from '#kernel/tx'
import type { ChildRow } from '../child-row.ts'
import { type Match, matcherFor, rankMatches } from '../match.ts'
import type { ChildFacts } from '../values.ts'
import { unsealRows } from './child-store.ts'
import { forgetLater } from './forget-searches.ts'
import { type Lookup, lookupsOf, nameTokens } from './tokens.ts'

export interface Candidate {
  readonly id: string
  readonly scopes: readonly number[]
  readonly agency: Record<string, string> | null
  readonly row: ChildRow
}

export interface Found {
  readonly candidates: readonly { candidate: Candidate; match: Match }[]
  /** So many children match that not all were compared. The person should add facts. */
  readonly tooMany: boolean
  /** The search has no fact to search by. */
  readonly nothingToSearchBy: boolean
}

const mostCompared = 60
/**
 * A child with less than this share of the best weight is almost never the right one. The first `leastCompared` are
 * compared in any case.
 */
const leastAgreement = 0.15
const leastCompared = 8
/**
 * If one of these first ones is a likely match, the others need at least the share `leastBesideLikely` of the best
 * weight.
 */
const comparedFirst = 20
const leastBesideLikely = 0.5
/** At most this many are compared because of a number, with any name. The other places are for the best weights. */
const mostCertain = 30
const mostShown = 12
/** At most this many are shown because of a number alone. */
const mostShownForNumber = 6

/**
 * Finds candidates in the whole register: by equal tokens, then by comparison in this process. It finds children
 * outside the actor's scopes too; the caller decides what to show of them.
 */
export async function findCandidates(tx: Tx, facts: ChildFacts): Promise<Found> {
  const lookups = lookupsOf(tx.vault, facts, tx.today)
  if (lookups.length === 0) return { candidates: [], tooMany: false, nothingToSearchBy: true }
  const { agreeing, tooMany } = await findAgreeing(tx, lookups)
  const sealed = await readSealed(tx, agreeing)
  const matched = matcherFor(facts, tx.today, tx.country)
  const compare = async (
    some: readonly Agreeing[],
  ): Promise<{ candidate: Candidate; match: ReturnType<typeof matched> }[]> => {
    const candidates = await unsealCandidates(tx, sealed, some)
    return candidates.map(({ candidate, agreement }) => ({ candidate, match: matched(candidate.row, agreement) }))
  }
  const first = await compare(agreeing.slice(0, comparedFirst))
  const clear = first.some(({ match }) => match.likelihood === 'likely')
  const rest = await compare(
    agreeing.slice(comparedFirst).filter(({ share, numbered }) => !clear || numbered || share >= leastBesideLikely),
  )
  const ranked = rankMatches([...first, ...rest])
  const certain = new Set(agreeing.flatMap((one) => (one.certain ? [one.id] : [])))
  return {
    candidates: shownOf(ranked, ({ candidate }) => certain.has(candidate.id)),
    tooMany: tooMany || ranked.length > mostShown,
    nothingToSearchBy: false,
  }
}

/**
 * The first candidates in order, with some places for children with the searched number, even if others have closer
 * names.
 */
function shownOf<One>(ranked: readonly One[], forNumber: (one: One) => boolean): One[] {
  const kept = new Set(ranked.filter(forNumber).slice(0, mostShownForNumber))
  for (const one of ranked) if (kept.size < mostShown) kept.add(one)
  return ranked.filter((one) => kept.has(one))
}

/** A child with at least one token of the search. */
interface Agreeing {
  readonly id: string
  readonly agreement: number
  /** Its share of the best weight. */
  readonly share: number
  /** Has a searched number. */
  readonly numbered: boolean
  /** Has a searched number that few children have. */
  readonly certain: boolean
}

/**
 * The children with the greatest weight. Each shared token counts by its kind, and more if it is rare (Fellegi and
 * Sunter, 1969: agreement on a rare value says more).
 */
// `offset 0` prevents PostgreSQL from reading the index twice, for the ids and for their count.
async function findAgreeing(tx: Tx, lookups: readonly Lookup[]): Promise<{ agreeing: Agreeing[]; tooMany: boolean }> {
  const { rows } = await sql<{
    child_id: string
    agreement: number
    numbered: boolean
    certain: boolean
    too_many: boolean
  }>`
    with found as materialized (
      select asked.weight, asked.most, asked.decisive, asked.numbered, hit.ids, cardinality(hit.ids) as many
      from unnest(
        ${lookups.map(({ token }) => token)}::bytea[], ${lookups.map(({ weight }) => weight)}::float8[],
        ${lookups.map(({ most }) => most)}::int[], ${lookups.map(({ decisive }) => decisive)}::bool[], ${lookups.map(({ number = false }) => number)}::bool[]
      ) as asked (token, weight, most, decisive, numbered)
      cross join lateral (select array(select child_id from children.name_token where name_token.token = asked.token limit asked.most + 1) as ids offset 0) hit
    ), useful as materialized (
      select weight * ln(2 + 512.0::float8 / many) as agreement, numbered, numbered and many <= ${leastCompared} as certain, ids from found
      where many between 1 and most or (many > 0 and (select bool_and(many > most) from found where many > 0))
    )
    select child_id, sum(agreement) as agreement, bool_or(numbered) as numbered, bool_or(certain) as certain,
      (select coalesce(bool_and(many > most), false) from found where many > 0 and decisive) as too_many
    from useful cross join unnest(ids) as child_id
    group by child_id
    order by bool_or(certain) and row_number() over (partition by bool_or(certain) order by sum(agreement) desc, child_id) <= ${mostCertain} desc, agreement desc, child_id
    limit ${mostCompared}`.execute(tx.db)
  const best = Math.max(...rows.map(({ agreement }) => agreement))
  const agreeing = rows
    .map(({ child_id: id, agreement, numbered, certain }) => ({
      id,
      agreement,
      share: agreement / best,
      numbered,
      certain,
    }))
    .filter(({ share, numbered }, place) => numbered || place < leastCompared || share >= leastAgreement)
  return { agreeing, tooMany: rows[0]?.too_many ?? false }
}

type SealedChild = Awaited<ReturnType<typeof readSealedRows>>[number]

async function readSealed(tx: Tx, agreeing: readonly Agreeing[]): Promise<ReadonlyMap<string, SealedChild>> {
  if (agreeing.length === 0) return new Map()
  const ids = agreeing.map(({ id }) => id)
  const rows = await tx.openIgnoringScopes(ids, () => readSealedRows(tx, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

function readSealedRows(tx: Tx, ids: readonly string[]) {
  return (
    tx.db
      .selectFrom('children.child')
      .leftJoin('kernel.vault_key', 'subject_id', 'children.child.id')
      .leftJoin('kernel.agency', 'kernel.agency.id', 'agency_id')
      .select(['children.child.id', 'scopes', 'kernel.agency.name as agency', 'sealed_fields', 'wrapped'])
      .where('children.child.id', '=', sql<string>`any (${ids}::uuid[])`)
      .where('status', '=', 'current')
      // They are opened whatever their scopes. Who is barred finds nothing, not even that there is somebody.
      .where(sql<boolean>`not barred && ${barrableBy(tx.actor)}::int[]`)
      .execute()
  )
}

/** In the given order, so that equal matches keep it. Leaves out erased and merged children. */
async function unsealCandidates(
  tx: Tx,
  sealed: ReadonlyMap<string, SealedChild>,
  some: readonly Agreeing[],
): Promise<{ candidate: Candidate; agreement: number }[]> {
  const known = some.flatMap(({ id, agreement }) => {
    const child = sealed.get(id)
    return child ? [{ child, agreement }] : []
  })
  const rows = await unsealRows(
    tx,
    known.map(({ child }) => child),
  )
  return known.flatMap(({ child: { id, scopes, agency }, agreement }, index) => {
    const row = rows[index]
    return row ? [{ candidate: { id, scopes, agency: agency as Candidate['agency'], row }, agreement }] : []
  })
}

/** Stores a search, so that a registration can name it. A repeated delivery stores the newer result. */
export async function storeSearch(tx: Tx, searchId: string, facts: ChildFacts, { candidates }: Found): Promise<void> {
  await tx.create(searchId, 'search')
  const remembered = {
    by_actor: tx.actor.id,
    at: tx.now,
    tokens: facts.names.flatMap(({ text }) => nameTokens(tx.vault, text)),
    candidate_ids: candidates.map(({ candidate }) => candidate.id),
  }
  tx.write(
    tx.db
      .insertInto('children.search')
      .values({
        id: searchId,
        version: 1,
        scopes: [nodeScope, ...(tx.actor.personalScope === undefined ? [] : [tx.actor.personalScope])],
        ...remembered,
      })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(remembered)
          .where('children.search.by_actor', '=', tx.actor.id)
          .where('children.search.registered_id', 'is', null),
      ),
  )
  await forgetLater(tx)
}
