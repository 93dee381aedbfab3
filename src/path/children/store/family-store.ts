import type { Tx } from '#kernel/tx'
import type { Relation } from '../codes.ts'
import type { FamilyLink, FamilyState } from '../link-family.ts'
import type { LinkInput } from '../model.ts'
import { firstName, loadChild, unsealRows } from './child-store.ts'

export async function loadFamily(tx: Tx, { id, relative }: LinkInput): Promise<FamilyState | undefined> {
  const child = await loadChild(tx, id, { lock: true })
  if (!child) return undefined
  if (!('childId' in relative)) return { child, relative: undefined, linked: false }
  const other = await loadChild(tx, relative.childId)
  const link = await tx.db
    .selectFrom('children.family_link')
    .select('id')
    .where('child_id', '=', id)
    .where('relative_id', '=', relative.childId)
    .executeTakeFirst()
  return { child, relative: other, linked: link !== undefined }
}

export async function saveLink(tx: Tx, { linkId, childId, relation, relativeId, person }: FamilyLink): Promise<void> {
  await tx.db
    .insertInto('children.family_link')
    .values({
      child_id: childId,
      id: linkId,
      relation,
      relative_id: relativeId,
      sealed_person: person
        ? await tx.vault.seal(childId, `children.family:${childId}:${linkId}`, JSON.stringify(person))
        : null,
      by_actor: tx.actor.id,
      at: tx.now,
    })
    .execute()
}

export interface Relative {
  linkId: string
  relation: Relation
  /** The relative's record, only if the reader has access. */
  childId: string | null
  name: string | null
  phone: string | null
  contact: 'yes' | 'no' | 'unknown'
  note: string | null
  /** A registered child without access for the reader, who learns only the relation. */
  hidden: boolean
}

/** The relatives of a child that this reader may know. The children in `childIds` must be open. */
export async function readFamily(tx: Tx, childIds: readonly string[]): Promise<Relative[]> {
  const rows = await tx.db
    .selectFrom('children.family_link')
    .selectAll()
    .where('child_id', 'in', [...childIds])
    .orderBy('at')
    .execute()
  const relatives: Relative[] = []
  for (const row of rows) {
    const base = {
      linkId: row.id,
      relation: row.relation as Relation,
      childId: null,
      name: null,
      phone: null,
      contact: 'unknown' as const,
      note: null,
      hidden: false,
    }
    if (row.sealed_person) {
      const person = JSON.parse(
        await tx.vault.unseal(row.child_id, `children.family:${row.child_id}:${row.id}`, row.sealed_person),
      ) as NonNullable<FamilyLink['person']>
      relatives.push({
        ...base,
        name: person.name ?? null,
        phone: person.phone ?? null,
        contact: person.contact,
        note: person.note ?? null,
      })
      continue
    }
    const child = await tx.open('children.child', row.relative_id!)
    const [known] = child ? await unsealRows(tx, [child]) : []
    relatives.push(
      child && known ? { ...base, childId: child.id, name: firstName(known) ?? null } : { ...base, hidden: true },
    )
  }
  return relatives
}
