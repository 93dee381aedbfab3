import { referenceOf } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import { findProfile, readClocks, viewClock } from '#standards'
import { ageBandOf, ageOn, birthRange, childhoodOf } from '../age.ts'
import { type ChildRow, toChildRow } from '../child-row.ts'
import { allChanges, type ChildState } from '../child-state.ts'
import { codesOf } from '../fields.ts'
import { fold } from '../fold.ts'
import type { ChildView, SearchView, TimelineView } from '../view.ts'
import { readFamily } from './family-store.ts'
import { readMerges } from './merge-store.ts'
import { readPath } from './path-store.ts'
import type { Found } from './search-store.ts'

/** The view of a child's record. The child must be open. */
export async function readChild(tx: Tx, child: ChildState): Promise<ChildView> {
  const changes = allChanges(child)
  const row = toChildRow(fold(changes))
  const merges = await readMerges(tx, child.id)
  const people = await tx.people([...changes.map(({ author }) => author), ...merges.map(({ by }) => by)])
  const agencies = await tx.agencies([child.agencyId])
  const { created_at } = await tx.db
    .selectFrom('children.child')
    .select('created_at')
    .where('id', '=', child.id)
    .executeTakeFirstOrThrow()
  return {
    id: child.id,
    reference: referenceOf(tx.prefix, child.id),
    version: child.version,
    status: child.status,
    mergedInto: child.mergedInto,
    row: row as ChildView['row'],
    childhood: childhoodOf(row, tx.today),
    ageNow: ageNow(row, tx.today),
    agency: agencies.get(child.agencyId ?? '') ?? null,
    registeredAt: created_at.toISOString(),
    family: await readFamily(tx, idsOf(child)),
    merges: merges.map(({ at, undoneAt, ...merge }) => ({
      ...merge,
      at: at.toISOString(),
      undoneAt: undoneAt?.toISOString() ?? null,
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

/** The record and those merged into it. */
function idsOf(child: ChildState): string[] {
  return [child.id, ...child.absorbed.map(({ childId }) => childId)]
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
              ...codesOf(row),
              ageNow: ageNow(row, tx.today),
              languages: row.languages.map(({ value }) => value.code),
            }
          : null,
      }
    }),
  }
}

/** The whole path of the child, with its deadlines. */
export async function readTimeline(tx: Tx, child: ChildState): Promise<TimelineView> {
  const entries = await readPath(tx, idsOf(child))
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
    entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
    clocks: clocks.flat(),
  }
}
