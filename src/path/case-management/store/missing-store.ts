import type { Tx } from '#kernel/tx'
import { loadStanding, openSearchOf, recordsOfChild, searchOfChild, subjectOf } from '#path/children'
import { openSearchTo, type SayState } from '#path/missing'
import type { CaseChange } from '../case-decision.ts'
import type { FollowState } from '../follow-search.ts'
import { loadCase, type LoadedCase } from './case-store.ts'
import { saveCase } from './save-case.ts'
import * as sealed from './sealed.ts'

/** The case, and the child as the register knows them, or as the referral told of them. */
export async function loadForMissing(tx: Tx, { id }: { id: string }): Promise<(LoadedCase & SayState) | undefined> {
  const loaded = await loadCase(tx, id)
  if (!loaded) return undefined
  const { careCase, scopes, keyId, profile } = loaded
  const { childId, concernId, country, agencyId } = careCase
  const child = childId ? await loadStanding(tx, childId) : undefined
  const row = await tx.db
    .selectFrom('case_management.care_case')
    .select('sealed_facts')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const told = (await sealed.facts.open(tx, keyId, id, row.sealed_facts)) ?? []
  const known = child && subjectOf(tx, child)
  return {
    ...loaded,
    profile,
    subject: {
      ...(known ?? { childId, concernId, keyId, facts: told }),
      country,
      agencyId,
      scopes: [...new Set([...scopes, ...(known?.scopes ?? [])])],
    },
    open: await openSearchOf(tx, childId ? await recordsOfChild(tx, childId) : [], concernId),
  }
}

interface Following extends FollowState {
  scopes: ReadonlyMap<string, readonly number[]>
}

/** The open cases of a child, or of a concern while the child is not registered. For the node, which sees all. */
export async function loadFollowing(
  tx: Tx,
  { childId, concernId }: { childId?: string | undefined; concernId?: string | undefined },
): Promise<Following> {
  const records = childId ? await recordsOfChild(tx, childId) : []
  const rows = await tx.db
    .selectFrom('case_management.care_case')
    .select('id')
    .where('state', '=', 'open')
    .where((row) =>
      row.or([
        row('child_id', '=', row.fn.any(row.val(records))),
        ...(concernId ? [row.and([row('signal_id', '=', concernId), row('child_id', 'is', null)])] : []),
      ]),
    )
    .orderBy('id')
    .execute()
  const loaded: LoadedCase[] = []
  for (const { id } of rows) loaded.push((await loadCase(tx, id, { lock: true }))!)
  return {
    cases: loaded.map(({ careCase }) => careCase),
    search: await searchOfChild(tx, { childId, concernId }),
    scopes: new Map(loaded.map(({ careCase, scopes }) => [careCase.id, scopes])),
  }
}

export async function saveFollowed(tx: Tx, change: CaseChange, { search, scopes }: Following): Promise<void> {
  await saveCase(tx, change)
  if (search) await openSearchTo(tx, search.id, scopes.get(change.careCase.id) ?? [])
}
