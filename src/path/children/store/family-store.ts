import { sql } from 'kysely'
import { barrableBy } from '#kernel/actor'
import type { Tx } from '#kernel/tx'
import { recordsOf } from '../child-state.ts'
import { ancestors, fromTheOtherSide, type Relation } from '../family-codes.ts'
import { type Standing, unmarked } from '../family-standing.ts'
import type { FamilyLink, FamilyState } from '../link-family.ts'
import type { LinkInput, UnlinkInput } from '../model.ts'
import type { FamilyUnlinked, UnlinkState } from '../unlink-family.ts'
import { firstName, loadChild, loadStanding, unsealRows } from './child-store.ts'
import { readStandings, saveMark } from './family-marks.ts'
import { recordsIgnoringScopes } from './standing-store.ts'

export async function loadFamily(tx: Tx, { id, relation, relative }: LinkInput): Promise<FamilyState | undefined> {
  const child = await loadChild(tx, id, { lock: true })
  if (!child) return undefined
  const other = 'childId' in relative ? await loadStanding(tx, relative.childId) : undefined
  if (!other) return { child, relative: undefined, linked: false, circle: false }
  const [records, others] = [recordsOf(child), recordsOf(other)]
  return {
    child,
    relative: other,
    linked: await areRelated(tx, records, others),
    circle: await closesCircle(tx, relation, records, others),
  }
}

/** Whether someone would become their own ancestor if the others are relatives of this child. */
async function closesCircle(
  tx: Tx,
  relation: Relation,
  records: readonly string[],
  others: readonly string[],
): Promise<boolean> {
  if (ancestors.includes(relation)) return overlap(await recordsAbove(tx, others), records)
  return ancestors.includes(fromTheOtherSide(relation)) && overlap(await recordsAbove(tx, records), others)
}

export function overlap(some: readonly string[], others: readonly string[]): boolean {
  return some.some((id) => others.includes(id))
}

/** Whether any of these records is noted as a relative of any of the others. */
export async function areRelated(tx: Tx, records: readonly string[], others: readonly string[]): Promise<boolean> {
  const link = await tx.db
    .selectFrom('children.family_link')
    .select('id')
    .where('child_id', 'in', [...records])
    .where('relative_id', 'in', [...others])
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return link !== undefined
}

/**
 * The records of parents and grandparents, and theirs. The actor need not have access to them: they learn only whether
 * a child would be their own ancestor.
 */
export async function recordsAbove(tx: Tx, records: readonly string[]): Promise<string[]> {
  const above = new Set<string>()
  let next: readonly string[] = records
  while (next.length > 0) {
    const found: string[] = []
    for (const parent of await parentsOf(tx, next)) found.push(...(await recordsIgnoringScopes(tx, parent)))
    next = found.filter((id) => !above.has(id))
    for (const id of next) above.add(id)
  }
  return [...above]
}

async function parentsOf(tx: Tx, records: readonly string[]): Promise<string[]> {
  const links = await linksOf(tx, records)
  return links.filter(({ relation }) => ancestors.includes(relation as Relation)).map(({ relativeId }) => relativeId)
}

async function linksOf(tx: Tx, records: readonly string[]): Promise<{ relation: string; relativeId: string }[]> {
  if (records.length === 0) return []
  const rows = await tx.openIgnoringScopes(records, () =>
    tx.db
      .selectFrom('children.family_link')
      .select(['relation', 'relative_id'])
      .where('child_id', 'in', [...records])
      .where('removed_at', 'is', null)
      .execute(),
  )
  return rows.flatMap(({ relation, relative_id }) =>
    relative_id === null ? [] : [{ relation, relativeId: relative_id }],
  )
}

export async function saveLink(
  tx: Tx,
  { linkId, childId, relation, relativeId, person, mark }: FamilyLink,
  { child }: FamilyState,
): Promise<void> {
  // Both sides of a link have its id.
  if (childId === child.id) await tx.createOnce(linkId, 'family-link')
  await tx.db
    .insertInto('children.family_link')
    .values({
      child_id: childId,
      id: linkId,
      relation,
      relative_id: relativeId,
      sealed_person: person ? await tx.vault.seal(childId, personPlace(childId, linkId), JSON.stringify(person)) : null,
      by_actor: tx.actor.id,
      at: tx.now,
    })
    .execute()
  if (mark) await saveMark(tx, mark)
}

export async function loadUnlink(tx: Tx, { id, linkId }: UnlinkInput): Promise<UnlinkState | undefined> {
  const child = await loadChild(tx, id, { lock: true })
  if (!child) return undefined
  const link = await tx.db
    .selectFrom('children.family_link')
    .select(['child_id', 'relative_id', 'relation', 'removed_at'])
    .where('child_id', 'in', recordsOf(child))
    .where('id', '=', linkId)
    .executeTakeFirst()
  if (!link) return undefined
  const { child_id: childId, relative_id: relativeId, relation, removed_at } = link
  return { child, link: { childId, relativeId, relation, removed: removed_at !== null } }
}

export async function saveUnlink(tx: Tx, { linkId, childId, relativeId, reason }: FamilyUnlinked): Promise<void> {
  const removed = { removed_by: tx.actor.id, removed_at: tx.now }
  await tx.db
    .updateTable('children.family_link')
    .set({ ...removed, sealed_removal_reason: await tx.vault.seal(childId, removalPlace(childId, linkId), reason) })
    .where('child_id', '=', childId)
    .where('id', '=', linkId)
    .execute()
  if (relativeId === null) return
  await tx.openIgnoringScopes([relativeId], () =>
    tx.db
      .updateTable('children.family_link')
      .set(removed)
      .where('child_id', '=', relativeId)
      .where('relative_id', '=', childId)
      .where('removed_at', 'is', null)
      .execute(),
  )
}

function personPlace(childId: string, linkId: string): string {
  return `children.family:${childId}:${linkId}`
}

function removalPlace(childId: string, linkId: string): string {
  return `children.family.removal:${childId}:${linkId}`
}

export interface Relative {
  linkId: string
  relation: Relation
  /** The relative's record, only if the reader has access; after a merge the standing one. */
  childId: string | null
  name: string | null
  phone: string | null
  note: string | null
  /** What is known of this person now, and since when. */
  standing: Omit<Standing, 'by' | 'at'>
  /** Everything that was written of this person, oldest first. */
  marks: readonly (Standing & { id: string })[]
  /** A registered child without access for the reader, who learns only the relation. */
  hidden: boolean
}

/** A relative who was removed. The reason is null on the record of the relative: it may be about the child. */
export interface FormerRelative extends Relative {
  removedAt: Date
  removedBy: string
  reason: string | null
}

/** The relatives of a child that this reader may know. The children in `childIds` must be open. */
export async function readFamily(
  tx: Tx,
  childIds: readonly string[],
): Promise<{ family: Relative[]; former: FormerRelative[] }> {
  const family: Relative[] = []
  const former: FormerRelative[] = []
  const standings = await readStandings(tx, childIds)
  for (const row of await readLinks(tx, childIds)) {
    const read = row.sealed_person ? await readPerson(tx, row, row.sealed_person) : await readRelative(tx, row)
    if (!read) continue
    const marks = standings.get(`${row.child_id} ${row.id}`) ?? []
    const relative = { ...read, standing: marks.at(-1) ?? read.standing, marks }
    if (!row.removed_at) family.push(relative)
    else
      former.push({
        ...relative,
        removedAt: row.removed_at,
        removedBy: row.removed_by!,
        reason: row.sealed_removal_reason
          ? await tx.vault.unseal(row.child_id, removalPlace(row.child_id, row.id), row.sealed_removal_reason)
          : null,
      })
  }
  return { family, former }
}

function readLinks(tx: Tx, childIds: readonly string[]) {
  return tx.db
    .selectFrom('children.family_link')
    .selectAll()
    .where('child_id', 'in', [...childIds])
    .orderBy('at')
    .execute()
}

type LinkRow = Awaited<ReturnType<typeof readLinks>>[number]

function emptyRelative({ id, relation }: LinkRow): Relative {
  return {
    linkId: id,
    relation: relation as Relation,
    childId: null,
    name: null,
    phone: null,
    note: null,
    standing: { ...unmarked, wish: 'unknown' },
    marks: [],
    hidden: false,
  }
}

async function readPerson(tx: Tx, row: LinkRow, sealed: Buffer): Promise<Relative> {
  const { name, phone, contact, note } = JSON.parse(
    await tx.vault.unseal(row.child_id, personPlace(row.child_id, row.id), sealed),
  ) as NonNullable<FamilyLink['person']>
  const empty = emptyRelative(row)
  return {
    ...empty,
    name: name ?? null,
    phone: phone ?? null,
    note: note ?? null,
    standing: { ...empty.standing, contact: contactAtFirstOf(contact) },
  }
}

/** A yes from before a contact needed a decision says neither who decided nor why, so it is not clear. */
function contactAtFirstOf(contact: 'yes' | 'no' | 'unknown'): 'no' | 'unknown' {
  return contact === 'no' ? 'no' : 'unknown'
}

/** Undefined for whom the relative is kept from: they learn not even that there is one. */
async function readRelative(tx: Tx, row: LinkRow): Promise<Relative | undefined> {
  let child = await tx.open('children.child', row.relative_id!)
  while (child?.merged_into) child = await tx.open('children.child', child.merged_into)
  const [known] = child ? await unsealRows(tx, [child]) : []
  if (!child && (await isKeptFromActor(tx, row.relative_id!))) return undefined
  if (!child || !known) return { ...emptyRelative(row), hidden: true }
  return { ...emptyRelative(row), childId: child.id, name: firstName(known) ?? null }
}

async function isKeptFromActor(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.openIgnoringScopes([id], () =>
    tx.db
      .selectFrom('children.child')
      .select('id')
      .where('id', '=', id)
      .where(sql<boolean>`barred && ${barrableBy(tx.actor)}::int[]`)
      .executeTakeFirst(),
  )
  return row !== undefined
}

/** When something was noted of relatives whom this reader may not know. The children in `childIds` must be open. */
export async function timesOfKept(tx: Tx, childIds: readonly string[]): Promise<ReadonlySet<number>> {
  const times = new Set<number>()
  const standings = await readStandings(tx, childIds)
  for (const row of await readLinks(tx, childIds)) {
    if (row.relative_id === null || !(await isKeptFromActor(tx, row.relative_id))) continue
    const marks = standings.get(`${row.child_id} ${row.id}`) ?? []
    for (const at of [row.at, row.removed_at, ...marks.map((mark) => mark.at)])
      if (at) times.add(new Date(at).getTime())
  }
  return times
}
