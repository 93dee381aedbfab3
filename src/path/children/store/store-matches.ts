import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { RunJob } from '#kernel/jobs/run-jobs'
import type { Node } from '#kernel/node'
import { openTx, type Tx } from '#kernel/tx'
import { toChildRow } from '../child-row.ts'
import { allChanges, recordsOf } from '../child-state.ts'
import { factsOfRow } from '../facts-of-row.ts'
import { fold } from '../fold.ts'
import { childFacts } from '../model.ts'
import { loadChild, refreshChild } from './child-store.ts'
import { findCandidates } from './search-store.ts'

const setting = 'children.matches'
const kind = 'store-matches'
/** In one turn. A search for matches is the dearest of all, and events wait while a turn lasts. */
const mostSearched = 5
const mostLookedAt = 100
const pauseMilliseconds = 1_000

/**
 * Stores a job, once on each node, that finds the matches of possible duplicates from before they were stored. It works in
 * small turns while the node serves.
 */
export async function bringMatchesUpToDate(node: Node): Promise<void> {
  await openTx(node, nodeActor, async (tx) => {
    const begun = await tx.db
      .insertInto('kernel.setting')
      .values({ name: setting, value: JSON.stringify({ begun: tx.now.toISOString() }) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst()
    if (begun) await tx.jobs.add({ id: newId(), kind, runAt: tx.now, payload: {} })
  })
}

/**
 * One turn: the records after the last one whose matches are not stored. A record that is on no list of possible
 * duplicates has none: somebody searched first, or has decided. If nobody alike is found any more, the record stays on
 * the list until a person decides.
 */
export const storeMatches: RunJob = async (tx, { payload }) => {
  const seen = await findUnstored(tx, String(payload['after'] ?? '00000000-0000-0000-0000-000000000000'))
  const searched = seen.filter(({ listed }) => listed).slice(0, mostSearched)
  const turn = searched.length < mostSearched ? seen : seen.slice(0, seen.indexOf(searched.at(-1)!) + 1)
  const without = turn.filter(({ listed }) => !listed).map(({ id }) => id)
  if (without.length > 0)
    await tx.openIgnoringScopes(without, () =>
      tx.db.updateTable('children.child').set({ likely_ids: [] }).where('id', 'in', without).execute(),
    )
  for (const { id } of searched) await storeMatchesOf(tx, id)
  const last = turn.at(-1)
  const over = turn.length === seen.length && seen.length < mostLookedAt
  if (last && !over)
    await tx.jobs.add({
      id: newId(),
      kind,
      runAt: new Date(tx.now.getTime() + pauseMilliseconds),
      payload: { after: last.id },
    })
}

async function findUnstored(tx: Tx, after: string): Promise<{ id: string; listed: boolean }[]> {
  const rows = await tx.db
    .selectFrom('children.child')
    .select('id')
    .where('likely_ids', 'is', null)
    .where('status', '=', 'current')
    .where('id', '>', after)
    .orderBy('id')
    .limit(mostLookedAt)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const onList = await tx.openIgnoringScopes(ids, () => tx.worklist.listed('duplicates', ids))
  return ids.map((id) => ({ id, listed: onList.has(id) }))
}

async function storeMatchesOf(tx: Tx, id: string): Promise<void> {
  const child = await loadChild(tx, id, { lock: true })
  if (!child || child.status === 'merged' || child.likelyIds !== null) return
  const own = recordsOf(child)
  const { candidates } = await findCandidates(
    tx,
    childFacts.parse(factsOfRow({ ...toChildRow(fold(allChanges(child))) })),
  )
  const likely = candidates
    .filter(({ match, candidate }) => match.likelihood === 'likely' && !own.includes(candidate.id))
    .map(({ candidate }) => candidate.id)
  if (likely.length === 0) return
  await tx.db.updateTable('children.child').set({ likely_ids: likely }).where('id', '=', id).execute()
  await refreshChild(tx, id)
}
