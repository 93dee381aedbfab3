import { sql } from 'kysely'
import type { Tx } from '#kernel/tx'
import { canonicalJson, type Json } from '#lib/ledger'
import { nodeScope } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { findStaffed } from '#kernel/sign-in/attendance'
import type { ScopeOwner } from '#kernel/sign-in/scopes'
import { findPlaceLine } from '#places'
import { findProfile, readClocks } from '#standards'
import type { ConcernChange, ConcernState, ConcernStep } from '../concern-state.ts'
import type { ConcernToAddTo } from '../triage.ts'
import * as sealed from './sealed.ts'
import type { ConcernedPerson } from '../model.ts'
import { relistConcern } from './lists.ts'

/**
 * The triage desk of a concern: of its place, of the nearest enclosing place, or of everything else. The first with
 * people; if no desk has any, the first, and the coordinators get the concern. `placeKnown`: a list of places has the
 * code.
 */
export async function findTriageDesk(
  tx: Tx,
  placeCode: string | undefined,
): Promise<{ deskAgencyId: string | undefined; placeKnown: boolean }> {
  const places = await findPlaceLine(tx.db, placeCode)
  const line = [...places, '']
  const rows = await tx.db.selectFrom('signals.triage_desk').selectAll().where('place_code', 'in', line).execute()
  rows.sort((a, b) => line.indexOf(a.place_code) - line.indexOf(b.place_code))
  const staffed = await findStaffed(
    tx.db,
    'triage',
    rows.map(({ agency_id }) => agency_id),
    tx.bars.barred,
  )
  const desk = rows.find(({ agency_id }) => staffed.has(agency_id)) ?? rows[0]
  return { deskAgencyId: desk?.agency_id, placeKnown: places.length > 0 }
}

/**
 * The state of a concern for decisions; undefined if the actor has no access. The tables keep their old names
 * (`signals.signal`, `signal_id`). Only the stores use these; all other code says concern.
 */
export async function loadConcern(
  tx: Tx,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ConcernState | undefined> {
  const row = await tx.open('signals.signal', id, options)
  if (!row) return undefined
  const [persons, referrals, grave, deadlines] = await Promise.all([
    tx.db
      .selectFrom('signals.person')
      .select(['number', 'child_id'])
      .where('signal_id', '=', id)
      .orderBy('number')
      .execute(),
    tx.db
      .selectFrom('signals.step')
      .select(['subject_id', sql<string>`detail->>'refers'`.as('refers'), sql<string>`detail->>'child'`.as('child')])
      .distinctOn('subject_id')
      .where('signal_id', '=', id)
      .where(sql<boolean>`detail ? 'refers'`)
      .orderBy('subject_id')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    tx.db
      .selectFrom('signals.step')
      .select('id')
      .where('signal_id', '=', id)
      .where(sql<boolean>`detail ? 'grave'`)
      .limit(1)
      .execute(),
    tx.deadlines.of(id),
  ])
  return {
    id,
    version: row.version,
    scopes: row.scopes,
    status: row.status as ConcernState['status'],
    channel: row.channel as ConcernState['channel'],
    danger: row.danger as ConcernState['danger'],
    deskAgencyId: row.desk_agency,
    takenBy: row.taken_by,
    raisedBy: row.raised_by,
    raiserKeptAway: row.raised_by !== null && (await tx.bars.isBarred(row.raised_by)),
    mergedInto: row.merged_into,
    additionWaits: row.addition_waits,
    placeCode: row.place_code,
    referred: isReferred(
      persons.length,
      referrals.filter(({ refers }) => refers === 'yes'),
    ),
    referralIds: referrals.flatMap(({ refers, subject_id }) => (refers === 'yes' && subject_id ? [subject_id] : [])),
    grave: grave.length > 0,
    answered: row.answered_at !== null,
    clocks: readClocks(findProfile(tx.country), deadlines),
    escalatedTo: row.escalated_to as ConcernState['escalatedTo'],
    persons: persons.map((person) => ({ number: person.number, childId: person.child_id })),
  }
}

/** A referral that names no child is about all of them; one that names a child is only that child's. */
function isReferred(children: number, referrals: readonly { child: string | null }[]): boolean {
  if (referrals.some(({ child }) => child === null)) return true
  const named = new Set(referrals.map(({ child }) => child)).size
  return named > 0 && named >= children
}

/**
 * A concern to which someone adds, and the one that stands for it, both locked. Where a concern went is not a secret of
 * the one who adds to it, but the other concern may be: so it is opened as the system and nothing of it is shown.
 */
export async function loadToAddTo(tx: Tx, id: string): Promise<ConcernToAddTo | undefined> {
  const concern = await loadConcern(tx, id)
  if (!concern) return undefined
  let standing = concern
  while (standing.mergedInto) standing = await openStanding(tx, standing.mergedInto)
  // In the order of merging, so that the two do not wait for each other.
  const locked = new Map<string, ConcernState>()
  for (const one of [...new Set([id, standing.id])].sort())
    locked.set(one, (await loadConcern(tx, one, { lock: true }))!)
  // Someone merged it while this waited.
  if (locked.get(standing.id)!.mergedInto) return loadToAddTo(tx, id)
  return { ...locked.get(id)!, ...(standing.id !== id && { standing: locked.get(standing.id) }) }
}

async function openStanding(tx: Tx, id: string): Promise<ConcernState> {
  await tx.openIgnoringScopesUntilEnd(id, 'concern')
  return (await loadConcern(tx, id))!
}

export async function loadForChange(tx: Tx, input: { id: string }): Promise<ConcernState | undefined> {
  return loadConcern(tx, input.id, { lock: true })
}

/**
 * Access to a concern: the node, its desk, the supervisors of the desk, and the person who raised it; the coordinators
 * if nobody works at the desk.
 */
export async function scopesOf(
  tx: Tx,
  deskAgencyId: string,
  raisedBy: string | null | undefined,
  raisedByAgency?: string | null,
): Promise<number[]> {
  const owners: ScopeOwner[] = [{ agencyId: deskAgencyId, desk: 'triage' }]
  if (raisedBy) owners.push({ accountId: raisedBy })
  if (raisedByAgency && !raisedBy) owners.push({ agencyId: raisedByAgency, desk: 'intake' })
  const [desk, ...others] = await tx.scopes.of(owners)
  return [nodeScope, desk!, ...others, ...(await tx.scopes.standIns([desk!], deskAgencyId))]
}

/** Writes one change of the concern `target` and increases its version. */
export async function saveChange(tx: Tx, change: ConcernChange, target: ConcernState): Promise<void> {
  const { id } = target
  const update = tx.db.updateTable('signals.signal').where('id', '=', id)
  switch (change.kind) {
    case 'taken':
      tx.write(
        update.set({ status: 'taken', taken_by: change.by, taken_at: tx.now, close_reason: null, closed_at: null }),
      )
      addStep(tx, id, { kind: 'taken' })
      break
    case 'message':
      tx.write(
        tx.db.insertInto('signals.message').values({
          signal_id: id,
          id: change.id,
          side: change.side,
          author: change.author,
          at: tx.now,
          sealed_text: await sealed.message.seal(tx, id, change.id, change.text),
          sealed_told: await sealed.told.sealIfAny(tx, id, change.id, change.told),
        }),
      )
      await addPersons(tx, id, change.children ?? [])
      break
    case 'merged':
      tx.write(update.set({ status: 'merged', merged_into: change.into, closed_at: tx.now }))
      addStep(tx, id, { kind: 'merged', subject: { kind: 'concern', id: change.into } })
      break
    case 'absorbed':
      tx.write(update.set({ danger: change.danger }))
      addStep(tx, id, {
        kind: 'absorbed',
        detail: change.grave ? { grave: 'yes' } : {},
        subject: { kind: 'concern', id: change.other },
        forDesk: true,
      })
      break
    case 'passed-on': {
      const row = await tx.db
        .selectFrom('signals.signal')
        .select(['raised_by', 'raised_by_agency'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const scopes = await scopesOf(tx, change.toAgencyId, row.raised_by, row.raised_by_agency)
      tx.write(
        update.set({ status: 'waiting', taken_by: null, taken_at: null, desk_agency: change.toAgencyId, scopes }),
      )
      addStep(tx, id, { kind: 'passed-on', detail: { to: change.toAgencyId } })
      break
    }
    case 'handed-over':
      if (change.free) tx.write(update.set({ status: 'waiting', taken_by: null, taken_at: null }))
      if (change.left) addStep(tx, id, { kind: 'handed-over' })
      break
    case 'closed':
      tx.write(
        update.set({
          status: 'closed',
          close_reason: change.reason,
          closed_at: tx.now,
          sealed_close_note: await sealed.closeNote.sealIfAny(tx, id, id, change.note),
        }),
      )
      addStep(tx, id, { kind: 'closed', detail: { reason: change.reason } })
      break
    case 'kept':
      if (target.status === 'waiting')
        tx.write(update.set({ status: 'taken', taken_by: tx.actor.id, taken_at: tx.now, answered_at: tx.now }))
      else tx.write(update.set({ answered_at: tx.now }))
      addStep(tx, id, { kind: `kept-${change.reason}` })
      break
    case 'given':
    case 'at-case':
      addStep(tx, id, { kind: change.kind, forDesk: true })
      break
    case 'returned':
      tx.write(
        update.set({
          answered_at: null,
          ...(target.status === 'closed' && {
            status: 'waiting',
            taken_by: null,
            taken_at: null,
            close_reason: null,
            closed_at: null,
          }),
        }),
      )
      addStep(tx, id, { kind: `returned-${change.because}`, forDesk: true })
      break
    case 'child-linked':
      tx.write(
        tx.db
          .updateTable('signals.person')
          .set({
            child_id: change.childId,
            linked_by: tx.actor.kind === 'account' ? tx.actor.id : null,
            linked_at: tx.now,
          })
          .where('signal_id', '=', id)
          .where('number', '=', change.person),
      )
      addStep(tx, id, { kind: 'child-linked', subject: { kind: 'child', id: change.childId }, forDesk: true })
      break
    case 'endangered':
      tx.write(update.set({ danger: change.danger }))
      addStep(tx, id, { kind: 'endangered', detail: { danger: change.danger }, forDesk: true })
      break
    case 'overdue':
      tx.write(update.set({ escalated_to: change.escalatedTo }))
      for (const to of change.reached)
        addStep(tx, id, { kind: to === 'coordinator' ? 'overdue-coordinator' : 'overdue' })
      break
    case 'answered':
      tx.write(update.set({ answered_at: tx.now }))
      break
    case 'progress':
      addStep(tx, id, {
        kind: change.step,
        subject: change.subject,
        forDesk: change.forDesk,
        detail: {
          ...(change.refers !== undefined && { refers: change.refers ? 'yes' : 'no' }),
          ...(change.refers && change.childId && { child: change.childId }),
          ...(change.grave && { grave: 'yes' }),
        },
      })
      break
  }
  if ('clocks' in change) await tx.deadlines.keep({ id, kind: 'concern', scopes: target.scopes }, change.clocks)
  const [addition, reply] = [additionAfter(change, target), replyAfter(change, target)]
  tx.write(
    tx.db
      .updateTable('signals.signal')
      .set((row) => ({
        // A look of the person who raised it must not make the desk's next step fail.
        ...(change.kind !== 'reply-seen' && { version: row('version', '+', 1) }),
        ...(addition !== undefined && { addition_waits: addition }),
        ...(reply !== undefined && { reply_waits: reply }),
      }))
      .where('id', '=', id),
  )
  await relistConcern(tx, id)
}

/**
 * Whether an addition waits; undefined if the change does not say. It waits until someone at the desk acts on the
 * concern, at the one that stands if this one was merged. Steps noted by the node do not count.
 */
function additionAfter(change: ConcernChange, before: ConcernState): boolean | undefined {
  switch (change.kind) {
    case 'message':
      return change.side === 'joined' || (change.side === 'reporter' && before.status !== 'merged')
    case 'absorbed':
      return change.additionWaits
    case 'returned':
      return true
    case 'progress':
    case 'overdue':
    case 'answered':
    case 'handed-over':
    case 'endangered':
    case 'at-case':
    case 'reply-seen':
      return undefined
    default:
      return false
  }
}

/** Whether a reply waits before the person who raised it; undefined if the change does not say. */
function replyAfter(change: ConcernChange, { raisedBy }: ConcernState): boolean | undefined {
  if (change.kind === 'reply-seen' || (change.kind === 'message' && change.side === 'reporter')) return false
  return change.kind === 'message' && change.side === 'desk' ? raisedBy !== null : undefined
}

/** Adds the children of a later report, without those who were told of in the same words before. */
async function addPersons(tx: Tx, id: string, told: readonly ConcernedPerson[]): Promise<void> {
  if (told.length === 0) return
  const rows = await tx.db.selectFrom('signals.person').selectAll().where('signal_id', '=', id).execute()
  const known = await Promise.all(
    rows.map(async ({ number, sealed_name, age, sex, language }) => {
      const name = await sealed.personName.open(tx, id, `${id}:${number}`, sealed_name)
      return canonicalJson({ name: name ?? null, age: age as Json, sex, language })
    }),
  )
  const last = Math.max(0, ...rows.map(({ number }) => number))
  const fresh = told.filter(
    ({ name = null, age = null, sex, language = null }) =>
      !known.includes(canonicalJson({ name, age: age as Json, sex, language })),
  )
  await savePersons(tx, id, fresh, last + 1)
}

/** Stores children as they were described, with numbers from `first`. */
export async function savePersons(
  tx: Tx,
  concernId: string,
  persons: readonly ConcernedPerson[],
  first = 1,
): Promise<void> {
  const rows = await Promise.all(
    persons.map(async (person, index) => ({
      signal_id: concernId,
      number: first + index,
      sealed_name: await sealed.personName.sealIfAny(tx, concernId, `${concernId}:${first + index}`, person.name),
      age: person.age ? JSON.stringify(person.age) : null,
      sex: person.sex,
      language: person.language ?? null,
    })),
  )
  if (rows.length > 0) tx.write(tx.db.insertInto('signals.person').values(rows))
}

export function addStep(
  tx: Tx,
  concernId: string,
  { kind, detail = {}, subject, forDesk = false }: Partial<ConcernStep> & Pick<ConcernStep, 'kind'>,
): void {
  tx.write(
    tx.db.insertInto('signals.step').values({
      signal_id: concernId,
      id: newId(),
      kind,
      author: `${tx.actor.kind}:${tx.actor.id}`,
      at: tx.now,
      detail: JSON.stringify(detail),
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      for_desk: forDesk,
    }),
  )
}
