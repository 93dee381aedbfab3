import type { Database } from '#kernel/db/database'
import { findStaffed } from '#kernel/sign-in/attendance'
import type { Tx } from '#kernel/tx'
import { isMandateKind } from '../codes.ts'
import type { Authority, Mandate } from '../model.ts'
import type { ListedAuthority } from '../view.ts'

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

/**
 * The authorities that can take a referral now (active, with people at their desk), and the active ones that cannot.
 * Neither names an authority that is barred from what this transaction is about.
 */
export async function readReachable(
  tx: Tx,
  country: string,
): Promise<{ reachable: Authority[]; unattended: Authority[] }> {
  const all = (await readAuthorities(tx.db, country)).filter((authority) => authority.active)
  const open = await tx.bars.agencies(all.map(({ agencyId }) => agencyId))
  const active = all.filter(({ agencyId }) => open.has(agencyId))
  const staffed = await findStaffed(tx.db, 'authority', [...open], tx.bars.barred)
  return {
    reachable: active.filter(({ agencyId }) => staffed.has(agencyId)),
    unattended: active.filter(({ agencyId }) => !staffed.has(agencyId)),
  }
}

/** All authorities: whether somebody works at the desk of each at present, and what in its mandates nobody declared. */
export async function listAuthorities(db: Database): Promise<ListedAuthority[]> {
  const rows = await db.selectFrom('referral.authority').selectAll().orderBy('agency_code').orderBy('id').execute()
  const staffed = await findStaffed(
    db,
    'authority',
    rows.map(({ agency_id }) => agency_id),
  )
  return rows.map((row) => ({
    ...toAuthority(row),
    attended: staffed.has(row.agency_id),
    unknownConcerns: unknownConcernsOf(row),
  }))
}

/** Whether an agency has authorities in the register, and none of them is active any more. */
export async function hasClosed(db: Database, agencyId: string): Promise<boolean> {
  const rows = await db.selectFrom('referral.authority').select('active').where('agency_id', '=', agencyId).execute()
  return rows.length > 0 && rows.every(({ active }) => !active)
}

/** The agencies of authorities that were closed since the last look. The look is remembered. */
export async function noteClosed(db: Database): Promise<string[]> {
  await db
    .updateTable('referral.authority')
    .set({ closing_seen: false })
    .where('active', '=', true)
    .where('closing_seen', '=', true)
    .execute()
  const rows = await db
    .updateTable('referral.authority')
    .set({ closing_seen: true })
    .where('active', '=', false)
    .where('closing_seen', '=', false)
    .returning('agency_id')
    .execute()
  return rows.map(({ agency_id }) => agency_id)
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
    mandates: mandatesOf(row).map(({ concerns, ...mandate }) => ({
      ...mandate,
      concerns: concerns === 'any' ? concerns : concerns.filter(isMandateKind),
    })),
    onCall: row.on_call as Authority['onCall'],
    contact: row.contact as Authority['contact'],
    active: row.active,
  }
}

/** Mandates as they were written, perhaps before only the declared kinds of concern were taken. */
type WrittenMandate = Omit<Mandate, 'concerns'> & { concerns: 'any' | string[] }

function mandatesOf({ mandates }: Pick<AuthorityRow, 'mandates'>): WrittenMandate[] {
  return mandates as WrittenMandate[]
}

/** Kinds in a mandate that nobody declared. They wait for an administrator; nobody is sent there because of them. */
function unknownConcernsOf(row: AuthorityRow): string[] {
  const written = mandatesOf(row).flatMap(({ concerns }) => (concerns === 'any' ? [] : concerns))
  return [...new Set(written.filter((kind) => !isMandateKind(kind)))]
}
