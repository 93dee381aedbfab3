import { Refused, refuse } from '#kernel/refusal'
import type { Tx } from '#kernel/tx'
import { findProfile, type JurisdictionProfile, type Moment, readClocks } from '#standards'
import type { MissingContext } from '../missing-decision.ts'
import { asSheetFact, type MissingChild, type Note } from '../model.ts'
import * as sealed from './sealed.ts'

export interface LoadedMissing extends MissingContext {
  scopes: number[]
  keyId: string
}

/** The rules of the country, or of this node. */
export function getProfile(tx: Tx, country?: string): JurisdictionProfile {
  const profile = (country && findProfile(country)) || findProfile(tx.country)
  if (!profile) throw new Refused(refuse('country-rules-missing', { status: 503 }))
  return profile
}

/** Reads a search under row-level security; undefined if it is absent or hidden. */
export async function loadMissing(
  tx: Tx,
  { id }: { id: string },
  options: { lock?: boolean } = {},
): Promise<LoadedMissing | undefined> {
  const row = await tx.open('missing.missing_child', id, options)
  if (!row) return undefined
  const profile = getProfile(tx, row.country)
  const [notes, deadlines] = await Promise.all([readNotes(tx, id, row.key_id), tx.deadlines.of(id)])
  const report = await sealed.report.open(tx, row.key_id, id, row.sealed_report)
  return {
    scopes: row.scopes,
    keyId: row.key_id,
    profile,
    missing: withoutAbsent<MissingChild>({
      id,
      version: row.version,
      state: row.state as MissingChild['state'],
      childId: row.child_id,
      concernId: row.concern_id,
      agencyId: row.agency_id,
      country: row.country,
      saidBy: row.said_by,
      saidAt: row.said_at.toISOString(),
      report: { ...report, lastSeen: row.last_seen as Moment },
      // Searches of before 2026-12-01 may hold more than a sheet has.
      facts: (await sealed.facts.open(tx, row.key_id, id, row.sealed_facts))?.map(asSheetFact),
      found: await sealed.found.open(tx, row.key_id, id, row.sealed_found),
      foundAt: row.found_at?.toISOString(),
      foundRecordedBy: row.found_recorded_by,
      reviewOn: row.review_on,
      reviewedBy: row.reviewed_by,
      notes,
      clocks: readClocks(profile, deadlines),
      escalatedTo: row.escalated_to as MissingChild['escalatedTo'],
    }),
  }
}

export function loadForChange(tx: Tx, input: { id: string }): Promise<LoadedMissing | undefined> {
  return loadMissing(tx, input, { lock: true })
}

async function readNotes(tx: Tx, id: string, keyId: string): Promise<Note[]> {
  const rows = await tx.db
    .selectFrom('missing.missing_note')
    .selectAll()
    .where('missing_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const words = await sealed.noteWords.openAll(
    tx,
    keyId,
    rows.map((row) => ({ id: row.id, sealed: row.sealed_words })),
  )
  return rows.map((row, index) =>
    withoutAbsent<Note>({
      id: row.id,
      kind: row.kind as Note['kind'],
      at: row.at.toISOString(),
      author: row.author,
      party: row.party as Note['party'],
      result: row.result as Note['result'],
      day: row.day,
      words: words[index],
    }),
  )
}

/** Drops null columns, because the model leaves absent fields out. */
function withoutAbsent<Whole>(fields: { [Name in keyof Whole]?: Whole[Name] | null | undefined }): Whole {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Whole
}
