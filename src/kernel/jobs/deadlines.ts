import type { Writing } from '../db/transaction.ts'
import type { DomainEvent } from '../event.ts'
import { newId } from '../ids.ts'
import { storeEvents } from '../outbox/outbox.ts'
import { nodeScope } from '../actor.ts'

/** The rule behind a deadline. One tap on a deadline shows it. */
export interface DeadlineRule {
  instrument: string
  paragraph?: string
  date?: string
  verified: boolean
}

export interface DeadlineStart {
  id: string
  subjectId: string
  /** e.g. `referral` */
  subjectKind: string
  /** The rule of the jurisdiction profile, e.g. `referral.acknowledge`. */
  clockId: string
  /** 0 for the duty itself, 1 and up for the steps of its escalation. */
  level?: number
  scopes: readonly number[]
  startedAt: Date
  dueAt: Date
  rule: DeadlineRule
}

/** The deadlines of one transaction. The subject must be opened or created in it. */
export interface Deadlines {
  start(deadline: DeadlineStart): Promise<void>
  /** Marks all open deadlines of this kind on the subject as met. A missed deadline stays missed. */
  meet(subjectId: string, clockId: string, at: Date): Promise<void>
  /** Ends open deadlines that no longer apply (withdrawn, closed). Without `clockId`, all of the subject. */
  stop(subjectId: string, at: Date, clockId?: string): Promise<void>
  /** Moves an open deadline to another time, e.g. after a pause with a reason. */
  move(subjectId: string, id: string, dueAt: Date): Promise<void>
  of(subjectId: string): Promise<DeadlineState[]>
}

export interface DeadlineState {
  id: string
  clockId: string
  level: number
  startedAt: Date
  dueAt: Date
  metAt: Date | null
  missedAt: Date | null
  stoppedAt: Date | null
  rule: DeadlineRule
}

export function openDeadlines({ db, write, kernel }: Writing): Deadlines {
  const waiting = (subjectId: string) =>
    db
      .updateTable(kernel.deadline)
      .where('subject_id', '=', subjectId)
      .where('met_at', 'is', null)
      .where('stopped_at', 'is', null)
  return {
    async start({ id, subjectId, subjectKind, clockId, level = 0, scopes, startedAt, dueAt, rule }) {
      write(
        db
          .insertInto(kernel.deadline)
          .values({
            subject_id: subjectId,
            id,
            subject_kind: subjectKind,
            clock_id: clockId,
            level,
            scopes: [...new Set([nodeScope, ...scopes])],
            started_at: startedAt,
            due_at: dueAt,
            rule: JSON.stringify(rule),
          })
          .onConflict((conflict) => conflict.doNothing()),
      )
    },
    async meet(subjectId, clockId, at) {
      write(waiting(subjectId).where('clock_id', '=', clockId).set({ met_at: at }))
    },
    async stop(subjectId, at, clockId) {
      const query = waiting(subjectId).set({ stopped_at: at })
      write(clockId ? query.where('clock_id', '=', clockId) : query)
    },
    async move(subjectId, id, dueAt) {
      write(waiting(subjectId).where('id', '=', id).where('missed_at', 'is', null).set({ due_at: dueAt }))
    },
    async of(subjectId) {
      const rows = await db
        .selectFrom(kernel.deadline)
        .selectAll()
        .where('subject_id', '=', subjectId)
        .orderBy('started_at')
        .orderBy('level')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        clockId: row.clock_id,
        level: row.level,
        startedAt: row.started_at,
        dueAt: row.due_at,
        metAt: row.met_at,
        missedAt: row.missed_at,
        stoppedAt: row.stopped_at,
        rule: row.rule as unknown as DeadlineRule,
      }))
    },
  }
}

/**
 * Marks all passed deadlines as missed, each exactly once even with several workers: it locks the rows with SKIP LOCKED
 * and stores the event in the same transaction. Runs as the node. Returns their number.
 */
export async function fireDeadlines({ db, write, kernel }: Writing, now: Date, batch = 50): Promise<number> {
  const due = await db
    .selectFrom(kernel.deadline)
    .select(['subject_id', 'id', 'subject_kind', 'clock_id', 'level', 'due_at'])
    .where('due_at', '<=', now)
    .where('met_at', 'is', null)
    .where('missed_at', 'is', null)
    .where('stopped_at', 'is', null)
    .orderBy('due_at')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const row of due) {
    write(
      db
        .updateTable(kernel.deadline)
        .set({ missed_at: row.due_at })
        .where('subject_id', '=', row.subject_id)
        .where('id', '=', row.id),
    )
  }
  storeEvents(
    { db, write, kernel },
    due.map(
      (row): DomainEvent => ({
        type: 'DeadlineMissed',
        id: newId(),
        at: row.due_at.toISOString(),
        aggregate: { kind: row.subject_kind, id: row.subject_id },
        data: { deadlineId: row.id, clockId: row.clock_id, level: row.level },
      }),
    ),
    now,
  )
  return due.length
}
