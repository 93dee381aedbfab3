import type { Tx } from '#kernel/tx'
import { loadStanding } from '#path/children'
import { loadConcern } from '#path/signals'
import { findPlaceLine } from '#places'
import type { JusticeContact } from '../model.ts'
import type { ContactChange, ContactSubject } from '../report-contact.ts'
import { getProfile } from './country-rules.ts'
import * as sealed from './sealed.ts'

/** The concern or the child at which a person reports a contact, if they may see it. */
export async function loadSubject(
  tx: Tx,
  { concernId, childId }: { concernId?: string | undefined; childId?: string | undefined },
): Promise<(ContactSubject & { scopes: number[] }) | undefined> {
  if (childId) {
    const child = await loadStanding(tx, childId)
    return (
      child && { kind: 'child', id: child.id, childId: child.id, profile: getProfile(tx), scopes: [...child.scopes] }
    )
  }
  const concern = concernId ? await loadConcern(tx, concernId) : undefined
  if (!concern) return undefined
  // With several children nobody guesses whose contact it is.
  const linked = [...new Set(concern.persons.map((person) => person.childId))]
  const only = linked.length === 1 ? linked[0]! : null
  const profile = getProfile(tx, (await findPlaceLine(tx.db, concern.placeCode ?? undefined)).at(-1))
  return { kind: 'concern', id: concern.id, childId: only, profile, scopes: concern.scopes }
}

/** A contact as somebody reported it at a concern or a child. The node brings it to the case. */
export function saveContact(tx: Tx, { rootId, contact }: ContactChange): Promise<void> {
  return keepContact(tx, rootId, rootId, contact)
}

export async function keepContact(tx: Tx, rootId: string, keyId: string, contact: JusticeContact): Promise<void> {
  tx.write(
    tx.db
      .insertInto('case_management.justice_contact')
      .values({
        root_id: rootId,
        id: contact.id,
        kind: contact.kind,
        nexus: contact.nexus,
        happened_at: contact.happenedAt ?? null,
        day_only: contact.dayOnly ?? false,
        at: contact.at,
        author: contact.by,
        sealed_note: await sealed.contactNote.sealIfAny(tx, keyId, contact.id, contact.note),
      })
      .onConflict((conflict) => conflict.columns(['root_id', 'id']).doNothing()),
  )
}

/** The contacts of one record, oldest first. */
export async function readContacts(tx: Tx, rootId: string, keyId: string): Promise<JusticeContact[]> {
  const rows = await tx.db
    .selectFrom('case_management.justice_contact')
    .selectAll()
    .where('root_id', '=', rootId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return Promise.all(
    rows.map(async (row): Promise<JusticeContact> => {
      const note = await sealed.contactNote.open(tx, keyId, row.id, row.sealed_note)
      return {
        id: row.id,
        kind: row.kind as JusticeContact['kind'],
        nexus: row.nexus as JusticeContact['nexus'],
        ...(row.happened_at && { happenedAt: row.happened_at.toISOString() }),
        ...(row.day_only && { dayOnly: true as const }),
        at: row.at.toISOString(),
        by: row.author,
        ...(note && { note }),
      }
    }),
  )
}
