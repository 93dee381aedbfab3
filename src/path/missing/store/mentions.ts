import type { Tx } from '#kernel/tx'
import type { Moment, SearchMention } from '#standards'

/** The records by which a child is known: all that are one child now, or the concern while no child is registered. */
export interface KnownAs {
  childIds?: readonly string[] | undefined
  concernId?: string | undefined
}

/**
 * The search for this child, as every record of the child shows it: an open one, or one whose child is found and still
 * owed the talk. The caller has opened the child's record, the case or the referral; who may read that may know.
 */
export async function findMissing(tx: Tx, { childIds = [], concernId }: KnownAs): Promise<SearchMention | undefined> {
  const subjects = [...new Set([...childIds, ...(concernId ? [concernId] : [])])]
  if (subjects.length === 0) return undefined
  const searches = await tx.openIgnoringScopes(subjects, () =>
    tx.db.selectFrom('missing.search_of').select('missing_id').where('subject_id', 'in', subjects).execute(),
  )
  if (searches.length === 0) return undefined
  const ids = searches.map(({ missing_id }) => missing_id)
  const row = await tx.openIgnoringScopes(ids, () =>
    tx.db
      .selectFrom('missing.missing_child')
      .select(['id', 'state', 'said_at', 'last_seen', 'review_on', 'reviewed_by'])
      .where('id', 'in', ids)
      .where('state', '<>', 'over')
      // The state missing comes after found.
      .orderBy('state', 'desc')
      .orderBy('said_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  return (
    row && {
      id: row.id,
      state: row.state as SearchMention['state'],
      saidAt: row.said_at.toISOString(),
      lastSeen: row.last_seen as Moment,
      reviewOn: row.review_on,
      reviewedBy: row.reviewed_by,
      mayOpen: await tx.sees('missing-child', row.id),
    }
  )
}
