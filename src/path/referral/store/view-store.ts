import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { onMeeting, searchOfChild } from '#path/children'
import { viewClock, type RunningClock } from '#standards'
import { concernKind } from '../codes.ts'
import { consentFor, needsOf } from '../consent.ts'
import type { Referral } from '../model.ts'
import { movesOf } from '../referral-states.ts'
import { readingSidesOf, sidesOf } from '../referral-context.ts'
import type { ReferralView } from '../view.ts'
import { readsWhyProtection } from '../why-protection.ts'
import { findRecipients, stepsAboutConsent, viewDuty, viewWord } from './consent-view.ts'
import * as sealed from './sealed.ts'
import type { LoadedReferral } from './referral-store.ts'

/**
 * The view of a referral. The sender does not see the authority's internal notes, and the authority not the sender's
 * reasons.
 */
export async function readReferral(tx: Tx, loaded: LoadedReferral): Promise<ReferralView> {
  const { referral, profile, authority } = loaded
  const sides = sidesOf(tx.actor, referral)
  const reading = readingSidesOf(tx.actor, referral)
  const own = sides.includes('sender') || sides.includes('coordinator')
  const messages = await tx.db
    .selectFrom('referral.message')
    .selectAll()
    .where('referral_id', '=', referral.id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const row = await tx.db
    .selectFrom('referral.referral')
    .select(['key_id', 'sealed_shared'])
    .where('id', '=', referral.id)
    .executeTakeFirstOrThrow()
  const texts = await sealed.message.openAll(
    tx,
    row.key_id,
    messages.map(({ id, sealed_text }) => ({ id, sealed: sealed_text })),
  )
  const facts = (await sealed.shared.open(tx, row.key_id, referral.id, row.sealed_shared)) ?? []
  const people = await tx.people([
    referral.senderId,
    ...referral.consents.flatMap(({ decidedBy, recordedBy, second, answer }) => [
      decidedBy ?? recordedBy,
      ...[second?.by, answer?.by].filter((by) => by !== undefined),
    ]),
    ...messages.map(({ author_id }) => author_id),
  ])
  const agencies = await tx.agencies([
    referral.senderAgencyId,
    referral.keptBy,
    ...messages.map(({ agency_id }) => agency_id),
  ])
  const agreed = authority
    ? consentFor(referral, profile, authority, tx.now.toISOString())
    : { enough: false as const, gaps: ['nobody-asked' as const] }
  return {
    id: referral.id,
    version: referral.version,
    reference: referenceOf(tx.prefix, referral.id),
    state: referral.state,
    risk: referral.risk,
    sides,
    moves: movesOf(referral.state, sides).filter((move) => !(referral.prepared && move === 'send')),
    prepared: referral.state === 'draft' ? (referral.prepared ?? null) : null,
    ...whyProtection(referral, own || readsWhyProtection(referral, authority?.kind)),
    childId: own ? (referral.childId ?? null) : null,
    concernId: own ? (referral.concernId ?? null) : null,
    missing: (await searchOfChild(tx, referral)) ?? null,
    requests: referral.requests,
    share: referral.share,
    purpose: referral.purpose,
    sharedUnder: referral.sharedUnder ?? null,
    whyTold: own ? (referral.whyTold ?? null) : null,
    telling: own ? (referral.telling ?? null) : null,
    recipients: own ? await findRecipients(tx, referral) : [],
    facts,
    meeting: onMeeting(facts),
    note: referral.note ?? null,
    caregiver: referral.caregiver,
    parked: own ? (referral.parked ?? null) : null,
    escalatedTo: referral.escalatedTo,
    alongside: referral.leadId !== undefined,
    leadId: own ? (referral.leadId ?? null) : null,
    sender: {
      name: agencies.get(referral.senderAgencyId ?? '') ?? null,
      person: people.get(referral.senderId) ?? null,
    },
    authority: authority
      ? { id: authority.id, name: authority.name, kind: authority.kind, contact: authority.contact }
      : null,
    consents: referral.consents.map((word) => viewWord(tx.actor, referral, sides, people, word)),
    consent: {
      enough: agreed.enough,
      gaps: agreed.enough ? [] : agreed.gaps,
      ...needsOf(referral.age, profile, authority?.kind),
      duty: viewDuty(loaded),
    },
    aboutConsent: stepsAboutConsent(referral, sides),
    clocks: inOrder(referral.clocks).map((clock) => viewClock(clock, profile)),
    messages: messages.map((message, index) => ({
      id: message.id,
      side: message.side,
      person: people.get(message.author_id) ?? null,
      agency: agencies.get(message.agency_id ?? '') ?? null,
      mine: message.author_id === tx.actor.id,
      at: message.at.toISOString(),
      text: texts[index] ?? '',
      unseen: reading.some((side) => message.unseen_by.includes(side)),
    })),
    times: timesOf(referral),
    keptBy: hasBeenTaken(referral) ? null : (agencies.get(referral.keptBy ?? '') ?? null),
    declineReason: referral.declineReason ?? null,
    withdrawReason: own ? (referral.withdrawReason ?? null) : null,
    outcome: referral.outcome ?? null,
    outcomeNote: referral.outcomeNote ?? null,
    previousId: referral.previousId ?? null,
  }
}

function whyProtection(referral: Referral, mayRead: boolean): Pick<ReferralView, 'concerns' | 'decided'> {
  if (!mayRead) return { concerns: [], decided: null }
  return {
    concerns: concernKind.values.filter((kind) => referral.concerns.includes(kind)),
    decided: referral.decided ?? null,
  }
}

function hasBeenTaken({ state }: Referral): boolean {
  return state === 'accepted' || state === 'completed'
}

const order = ['referral-sent', 'referral-acknowledged', 'referral-accepted']

/** The deadlines of the duties, in the order people meet them. */
function inOrder(clocks: readonly RunningClock[]): RunningClock[] {
  return clocks.filter(({ level }) => level === 0).sort((a, b) => order.indexOf(a.until) - order.indexOf(b.until))
}

function timesOf(referral: Referral): Record<string, string> {
  const { eventAt, draftedAt, sentAt, receivedAt, acknowledgedAt, acceptedAt, endedAt, handedOverAt } = referral
  return Object.fromEntries(
    Object.entries({
      eventAt,
      draftedAt,
      sentAt,
      receivedAt,
      acknowledgedAt,
      acceptedAt,
      endedAt,
      handedOverAt,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
