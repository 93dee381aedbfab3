import { sql } from 'kysely'
import type { Tx } from '#kernel/tx'
import { isOpen } from '#standards'
import { isOfTheWay } from '../clocks.ts'
import type { ReadingSide } from '../codes.ts'
import type { Referral, SharedFact } from '../model.ts'
import type { ReferralChange } from '../referral-context.ts'
import * as sealed from './sealed.ts'
import { keepConsent, withdrawalStateOf } from './consent-store.ts'
import { standInsOf } from './duty.ts'
import { listReferral } from './lists.ts'
import { findRow } from './referral-store.ts'
import { scopesOf } from './scopes.ts'
import { gatherFacts, tellFirst } from './shared-facts.ts'

/** Writes one change. The deadlines and the lists follow the referral in the same transaction. */
export async function saveReferral(tx: Tx, change: ReferralChange): Promise<void> {
  switch (change.change) {
    case 'keep-referral':
      return keepReferral(tx, change.referral)
    case 'keep-message': {
      const { referral, message } = change
      const { key_id } = (await findRow(tx, referral.id))!
      // Who answers has read.
      if (message.side !== 'coordinator') markSeen(tx, referral.id, [message.side])
      tx.write(
        tx.db.insertInto('referral.message').values({
          referral_id: referral.id,
          id: message.id,
          side: message.side,
          author_id: message.authorId,
          agency_id: message.agencyId ?? null,
          at: message.at,
          sealed_text: await sealed.message.seal(tx, key_id, message.id, message.text),
          unseen_by: message.unseenBy,
        }),
      )
      return relistReferral(tx, referral)
    }
    case 'see-messages':
      markSeen(tx, change.referral.id, change.by, change.messageIds)
      return relistReferral(tx, change.referral)
  }
}

/** These messages of a referral, or all, no longer wait before these sides. */
function markSeen(tx: Tx, referralId: string, by: readonly ReadingSide[], messageIds?: readonly string[]): void {
  const all = tx.db
    .updateTable('referral.message')
    .set({ unseen_by: sql`array(select unnest(unseen_by) except select unnest(${by}::text[]))` })
    .where('referral_id', '=', referralId)
  tx.write(messageIds ? all.where('id', '=', sql<string>`any (${messageIds}::uuid[])`) : all)
}

async function relistReferral(tx: Tx, referral: Referral): Promise<void> {
  const { key_id, sealed_shared } = (await findRow(tx, referral.id))!
  const facts = (await sealed.shared.open(tx, key_id, referral.id, sealed_shared)) ?? []
  await listReferral(tx, referral, await standInsOf(tx, referral), key_id, facts)
}

async function keepReferral(tx: Tx, referral: Referral): Promise<void> {
  const { id } = referral
  await tx.create(id, 'referral')
  const standIns = await standInsOf(tx, referral)
  const [before, mayRead] = await Promise.all([findRow(tx, id), scopesOf(tx, referral, standIns)])
  const keyId = before?.key_id ?? referral.childId ?? referral.concernId!
  const scopes = [...new Set([...(before?.scopes ?? []), ...mayRead])]
  const facts = tellFirst(referral, await factsOf(tx, referral, keyId, before))
  const fields = {
    scopes,
    version: referral.version,
    chain_id: referral.chainId,
    previous_id: referral.previousId ?? null,
    lead_id: referral.leadId ?? null,
    state: referral.state,
    child_id: referral.childId ?? null,
    signal_id: referral.concernId ?? null,
    risk: referral.risk,
    country: referral.country,
    places: referral.places,
    age: referral.age ? JSON.stringify(referral.age) : null,
    age_at_acts: referral.ageAtActs ? JSON.stringify(referral.ageAtActs) : null,
    concerns: referral.concerns,
    caregiver: referral.caregiver,
    requests: referral.requests,
    share: referral.share,
    sender_agency: referral.senderAgencyId ?? null,
    sender_id: referral.senderId,
    authority_id: referral.authorityId ?? null,
    authority_agency: referral.authorityAgencyId ?? null,
    parked: referral.parked ?? null,
    prepared: referral.prepared ?? null,
    decided: referral.decided ?? null,
    kept_by: referral.keptBy ?? null,
    declined_by: referral.declinedBy,
    ...columnsOfTimes(referral),
    decline_reason: referral.declineReason ?? null,
    withdraw_reason: referral.withdrawReason ?? null,
    outcome: referral.outcome ?? null,
    escalated_to: referral.escalatedTo,
    ...columnsOfConsent(referral),
    ...(await sealedColumns(tx, referral, keyId, facts)),
    key_id: keyId,
  }
  tx.write(
    before
      ? tx.db.updateTable('referral.referral').set(fields).where('id', '=', id)
      : tx.db.insertInto('referral.referral').values({ id, ...fields }),
  )
  await keepConsents(tx, referral, keyId)
  await tx.deadlines.keep({ id, kind: 'referral', scopes }, referral.clocks)
  await listReferral(tx, referral, standIns, keyId, facts)
  await hideWith(tx, referral, before)
}

async function keepConsents(tx: Tx, { id, consents }: Referral, keyId: string): Promise<void> {
  for (const [index, consent] of consents.entries()) await keepConsent(tx, id, keyId, index + 1, consent)
}

/** A draft tells nobody of itself by an event, and is about the child all the same. */
async function hideWith(
  tx: Tx,
  { id, childId, concernId, leadId, previousId }: Referral,
  before: unknown,
): Promise<void> {
  if (before) return
  for (const record of [childId, concernId, leadId, previousId]) if (record) await tx.belongsTo(id, record)
}

function columnsOfTimes(referral: Referral) {
  return {
    event_at: referral.eventAt,
    drafted_at: referral.draftedAt,
    sent_at: referral.sentAt ?? null,
    received_at: referral.receivedAt ?? null,
    acknowledged_at: referral.acknowledgedAt ?? null,
    accepted_at: referral.acceptedAt ?? null,
    ended_at: referral.endedAt ?? null,
    handed_over_at: referral.handedOverAt ?? null,
  }
}

/** What goes to the recipient, under what, and what became of it. The words themselves are rows of their own. */
function columnsOfConsent(referral: Referral) {
  return {
    purpose: referral.purpose,
    shared_under: referral.sharedUnder ? JSON.stringify(referral.sharedUnder) : null,
    withdrawal_state: withdrawalStateOf(referral),
    owes: referral.clocks.some((clock) => isOpen(clock) && !isOfTheWay(clock)),
    told: referral.telling?.told ?? null,
    told_by: referral.telling?.by ?? null,
    told_at: referral.telling?.at ?? null,
  }
}

async function sealedColumns(tx: Tx, referral: Referral, keyId: string, facts: SharedFact[]) {
  const { id } = referral
  return {
    sealed_telling: await sealed.telling.sealIfAny(tx, keyId, id, referral.telling?.words),
    sealed_why_told: await sealed.whyTold.sealIfAny(tx, keyId, id, referral.whyTold),
    sealed_note: await sealed.note.sealIfAny(tx, keyId, id, referral.note),
    sealed_outcome_note: await sealed.outcomeNote.sealIfAny(tx, keyId, id, referral.outcomeNote),
    sealed_shared: await sealed.shared.seal(tx, keyId, id, facts),
  }
}

/**
 * Copies the shared facts when the referral is written, and again when it is sent. After that they never change, except
 * urgency and caregiver, and what a recipient deleted after a withdrawal.
 */
async function factsOf(
  tx: Tx,
  referral: Referral,
  keyId: string,
  before: { state: string; sealed_shared: Buffer | null } | undefined,
): Promise<SharedFact[]> {
  if (!before && referral.previousId) return onlyShared(referral, await factsOfPrevious(tx, referral.previousId, keyId))
  const kept = (await sealed.shared.open(tx, keyId, referral.id, before?.sealed_shared ?? null)) ?? []
  if (before && before.state !== 'draft') return onlyShared(referral, kept)
  const gathered = await gatherFacts(tx, referral)
  return gathered.length > 0 ? gathered : onlyShared(referral, kept)
}

/** The facts of the groups that this recipient gets. */
function onlyShared({ share }: Referral, facts: readonly SharedFact[]): SharedFact[] {
  return facts.filter(({ group }) => share.includes(group))
}

async function factsOfPrevious(tx: Tx, previousId: string, keyId: string): Promise<SharedFact[]> {
  const previous = await tx.open('referral.referral', previousId)
  return (await sealed.shared.open(tx, keyId, previousId, previous?.sealed_shared ?? null)) ?? []
}
