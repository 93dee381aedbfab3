import type { Tx } from '#kernel/tx'

/** One step on a child's path, from an event of any module. Codes, ids and times only. */
export interface PathEntry {
  childId: string
  /** The event's id, so that an event delivered twice is one entry. */
  id: string
  /** When it happened in the world. */
  at: Date
  /** The type of the event, e.g. `ChildRegistered`. */
  kind: string
  /** The record it happened to. Its deadlines are shown with the entry. */
  subject: { kind: string; id: string }
  data?: Record<string, string | number | boolean | null> | undefined
}

/**
 * Adds a step to the child's timeline. The actor need not have access to the child, because the node calls this for
 * every event.
 */
export async function recordOnPathIgnoringScopes(
  tx: Tx,
  { childId, id, at, kind, subject, data = {} }: PathEntry,
): Promise<void> {
  await tx.openIgnoringScopesUntilEnd(childId, 'child')
  tx.write(
    tx.db
      .insertInto('children.path_entry')
      .values({
        child_id: childId,
        id,
        at,
        kind,
        subject_kind: subject.kind,
        subject_id: subject.id,
        data: JSON.stringify(data),
      })
      .onConflict((conflict) => conflict.doNothing()),
  )
}

export type PathRow = Required<PathEntry>

/** The path of a child and of records merged into it, oldest first. The children must be open. */
export async function readPath(tx: Tx, childIds: readonly string[]): Promise<PathRow[]> {
  const rows = await tx.db
    .selectFrom('children.path_entry')
    .selectAll()
    .where('child_id', 'in', [...childIds])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    childId: row.child_id,
    id: row.id,
    at: row.at,
    kind: row.kind,
    subject: { kind: row.subject_kind, id: row.subject_id },
    data: row.data as Required<PathEntry>['data'],
  }))
}
