import { Refused, refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { findMissing, type SayState, type Subject } from '#path/missing'
import { findProfile, type SearchMention } from '#standards'
import { type ChildState, recordsOf } from '../child-state.ts'
import { shareableFactsOf } from '../share-identity.ts'
import { loadStanding } from './child-store.ts'
import { recordsOfChild } from './standing-store.ts'

/** The child whom somebody says to be missing, with what the register knows to recognise them by. */
export async function loadForMissing(
  tx: Tx,
  { id }: { id: string },
): Promise<(SayState & { child: ChildState }) | undefined> {
  const child = await loadStanding(tx, id)
  if (!child) return undefined
  const profile = findProfile(tx.country)
  if (!profile) throw new Refused(refuse('country-rules-missing', { status: 503 }))
  return { child, profile, subject: subjectOf(tx, child), open: await openSearchOf(tx, recordsOf(child)) }
}

/** The child as a search knows them. Who may see the record may see the search. */
export function subjectOf(tx: Tx, child: ChildState): Subject {
  return {
    childId: child.id,
    records: recordsOf(child),
    keyId: child.id,
    country: tx.country,
    agencyId: tx.actor.agencyId,
    scopes: child.scopes,
    facts: shareableFactsOf(child).flatMap(({ group, ...fact }) => (group === 'identity' ? [fact] : [])),
  }
}

/** A child who was found can go missing again. */
export async function openSearchOf(
  tx: Tx,
  childIds: readonly string[],
  concernId?: string,
): Promise<{ id: string } | undefined> {
  const search = await findMissing(tx, { childIds, concernId })
  return search?.state === 'missing' ? { id: search.id } : undefined
}

/** The search for this child, or for that of a concern while nobody is registered. Whoever may read a record of theirs may know of it. */
export async function searchOfChild(
  tx: Tx,
  { childId, concernId }: { childId?: string | undefined; concernId?: string | undefined },
): Promise<SearchMention | undefined> {
  return findMissing(tx, { childIds: childId ? await recordsOfChild(tx, childId) : [], concernId })
}
