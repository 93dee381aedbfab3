import type { Tx } from '#kernel/tx'
import { toChildRow } from '../child-row.ts'
import { allChanges, type ChildState, recordsOf } from '../child-state.ts'
import { contactBars } from '../family-contact.ts'
import type { ContactBar } from '#standards/codes'
import type { FamilyConcern } from '../family-codes.ts'
import { type FamilyMark, type MarkState, type Standing, unmarked } from '../family-standing.ts'
import { fold } from '../fold.ts'
import type { MarkInput } from '../model.ts'
import { loadChild, loadStanding } from './child-store.ts'

type Mark = Standing & { id: string }

/** What was written of each person close to the child, oldest first, by record and link. The records must be open. */
export async function readStandings(tx: Tx, childIds: readonly string[]): Promise<Map<string, Mark[]>> {
  const rows = await tx.db
    .selectFrom('children.family_mark')
    .select(['child_id', 'id', 'link_id', 'sealed_standing'])
    .where('child_id', 'in', [...childIds])
    .orderBy('number')
    .execute()
  const byLink = new Map<string, Mark[]>()
  for (const { child_id, id, link_id, sealed_standing } of rows) {
    const standing = JSON.parse(await tx.vault.unseal(child_id, markPlace(child_id, id), sealed_standing)) as Standing
    const key = `${child_id} ${link_id}`
    byLink.set(key, [...(byLink.get(key) ?? []), { ...standing, id }])
  }
  return byLink
}

export async function loadMark(tx: Tx, { id, linkId }: MarkInput): Promise<MarkState | undefined> {
  const child = await loadChild(tx, id, { lock: true })
  if (!child) return undefined
  const links = await readLinks(tx, child)
  const link = links.find((one) => one.id === linkId)
  if (!link) return undefined
  const others = links.filter((one) => one !== link && !one.removed).map(({ marks }) => concernOf(marks))
  const standing = link.marks.at(-1)
  return {
    child,
    link: { childId: link.childId, removed: link.removed, standing, standingId: standing?.id ?? null },
    bars: contactBars(rowOf(child), others),
  }
}

export async function saveMark(tx: Tx, { id, linkId, childId, standing }: FamilyMark): Promise<void> {
  await tx.createOnce(id, 'family-mark')
  await tx.db
    .insertInto('children.family_mark')
    .values({
      child_id: childId,
      id,
      link_id: linkId,
      sealed_standing: await tx.vault.seal(childId, markPlace(childId, id), JSON.stringify(standing)),
      at: tx.now,
    })
    .execute()
}

/** What is known of a child's family for the other rooms: whom they must not ask or tell, and whether anyone may be called. */
export interface FamilyStanding {
  /** Somebody of the family may be part of what happens to the child. */
  readonly underConcern: boolean
  /** Why there may be no contact with the family and no tracing yet. Empty: it was cleared. */
  readonly bars: readonly ContactBar[]
}

/** Of a child whom nobody registered, or whom this person may not see, nothing is known, so nothing is cleared. */
export async function familyStandingOf(tx: Tx, childId: string | undefined): Promise<FamilyStanding> {
  const child = childId === undefined ? undefined : await loadStanding(tx, childId)
  if (!child) return { underConcern: false, bars: ['not-registered'] }
  const links = (await readLinks(tx, child)).filter(({ removed }) => !removed)
  const family = links.map(({ marks }) => concernOf(marks))
  return { underConcern: family.includes('may-be-part'), bars: contactBars(rowOf(child), family) }
}

function rowOf(child: ChildState) {
  return toChildRow(fold(allChanges(child)))
}

function concernOf(marks: readonly Mark[]): FamilyConcern {
  return (marks.at(-1) ?? unmarked).concern
}

async function readLinks(
  tx: Tx,
  child: ChildState,
): Promise<{ id: string; childId: string; removed: boolean; marks: readonly Mark[] }[]> {
  const records = recordsOf(child)
  const rows = await tx.db
    .selectFrom('children.family_link')
    .select(['id', 'child_id', 'removed_at'])
    .where('child_id', 'in', records)
    .execute()
  const marks = await readStandings(tx, records)
  return rows.map(({ id, child_id, removed_at }) => ({
    id,
    childId: child_id,
    removed: removed_at !== null,
    marks: marks.get(`${child_id} ${id}`) ?? [],
  }))
}

function markPlace(childId: string, markId: string): string {
  return `children.family.mark:${childId}:${markId}`
}
