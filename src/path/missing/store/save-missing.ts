import { sql } from 'kysely'
import { nodeScope } from '#kernel/actor'
import type { Left } from '#kernel/sign-in/attendance'
import type { Tx } from '#kernel/tx'
import type { WorklistEntry } from '#kernel/worklist/worklist'
import { dueOf, findNextClock, isOpen } from '#standards'
import { duties } from '../codes.ts'
import { changed, type MissingChange } from '../missing-decision.ts'
import type { MissingChild } from '../model.ts'
import { owesTalk } from '../tell-found.ts'
import { getProfile, loadForChange } from './missing-store.ts'
import * as sealed from './sealed.ts'

/** Writes a search with its notes, deadlines and lists, in one transaction. */
export async function saveMissing(
  tx: Tx,
  { missing, keyId: given, sight = [], records }: MissingChange,
): Promise<void> {
  const { id, childId, concernId } = missing
  await tx.create(id, 'missing-child')
  const before = await tx.db
    .selectFrom('missing.missing_child')
    .select(['scopes', 'key_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  const keyId = before?.key_id ?? given ?? childId ?? concernId ?? id
  const told = await toldOf(tx, missing)
  const scopes = [...new Set([nodeScope, ...(before?.scopes ?? []), ...sight, ...(await dutyOf(tx, missing)), ...told])]
  const { lastSeen, ...report } = missing.report
  const fields = {
    scopes,
    version: missing.version,
    state: missing.state,
    found_at: missing.foundAt ?? null,
    found_recorded_by: missing.foundRecordedBy ?? null,
    review_on: missing.reviewOn ?? null,
    reviewed_by: missing.reviewedBy ?? null,
    escalated_to: missing.escalatedTo,
    sealed_found: await sealed.found.sealIfAny(tx, keyId, id, missing.found),
  }
  if (before) tx.write(tx.db.updateTable('missing.missing_child').set(fields).where('id', '=', id))
  else {
    tx.write(
      tx.db.insertInto('missing.missing_child').values({
        id,
        key_id: keyId,
        child_id: childId ?? null,
        concern_id: concernId ?? null,
        agency_id: missing.agencyId ?? null,
        country: missing.country,
        said_by: missing.saidBy,
        said_at: missing.saidAt,
        last_seen: JSON.stringify(lastSeen),
        sealed_report: await sealed.report.seal(tx, keyId, id, report),
        sealed_facts: await sealed.facts.seal(tx, keyId, id, missing.facts),
        ...fields,
      }),
    )
    await noteSubjects(tx, missing, records)
  }
  await keepNotes(tx, missing, keyId)
  await tx.deadlines.keep({ id, kind: 'missing-child', scopes }, missing.clocks)
  await list(tx, missing, { scopes, told, keyId })
}

/** The search is found by the child, or by the concern only while no child is registered: it may have two. */
async function noteSubjects(
  tx: Tx,
  { id, childId, concernId }: MissingChild,
  records: readonly string[] = [],
): Promise<void> {
  const subjects = childId ? new Set([childId, ...records]) : concernId ? [concernId] : []
  for (const subject of subjects) {
    await tx.openIgnoringScopesUntilEnd(subject, childId ? 'child' : 'concern')
    tx.write(tx.db.insertInto('missing.search_of').values({ subject_id: subject, missing_id: id }))
  }
}

async function keepNotes(tx: Tx, { id, notes }: MissingChild, keyId: string): Promise<void> {
  for (const note of notes)
    tx.write(
      tx.db
        .insertInto('missing.missing_note')
        .values({
          missing_id: id,
          id: note.id,
          kind: note.kind,
          at: note.at,
          author: note.author,
          party: note.party ?? null,
          result: note.result ?? null,
          day: note.day ?? null,
          sealed_words: await sealed.noteWords.sealIfAny(tx, keyId, note.id, note.words),
        })
        .onConflict((conflict) => conflict.columns(['missing_id', 'id']).doNothing()),
    )
}

/** Who searches besides the people of the child: supervisors of the agency, and the coordinators, from the start. */
async function dutyOf(tx: Tx, { agencyId }: MissingChild): Promise<number[]> {
  const supervisors = await tx.scopes.of(agencyId ? [{ agencyId, desk: 'supervision' }] : [])
  return [...supervisors, ...(await tx.scopes.coordination())]
}

async function toldOf(tx: Tx, { agencyId, escalatedTo, clocks, state }: MissingChild): Promise<number[]> {
  const next = findNextClock(clocks)
  if (escalatedTo === 'nobody' || state === 'over' || next === undefined || new Date(next.dueAt) > tx.now) return []
  const supervisors = await tx.scopes.of(agencyId ? [{ agencyId, desk: 'supervision' }] : [])
  return [
    ...supervisors,
    ...(await tx.scopes.standIns(supervisors)),
    ...(escalatedTo === 'coordinator' ? await tx.scopes.coordination() : []),
  ]
}

/** Everybody with the child in sight has the search before them, until the talk after the return. */
async function list(
  tx: Tx,
  missing: MissingChild,
  { scopes, told, keyId }: { scopes: readonly number[]; told: number[]; keyId: string },
): Promise<void> {
  const name = missing.facts.find(({ item }) => item === 'name')?.text
  const owed = (until: string): string =>
    missing.clocks.some((clock) => clock.until === until && clock.level === 0 && isOpen(clock)) ? 'yes' : 'no'
  const entry: Omit<WorklistEntry, 'list' | 'scopes'> = {
    recordId: missing.id,
    recordKind: 'missing-child',
    danger: missing.state === 'missing' ? 0 : 1,
    at: new Date(missing.saidAt),
    ...dueOf(findNextClock(missing.clocks), getProfile(tx, missing.country)),
    summary: {
      state: missing.state,
      police: owed(duties.police),
      neighbours: owed(duties.neighbours),
      talk: owesTalk(missing) ? 'yes' : 'no',
    },
    ...(name && { title: { subjectId: keyId, text: name } }),
  }
  await tx.worklist.putAll([
    {
      ...entry,
      list: 'missing',
      scopes: missing.state === 'over' ? [] : scopes.filter((scope) => scope !== nodeScope),
    },
    { ...entry, list: 'escalations', scopes: told },
  ])
}

/** Gives the search to people who now have to do with the child. The caller knows who may see the child. */
export async function openSearchTo(tx: Tx, id: string, scopes: readonly number[]): Promise<void> {
  await tx.openIgnoringScopesUntilEnd(id, 'missing-child')
  const loaded = await loadForChange(tx, { id })
  if (!loaded || scopes.every((scope) => loaded.scopes.includes(scope))) return
  await saveMissing(tx, { change: 'keep-missing', missing: changed(loaded.missing, {}), sight: scopes })
}

/** The open searches that these people and agencies have to do with. */
export async function findMissingLeftBy(tx: Tx, { scopes }: Left): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from missing.missing_child where state <> 'over' and scopes && ${scopes}::int[]`.execute(tx.db)
  return rows.map(({ id }) => id)
}
