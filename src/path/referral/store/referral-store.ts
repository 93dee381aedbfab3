import type { RootRow } from '#kernel/db/transaction'
import { Refused, refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { loadConcern } from '#path/signals'
import { findProfile, readClocks, type JurisdictionProfile } from '#standards'
import type { Referral } from '../model.ts'
import type { ReferralContext } from '../referral-context.ts'
import { agesSince } from './child-facts.ts'
import * as sealed from './sealed.ts'
import { findAuthority, readReachable } from './authority-store.ts'
import { readConsents } from './consent-store.ts'
import { withoutAbsent } from './without-absent.ts'

type Row = RootRow<'referral.referral'>

/** A referral with the state for decisions, and its scopes. */
export interface LoadedReferral extends ReferralContext {
  scopes: number[]
}

/** The rules of the country, or of this node if that country is unknown here. Refused without any rules. */
export function getProfile(tx: Tx, country?: string): JurisdictionProfile {
  const profile = (country && findProfile(country)) || findProfile(tx.country)
  if (!profile) throw new Refused(refuse('country-rules-missing', { status: 503 }))
  return profile
}

/** Reads a referral under row-level security; undefined if it is absent or hidden. */
export async function loadReferral(
  tx: Tx,
  id: string,
  options: {
    lock?: boolean
    nextAuthorityId?: string | undefined
    authorityId?: string | undefined
    /** Also reads which authorities can take it. */
    chooses?: boolean
  } = {},
): Promise<LoadedReferral | undefined> {
  const { lock = false } = options
  const row = await tx.open('referral.referral', id, { lock })
  if (!row) return undefined
  const profile = getProfile(tx, row.country)
  if (lock) keepRow(tx, row)
  const [referral, lead, authority, nextAuthority, choice] = await Promise.all([
    toReferral(tx, row, profile),
    row.lead_id ? loadLead(tx, row.lead_id) : undefined,
    findAuthority(tx.db, options.authorityId ?? row.authority_id ?? undefined),
    findAuthority(tx.db, options.nextAuthorityId),
    options.chooses ? readReachable(tx, row.country) : undefined,
    lock ? tx.scopes.prepare([row.sender_agency, row.authority_agency]) : undefined,
  ])
  const reachable = choice?.reachable
  // What is said about the age while a referral is written still decides whose consent it needs.
  const current =
    referral.state === 'draft' ? withoutAbsent<Referral>({ ...referral, ...(await agesSince(tx, referral)) }) : referral
  return { referral: current, profile, scopes: row.scopes, lead: lead?.referral, authority, nextAuthority, reachable }
}

/** A referral to be withdrawn, with what the sender may know of the danger. */
export async function loadWithdrawing(tx: Tx, { id }: { id: string }): Promise<LoadedReferral | undefined> {
  const loaded = await loadReferral(tx, id, { lock: true })
  const concernId = loaded?.referral.concernId
  return loaded && { ...loaded, grave: concernId ? (await loadConcern(tx, concernId))?.grave : undefined }
}

/** The referral to child protection. After a decline it is the one that followed. */
async function loadLead(tx: Tx, id: string): Promise<LoadedReferral | undefined> {
  const lead = await loadReferral(tx, id)
  if (lead?.referral.state !== 'declined') return lead
  const next = await tx.db.selectFrom('referral.referral').select('id').where('previous_id', '=', id).executeTakeFirst()
  return next ? loadLead(tx, next.id) : lead
}

const rows = new WeakMap<Tx, Map<string, Row>>()

function keepRow(tx: Tx, row: Row): void {
  rows.set(tx, (rows.get(tx) ?? new Map<string, Row>()).set(row.id, row))
}

/** The stored row, to write it again. A row that this transaction has read and locked is not read twice. */
export async function findRow(tx: Tx, id: string): Promise<Row | undefined> {
  const kept = rows.get(tx)?.get(id)
  // Remove it here: the next change of the same decision may write the row again.
  rows.get(tx)?.delete(id)
  return kept ?? (await tx.db.selectFrom('referral.referral').selectAll().where('id', '=', id).executeTakeFirst())
}

async function toReferral(tx: Tx, row: Row, profile: JurisdictionProfile): Promise<Referral> {
  const { id } = row
  // Read the key first, so that it is there when the sealed rows arrive.
  const [, consents, deadlines] = await Promise.all([
    tx.vault.prepare(row.key_id),
    readConsents(tx, row.id, row.key_id),
    tx.deadlines.of(id),
  ])
  const [note, outcomeNote] = [
    await sealed.note.open(tx, row.key_id, id, row.sealed_note),
    await sealed.outcomeNote.open(tx, row.key_id, id, row.sealed_outcome_note),
  ]
  return withoutAbsent<Referral>({
    id,
    version: row.version,
    chainId: row.chain_id,
    previousId: row.previous_id,
    leadId: row.lead_id,
    state: row.state as Referral['state'],
    childId: row.child_id,
    concernId: row.signal_id,
    risk: row.risk as Referral['risk'],
    country: row.country,
    places: row.places,
    age: row.age as Referral['age'],
    ageAtActs: row.age_at_acts as Referral['ageAtActs'],
    concerns: row.concerns,
    caregiver: row.caregiver as Referral['caregiver'],
    requests: row.requests as Referral['requests'],
    share: row.share as Referral['share'],
    purpose: row.purpose as Referral['purpose'],
    sharedUnder: row.shared_under as Referral['sharedUnder'],
    whyTold: await sealed.whyTold.open(tx, row.key_id, id, row.sealed_why_told),
    telling: await readTelling(tx, row),
    senderAgencyId: row.sender_agency,
    senderId: row.sender_id,
    authorityId: row.authority_id,
    authorityAgencyId: row.authority_agency,
    parked: row.parked as Referral['parked'],
    prepared: row.prepared as Referral['prepared'],
    decided: row.decided as Referral['decided'],
    keptBy: row.kept_by,
    declinedBy: row.declined_by,
    eventAt: row.event_at.toISOString(),
    draftedAt: row.drafted_at.toISOString(),
    sentAt: row.sent_at?.toISOString(),
    receivedAt: row.received_at?.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString(),
    acceptedAt: row.accepted_at?.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    handedOverAt: row.handed_over_at?.toISOString(),
    declineReason: row.decline_reason as Referral['declineReason'],
    withdrawReason: row.withdraw_reason as Referral['withdrawReason'],
    outcome: row.outcome as Referral['outcome'],
    escalatedTo: row.escalated_to as Referral['escalatedTo'],
    note,
    outcomeNote,
    consents,
    clocks: readClocks(profile, deadlines),
  })
}

/** What became of telling the child. */
async function readTelling(tx: Tx, row: Row): Promise<Referral['telling']> {
  if (row.told === null || row.told_by === null || row.told_at === null) return undefined
  const words = await sealed.telling.open(tx, row.key_id, row.id, row.sealed_telling)
  const told = row.told as NonNullable<Referral['telling']>['told']
  return { told, by: row.told_by, at: row.told_at.toISOString(), ...(words && { words }) }
}
