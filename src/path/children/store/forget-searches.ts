import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV8 } from '#kernel/ids'
import type { RunJob } from '#kernel/jobs/run-jobs'
import type { Tx } from '#kernel/tx'
import { hoursASearchHolds } from '../register-child.ts'

/*
 * A search keeps keyed hashes of the name, and the children it found, until a registration names it or it no longer
 * holds. With a stolen dump they would say for whom somebody looked and whom they found. Who searched and when stays, and
 * so does its line in the ledger.
 */

const hourMillis = 3_600_000
const atOnce = 1_000

/** What a search keeps when it is forgotten. */
export const forgotten = { tokens: [], candidate_ids: [] }

/** Sees to it that the search of now is forgotten. One job serves all searches of an hour. */
export function forgetLater(tx: Tx): Promise<void> {
  const ends = (Math.floor(tx.now.getTime() / hourMillis) + 1) * hourMillis
  return tx.jobs.add({
    id: uuidV8(createHash('sha256').update(`forget-searches\n${ends}`).digest()),
    kind: 'forget-searches',
    runAt: new Date(ends + hoursASearchHolds * hourMillis),
    payload: {},
  })
}

/** Forgets every search that no longer holds. */
export const forgetSearches: RunJob = async (tx) => {
  for (;;) {
    const rows = await tx.db
      .selectFrom('children.search')
      .select('id')
      .where('at', '<=', new Date(tx.now.getTime() - hoursASearchHolds * hourMillis))
      .where(sql<boolean>`(tokens <> '{}' or candidate_ids <> '{}')`)
      .limit(atOnce)
      .execute()
    if (rows.length === 0) return
    const ids = rows.map(({ id }) => id)
    await tx.openIgnoringScopes(ids, () =>
      tx.db.updateTable('children.search').set(forgotten).where('id', 'in', ids).execute(),
    )
  }
}
