import { sql } from 'kysely'
import { canonical } from '#lib/rules'
import type { Tx } from '#kernel/tx'
import { type RecordGrant, recordsIgnoringScopes, recordsOfChild } from '#path/children'
import { findProfile, readClocks } from '#standards'
import type { AgeRecord, SignAnswer, JusticeContact, Outcome, Screening } from '../model.ts'
import type { ScreeningChange, ScreeningState } from '../screening-change.ts'
import { readAges, readRegistered } from './ages-store.ts'
import { listScreening } from './lists.ts'
import { getPacks } from './packs.ts'

/** The screening with its answers; undefined without access. */
export async function loadScreening(
  tx: Tx,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ScreeningState | undefined> {
  const row = await tx.open('identification.screening', id, options)
  if (!row) return undefined
  const screening: Screening = {
    id,
    version: row.version,
    ...(row.concern_id && { concernId: row.concern_id }),
    ...(row.child_id && { childId: row.child_id }),
    startedBy: row.started_by,
    startedAt: row.started_at.toISOString(),
    ...(row.handed_over_at && { handedOverAt: row.handed_over_at.toISOString() }),
    packs: row.packs as Screening['packs'],
    answers: await readAnswers(tx, id, row.key_id),
    ages: await readAges(tx, id),
    ...(row.child_id && { registered: await readRegistered(tx, row.child_id) }),
    outcomes: await readOutcomes(tx, id, row.key_id),
    justiceContacts: await readJusticeContacts(tx, id, row.key_id),
  }
  return {
    screening,
    scopes: row.scopes,
    ownScopes: row.own_scopes,
    childGrants: row.child_grants as unknown as RecordGrant[],
    keyId: row.key_id,
    packs: getPacks(),
    clocks: readClocks(findProfile(tx.country), await tx.deadlines.of(id)),
    escalatedTo: row.escalated_to as ScreeningState['escalatedTo'],
  }
}

export async function loadForChange(tx: Tx, input: { id: string }): Promise<ScreeningState | undefined> {
  return loadScreening(tx, input.id, { lock: true })
}

/** The latest screening that the actor may see: of a concern, or of any record of what is now one child. */
export async function findScreeningOf(
  tx: Tx,
  about: { concernId?: string | undefined; childId?: string | undefined },
): Promise<{ id: string; version: number } | undefined> {
  const { concernId, childId } = about
  if (concernId === undefined && childId === undefined) return undefined
  const records = childId === undefined ? [] : await recordsOfChild(tx, childId)
  let query = tx.db.selectFrom('identification.screening').select(['id', 'version'])
  if (concernId !== undefined) query = query.where('concern_id', '=', concernId)
  if (childId !== undefined)
    query = query.where((row) =>
      row.or([row('child_id', 'in', records), ...(concernId === undefined ? [] : [row('child_id', 'is', null)])]),
    )
  return query.orderBy('started_at', 'desc').limit(1).executeTakeFirst()
}

/** The screenings of what is or was one child that not only the grants of their own record open. For the node. */
export async function loadWithSharedSight(tx: Tx, childIds: readonly string[]): Promise<ScreeningState[]> {
  const records = await Promise.all(childIds.map((id) => recordsIgnoringScopes(tx, id)))
  const rows = await tx.db
    .selectFrom('identification.screening')
    .select('id')
    .where('child_id', 'in', [...new Set(records.flat())])
    .where(sql<boolean>`jsonb_array_length(child_grants) > 1`)
    .orderBy('id')
    .execute()
  const states: ScreeningState[] = []
  for (const row of rows) states.push((await loadForChange(tx, row))!)
  return states
}

export async function saveStart(tx: Tx, change: ScreeningChange): Promise<void> {
  if (change.kind !== 'started') return
  await saveStarted(tx, change)
  const { screening, ownScopes, childGrants, clocks } = change
  const scopes = [...ownScopes, ...childGrants.flatMap((grant) => grant.scopes)]
  await tx.deadlines.keep({ id: screening.id, kind: 'screening', scopes }, clocks)
  await listScreening(tx, screening.id)
}

/** Writes one change. It only adds rows, and the screening's version counts them. */
export async function saveScreening(tx: Tx, change: ScreeningChange, state: ScreeningState): Promise<void> {
  const {
    screening: { id },
    keyId,
  } = state
  const update = tx.db.updateTable('identification.screening').where('id', '=', id)
  if (change.kind === 'answered') await saveAnswer(tx, id, keyId, change.answer)
  if (change.kind === 'aged') await saveAge(tx, id, change.record)
  if (change.kind === 'decided')
    await saveOutcome(tx, id, keyId, change.outcome, canonical(change.finding), change.finding.childPath)
  if (change.kind === 'justice-contact') await saveJusticeContact(tx, id, keyId, change.contact)
  if (change.kind === 'opened-to') await update.set(grantsAfter(state, change)).execute()
  if (change.kind === 'escalated') await update.set({ escalated_to: change.escalatedTo }).execute()
  if ('clocks' in change) await tx.deadlines.keep({ id, kind: 'screening', scopes: state.scopes }, change.clocks)
  if (change.kind === 'handed-over') await update.set({ handed_over_at: change.at }).execute()
  if (change.kind === 'child-named')
    await update.set({ child_id: change.childId, child_grants: JSON.stringify(change.childGrants) }).execute()
  // Who may see it is no change of what it says.
  if (change.kind !== 'sight-changed') await update.set((row) => ({ version: row('version', '+', 1) })).execute()
  await listScreening(tx, id)
}

function grantsAfter(
  { ownScopes, childGrants }: ScreeningState,
  { scope, recordId }: Extract<ScreeningChange, { kind: 'opened-to' }>,
): { own_scopes: number[] } | { child_grants: string } {
  return recordId === undefined
    ? { own_scopes: [...ownScopes, scope] }
    : { child_grants: JSON.stringify([...childGrants, { recordId, scopes: [scope] }]) }
}

async function saveStarted(
  tx: Tx,
  { screening, ownScopes, childGrants, keyId }: Extract<ScreeningChange, { kind: 'started' }>,
): Promise<void> {
  await tx.create(screening.id, 'screening')
  await tx.db
    .insertInto('identification.screening')
    .values({
      id: screening.id,
      // `listScreening` works out who may see it.
      scopes: ownScopes,
      own_scopes: ownScopes,
      child_grants: JSON.stringify(childGrants),
      version: screening.version,
      concern_id: screening.concernId ?? null,
      child_id: screening.childId ?? null,
      key_id: keyId,
      packs: JSON.stringify(screening.packs),
      started_by: screening.startedBy,
      agency_id: tx.actor.agencyId ?? null,
      started_at: screening.startedAt,
    })
    .execute()
}

async function saveAnswer(
  tx: Tx,
  id: string,
  keyId: string,
  { indicatorId, follows, value, how, by, at, note }: SignAnswer,
): Promise<void> {
  const sealed_note = note
    ? await tx.vault.seal(keyId, `identification.answer:${id}:${indicatorId}:${follows}`, note)
    : null
  await tx.db
    .insertInto('identification.answer')
    .values({
      screening_id: id,
      indicator_id: indicatorId,
      follows,
      value,
      how: how ?? null,
      author: by,
      at,
      sealed_note,
    })
    .execute()
}

async function saveAge(
  tx: Tx,
  id: string,
  { moment, follows, value, how, disputed, by, at }: AgeRecord,
): Promise<void> {
  await tx.db
    .insertInto('identification.age')
    .values({
      screening_id: id,
      moment,
      follows,
      value: JSON.stringify(value),
      how: how ?? null,
      disputed,
      author: by,
      at,
    })
    .execute()
}

async function saveOutcome(
  tx: Tx,
  id: string,
  keyId: string,
  outcome: Outcome,
  finding: string,
  path: string,
): Promise<void> {
  const place = `identification.outcome:${id}:${outcome.onVersion}`
  await tx.db
    .insertInto('identification.outcome')
    .values({
      screening_id: id,
      on_version: outcome.onVersion,
      outcome: outcome.outcome,
      other_need: outcome.otherNeed ?? null,
      reading: outcome.reading,
      finding,
      sealed_reason: await tx.vault.seal(keyId, `${place}:reason`, outcome.reason),
      sealed_why_not: outcome.whyNot ? await tx.vault.seal(keyId, `${place}:why-not`, outcome.whyNot) : null,
      author: outcome.by,
      at: outcome.at,
    })
    .execute()
  await tx.db
    .updateTable('identification.screening')
    .set({ outcome: outcome.outcome, reading: outcome.reading, child_path: path, decided_at: outcome.at })
    .where('id', '=', id)
    .execute()
}

async function saveJusticeContact(tx: Tx, id: string, keyId: string, contact: JusticeContact): Promise<void> {
  const sealed_note = contact.note
    ? await tx.vault.seal(keyId, `identification.justice-contact:${id}:${contact.id}`, contact.note)
    : null
  const { kind, nexus, protects, at } = contact
  await tx.db
    .insertInto('identification.justice_contact')
    .values({
      screening_id: id,
      id: contact.id,
      kind,
      nexus,
      happened_at: contact.happenedAt ?? null,
      day_only: contact.dayOnly ?? false,
      protects,
      sealed_note,
      author: contact.by,
      at,
    })
    .execute()
}

async function readAnswers(tx: Tx, id: string, keyId: string): Promise<SignAnswer[]> {
  const rows = await tx.db
    .selectFrom('identification.answer')
    .selectAll()
    .where('screening_id', '=', id)
    .orderBy('at')
    .orderBy('indicator_id')
    .orderBy('follows')
    .execute()
  const notes = await openSealed(
    tx,
    keyId,
    rows,
    (row) => `identification.answer:${id}:${row.indicator_id}:${row.follows}`,
    (row) => row.sealed_note,
  )
  return rows.map((row, index) => ({
    indicatorId: row.indicator_id,
    value: row.value as SignAnswer['value'],
    ...(row.how !== null && { how: row.how as NonNullable<SignAnswer['how']> }),
    ...(notes[index] !== undefined && { note: notes[index] }),
    by: row.author,
    at: row.at.toISOString(),
    follows: row.follows,
  }))
}

async function readOutcomes(tx: Tx, id: string, keyId: string): Promise<Outcome[]> {
  const rows = await tx.db
    .selectFrom('identification.outcome')
    .selectAll()
    .where('screening_id', '=', id)
    .orderBy('on_version')
    .execute()
  const place = (row: { on_version: number }): string => `identification.outcome:${id}:${row.on_version}`
  const reasons = await openSealed(
    tx,
    keyId,
    rows,
    (row) => `${place(row)}:reason`,
    (row) => row.sealed_reason,
  )
  const whyNots = await openSealed(
    tx,
    keyId,
    rows,
    (row) => `${place(row)}:why-not`,
    (row) => row.sealed_why_not,
  )
  return rows.map((row, index) => ({
    outcome: row.outcome as Outcome['outcome'],
    ...(row.other_need !== null && { otherNeed: row.other_need as NonNullable<Outcome['otherNeed']> }),
    reason: reasons[index] ?? '',
    ...(whyNots[index] !== undefined && { whyNot: whyNots[index] }),
    by: row.author,
    at: row.at.toISOString(),
    reading: row.reading as Outcome['reading'],
    onVersion: row.on_version,
  }))
}

async function readJusticeContacts(tx: Tx, id: string, keyId: string): Promise<JusticeContact[]> {
  const rows = await tx.db
    .selectFrom('identification.justice_contact')
    .selectAll()
    .where('screening_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const notes = await openSealed(
    tx,
    keyId,
    rows,
    (row) => `identification.justice-contact:${id}:${row.id}`,
    (row) => row.sealed_note,
  )
  return rows.map((row, index) => ({
    id: row.id,
    kind: row.kind as JusticeContact['kind'],
    nexus: row.nexus as JusticeContact['nexus'],
    ...(row.happened_at && { happenedAt: row.happened_at.toISOString() }),
    ...(row.day_only && { dayOnly: true as const }),
    ...(notes[index] !== undefined && { note: notes[index] }),
    by: row.author,
    at: row.at.toISOString(),
    protects: row.protects,
  }))
}

/** Unseals one column of many rows. Undefined if nothing was sealed or the key was destroyed. */
async function openSealed<Row>(
  tx: Tx,
  subjectId: string,
  rows: readonly Row[],
  place: (row: Row) => string,
  sealed: (row: Row) => Uint8Array | null,
): Promise<(string | undefined)[]> {
  const filled = rows.filter((row) => sealed(row) !== null)
  const texts = await tx.vault.unsealMany(
    filled.map((row) => ({ subjectId, place: place(row), sealed: sealed(row) ?? new Uint8Array() })),
  )
  const byRow = new Map(filled.map((row, index) => [row, texts[index]]))
  return rows.map((row) => byRow.get(row))
}
