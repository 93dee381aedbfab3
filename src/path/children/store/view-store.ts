import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { findMissing } from '#path/missing'
import { findProfile, readClocks, viewClock } from '#standards'
import { ageBandOf, ageOn, birthRange, childhoodOf } from '../age.ts'
import { type ChildRow, toChildRow } from '../child-row.ts'
import { allAbsorbed, allChanges, type ChildState, recordsOf } from '../child-state.ts'
import { findDoubleWork } from '../double-work.ts'
import { searchedCodesOf } from '../fields.ts'
import { fold } from '../fold.ts'
import type { ChildView, SearchView, TimelineView } from '../view.ts'
import { contactBars } from '../family-contact.ts'
import { type Relative, readFamily, timesOfKept } from './family-store.ts'
import { type MergeRow, readMerges } from './merge-store.ts'
import { type PathRow, readPath } from './path-store.ts'
import type { Found } from './search-store.ts'

/** The view of a child's record. The child must be open. */
export async function readChild(tx: Tx, child: ChildState): Promise<ChildView> {
  const changes = allChanges(child)
  const row = toChildRow(fold(changes))
  const merges = await readMerges(tx, child.id)
  const { family, former } = await readFamily(tx, recordsOf(child))
  const people = await tx.people([
    ...changes.map(({ author }) => author),
    ...merges.map(({ by }) => by),
    ...former.map(({ removedBy }) => removedBy),
    ...[...family, ...former].flatMap(({ marks }) => marks.map(({ by }) => by)),
  ])
  const agencies = await tx.agencies([child.agencyId])
  const path = merges.some(({ undoneAt }) => !undoneAt) ? await readPath(tx, recordsOf(child)) : []
  return {
    id: child.id,
    reference: referenceOf(tx.prefix, child.id),
    version: child.version,
    status: child.status,
    mergedInto: child.mergedInto,
    missing: (await findMissing(tx, { childIds: recordsOf(child) })) ?? null,
    row: row as ChildView['row'],
    childhood: childhoodOf(row, tx.today),
    ageNow: ageNow(row, tx.today),
    agency: agencies.get(child.agencyId ?? '') ?? null,
    registeredAt: child.registeredAt.toISOString(),
    family: family.map(viewRelative),
    contactBars: [
      ...contactBars(
        row,
        family.map(({ standing }) => standing.concern),
      ),
    ],
    formerFamily: former.map(({ removedAt, removedBy, reason, ...relative }) => ({
      ...viewRelative(relative),
      removedAt: removedAt.toISOString(),
      removedBy,
      reason,
    })),
    merges: merges.map((merge) => ({
      id: merge.id,
      mergedId: merge.mergedId,
      at: merge.at.toISOString(),
      by: merge.by,
      undoneAt: merge.undoneAt?.toISOString() ?? null,
      reason: merge.reason,
      since: writtenSince(child, merge, path),
    })),
    history: changes
      .map(({ id, field, value, author, time, reason }) => ({
        id,
        field,
        value,
        author,
        time,
        ...(reason && { reason }),
      }))
      .sort((a, b) => (a.time < b.time ? -1 : 1)),
    people: Object.fromEntries(people),
  }
}

function viewRelative({ standing, marks, ...relative }: Relative): ChildView['family'][number] {
  return { ...relative, standing, marks: [...marks] }
}

/** Each change is listed by itself, and the merge is not something written since. */
const notListed = ['ChildChanged', 'ChildrenMerged']

/** What was written since a merge, and which record has it after the merge is undone. Empty for an undone merge. */
function writtenSince(
  child: ChildState,
  { id, at, undoneAt, changesSince }: MergeRow,
  path: readonly PathRow[],
): ChildView['merges'][number]['since'] {
  const merged = child.absorbed.filter(({ mergeId }) => mergeId === id)
  if (undoneAt || merged.length === 0) return { changes: [], steps: [] }
  const restored = new Set(merged.flatMap((one) => [one, ...allAbsorbed(one)]).map(({ childId }) => childId))
  return {
    changes: changesSince,
    steps: path
      .filter((step) => step.at >= at && !notListed.includes(step.kind))
      .map((step) => ({
        id: step.id,
        at: step.at.toISOString(),
        kind: step.kind,
        subject: step.subject,
        staysWith: restored.has(step.childId) ? 'restored' : 'kept',
      })),
  }
}

function ageNow(row: ChildRow, today: string): { from: number; to: number } | null {
  const range = birthRange(row, today)
  return range ? ageOn(range, today) : null
}

/** The result of a search for this actor. It identifies only children within their scopes. */
export function viewFound(tx: Tx, searchId: string, { candidates, tooMany, nothingToSearchBy }: Found): SearchView {
  return {
    searchId,
    tooMany,
    nothingToSearchBy,
    candidates: candidates.map(({ candidate, match }, index) => {
      const { id, row, scopes, agency } = candidate
      const inSight = scopes.some((scope) => tx.actor.scopes.includes(scope))
      return {
        number: index + 1,
        likelihood: match.likelihood === 'likely' ? 'likely' : 'possible',
        fields: match.fields.map(({ field, result, reasons }) => ({ field, result, reasons: [...reasons] })),
        ageBand: ageBandOf(row, tx.today),
        agency,
        child: inSight
          ? {
              id,
              reference: referenceOf(tx.prefix, id),
              names: row.names.map(({ value }) => value),
              ...searchedCodesOf(row),
              ageNow: ageNow(row, tx.today),
              languages: row.languages.map(({ value }) => value.code),
            }
          : null,
      }
    }),
  }
}

const aboutFamily = ['FamilyLinked', 'FamilyUnlinked', 'FamilyMarked']

/** The whole path of the child, with its deadlines. Not what was noted of a relative who is kept from this reader. */
export async function readTimeline(tx: Tx, child: ChildState): Promise<TimelineView> {
  const kept = await timesOfKept(tx, recordsOf(child))
  const entries = (await readPath(tx, recordsOf(child))).filter(
    ({ kind, at }) => !(aboutFamily.includes(kind) && kept.has(at.getTime())),
  )
  const subjects = [...new Set(entries.map(({ subject }) => subject.id))]
  const profile = findProfile(tx.country)
  const clocks = await Promise.all(
    subjects.map(async (subjectId) => {
      // The waits of an escalation are no duties: the duty that was missed stands there already.
      const duties = (await tx.deadlines.of(subjectId)).filter(({ level }) => level === 0)
      return readClocks(profile, duties).map((clock) => ({ ...viewClock(clock, profile), subjectId }))
    }),
  )
  return {
    entries: entries.map(({ id, at, kind, subject, data }) => ({ id, at: at.toISOString(), kind, subject, data })),
    clocks: clocks.flat(),
    doubleWork: await Promise.all(
      findDoubleWork(entries, tx.work).map(async ({ kind, ids }) => ({
        kind,
        records: await Promise.all(ids.map(async (id) => ({ id, mayOpen: await tx.sees(kind, id) }))),
      })),
    ),
  }
}
