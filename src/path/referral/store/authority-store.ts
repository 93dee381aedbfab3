import type { Database } from '#kernel/db/database'
import type { Authority } from '../model.ts'

/** The authorities of the node, or of one country. */
export async function readAuthorities(db: Database, country?: string): Promise<Authority[]> {
  const query = db.selectFrom('referral.authority').selectAll().orderBy('agency_code').orderBy('id')
  const rows = await (country ? query.where('country', '=', country) : query).execute()
  return rows.map(toAuthority)
}

export async function findAuthority(db: Database, id: string | undefined): Promise<Authority | undefined> {
  if (id === undefined) return undefined
  const row = await db.selectFrom('referral.authority').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toAuthority(row)
}

/** The code of an agency by its id; undefined if there is none. */
export async function findAgencyCode(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('kernel.agency').select('code').where('id', '=', id).executeTakeFirst())?.code
}

/** Adds an authority, or replaces its mandates, hours and contact. */
export async function storeAuthority(db: Database, authority: Authority, now: Date): Promise<void> {
  const { id, agencyId, agencyCode, name, kind, country, mandates, onCall, contact, active } = authority
  const fields = {
    agency_id: agencyId,
    agency_code: agencyCode,
    name: JSON.stringify(name),
    kind,
    country,
    mandates: JSON.stringify(mandates),
    on_call: JSON.stringify(onCall),
    contact: JSON.stringify(contact),
    active,
    changed_at: now,
  }
  await db
    .insertInto('referral.authority')
    .values({ id, ...fields })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute()
}

interface AuthorityRow {
  id: string
  agency_id: string
  agency_code: string
  name: unknown
  kind: string
  country: string
  mandates: unknown
  on_call: unknown
  contact: unknown
  active: boolean
}

function toAuthority(row: AuthorityRow): Authority {
  return {
    id: row.id,
    agencyId: row.agency_id,
    agencyCode: row.agency_code,
    name: row.name as Authority['name'],
    kind: row.kind as Authority['kind'],
    country: row.country,
    mandates: row.mandates as Authority['mandates'],
    onCall: row.on_call as Authority['onCall'],
    contact: row.contact as Authority['contact'],
    active: row.active,
  }
}
