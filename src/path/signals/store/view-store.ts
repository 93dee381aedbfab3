import type { Tx } from '#kernel/tx'
import { referenceOf } from '#kernel/ids'
import { findStaffed } from '#kernel/sign-in/attendance'
import { findProfile, readClocks, viewClock } from '#standards'
import { type FollowedState, followedState } from '../followed-state.ts'
import { concernView, type ConcernView } from '../view.ts'
import * as sealed from './sealed.ts'

/** The unsealed concern for a person with access. Internal notes are only for the desk. */
export async function readConcern(tx: Tx, id: string, side: 'desk' | 'reporter'): Promise<ConcernView | undefined> {
  const row = await tx.open('signals.signal', id)
  if (!row) return undefined
  // Read the key first, so that it is there when the sealed rows arrive.
  const [, persons, messages, steps, deadlines] = await Promise.all([
    tx.vault.prepare(id),
    tx.db.selectFrom('signals.person').selectAll().where('signal_id', '=', id).orderBy('number').execute(),
    tx.db.selectFrom('signals.message').selectAll().where('signal_id', '=', id).orderBy('at').orderBy('id').execute(),
    tx.db.selectFrom('signals.step').selectAll().where('signal_id', '=', id).orderBy('at').orderBy('id').execute(),
    tx.deadlines.of(id),
  ])
  const profile = findProfile(tx.country)
  const open = row.status === 'waiting' || row.status === 'taken' || row.addition_waits
  return {
    id,
    version: row.version,
    side,
    reference: referenceOf(tx.prefix, id),
    status: row.status as ConcernView['status'],
    channel: row.channel as ConcernView['channel'],
    raiserKeptAway: side === 'desk' && row.raised_by !== null && (await tx.bars.isBarred(row.raised_by)),
    danger: row.danger as ConcernView['danger'],
    words: await sealed.words.open(tx, id, id, row.sealed_words),
    placeCode: row.place_code,
    placeText: (await sealed.place.open(tx, id, id, row.sealed_place)) ?? null,
    happened: concernView.shape.happened.parse(row.happened),
    howKnown: row.how_known as ConcernView['howKnown'],
    language: row.language,
    raisedAt: row.raised_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    replyWanted: row.reply_wanted,
    reply: side === 'desk' ? ((await sealed.reply.open(tx, id, id, row.sealed_reply)) ?? null) : null,
    replyShared: row.reply_shared,
    suspect: side === 'desk' ? ((await sealed.suspect.open(tx, id, id, row.sealed_suspect)) ?? null) : null,
    nearChild: row.near_child as ConcernView['nearChild'],
    safeContact:
      side === 'desk' ? ((await sealed.safeContact.open(tx, id, id, row.sealed_safe_contact)) ?? null) : null,
    takenBy: side === 'desk' ? row.taken_by : null,
    takenByName: side === 'desk' ? ((await tx.people([row.taken_by])).get(row.taken_by ?? '') ?? null) : null,
    sentBy:
      side === 'desk' && row.raised_by_agency
        ? ((await tx.agencies([row.raised_by_agency])).get(row.raised_by_agency) ?? null)
        : null,
    additionWaits: row.addition_waits,
    replyWaits: row.reply_waits && row.raised_by === tx.actor.id,
    mergedInto: side === 'desk' ? row.merged_into : null,
    closeReason: side === 'desk' || row.raised_by !== null ? row.close_reason : null,
    deskAgencyId: row.desk_agency,
    unattended: open && !(await findStaffed(tx.db, 'triage', [row.desk_agency], row.barred)).has(row.desk_agency),
    persons: await Promise.all(
      persons.map(async (person) => ({
        number: person.number,
        name: (await sealed.personName.open(tx, id, `${id}:${person.number}`, person.sealed_name)) ?? null,
        age: concernView.shape.persons.element.shape.age.parse(person.age),
        sex: person.sex,
        language: person.language,
        childId: side === 'desk' ? person.child_id : null,
      })),
    ),
    messages: await Promise.all(
      messages
        .filter((message) => side === 'desk' || (message.side !== 'note' && message.side !== 'joined'))
        .map(async (message) => ({
          id: message.id,
          side: message.side as ConcernView['messages'][number]['side'],
          at: message.at.toISOString(),
          text: await sealed.message.open(tx, id, message.id, message.sealed_text),
          told: (await sealed.told.open(tx, id, message.id, message.sealed_told)) ?? null,
        })),
    ),
    steps: steps
      .filter((step) => side === 'desk' || !step.for_desk)
      .map((step) => ({
        kind: step.kind,
        at: step.at.toISOString(),
        subject: step.subject_kind ? { kind: step.subject_kind, id: side === 'desk' ? step.subject_id : null } : null,
      })),
    clocks: readClocks(profile, deadlines)
      // What the desk owes after it has taken the concern is not a promise to the person who raised it.
      .filter(({ level, until }) => level === 0 && (side === 'desk' || until === 'concern-triaged'))
      .map((clock) => viewClock(clock, profile)),
  }
}

/** What the system that sent a concern may know of it. Nothing sealed is opened. */
export interface FollowedConcern {
  id: string
  scopes: readonly number[]
  replyWanted: boolean
  reference: string
  receivedAt: Date
  state: FollowedState
}

export async function findFollowed(tx: Tx, id: string): Promise<FollowedConcern | undefined> {
  const row = await tx.open('signals.signal', id)
  if (!row) return undefined
  const steps = await tx.db.selectFrom('signals.step').select('kind').where('signal_id', '=', id).execute()
  return {
    id,
    scopes: row.scopes,
    replyWanted: row.reply_wanted,
    reference: referenceOf(tx.prefix, id),
    receivedAt: row.received_at,
    state: followedState({ status: row.status as ConcernView['status'], steps }),
  }
}
