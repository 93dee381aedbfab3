import { sql, type Selectable } from 'kysely'
import type { Tables } from '../db/tables.ts'
import type { KernelTables } from '../db/compartment.ts'
import { barredFrom } from '../barred/barred-from.ts'
import type { Writing } from '../db/transaction.ts'
import type { EventOf } from '../event.ts'
import { newId } from '../ids.ts'
import { storeEvents } from '../outbox/outbox.ts'
import { nodeScope } from '../actor.ts'
import type { deadlineMissed } from './deadline-missed.ts'

/** The source of the rule behind a deadline. One tap on a deadline shows it. */
export interface DeadlineSource {
  instrument: string
  paragraph?: string | undefined
  date?: string | undefined
  verified: boolean
  /** The law of a demonstration country. */
  fictional?: true | undefined
}

/** A deadline, as its record has it and as it is stored. Times are in ISO 8601. */
export interface Deadline {
  id: string
  /** The rule, e.g. `acknowledge-high`, or `visit-high/<id>` if the duty is about a part of the record. */
  clockId: string
  /** The event that meets it. Deadlines from before 2026-11-29 do not say it. */
  until?: string | undefined
  /** 0 for the duty, 1 and up for the waits of its escalation. */
  level: number
  startedAt: string
  dueAt: string
  metAt?: string | undefined
  /** Only `fireDeadlines` sets it, with the event. It is never removed. */
  missedAt?: string | undefined
  stoppedAt?: string | undefined
  source: DeadlineSource
}

/** The record that has the deadlines. It must be opened or created in this transaction. */
export interface DeadlineSubject {
  id: string
  /** e.g. `referral` */
  kind: string
  scopes: readonly number[]
}

/** The deadlines of records in one transaction. */
export interface Deadlines {
  of(subjectId: string): Promise<Deadline[]>
  /**
   * Makes the stored deadlines equal those of the record: starts the new ones and ends those that are met or stopped.
   * An ended or missed deadline stays as it is. A record cannot lose a deadline.
   */
  keep(subject: DeadlineSubject, deadlines: readonly Deadline[]): Promise<void>
}

export function openDeadlines({ db, write, kernel }: Writing): Deadlines {
  /** What this transaction knows of the stored deadlines, by record. */
  const known = new Map<string, readonly Deadline[]>()
  return {
    async of(subjectId) {
      const rows = await db
        .selectFrom(kernel.deadline)
        .selectAll()
        .where('subject_id', '=', subjectId)
        .orderBy('started_at')
        .orderBy('level')
        .orderBy('id')
        .execute()
      const deadlines = rows.map(toDeadline)
      known.set(subjectId, deadlines)
      return deadlines
    },
    async keep(subject, deadlines) {
      const before = known.get(subject.id) ?? []
      const ids = new Set(deadlines.map(({ id }) => id))
      const lost = before.find(({ id }) => !ids.has(id))
      if (lost) throw new Error(`A ${subject.kind} has lost its deadline ${lost.clockId}.`)
      const changed = deadlines.filter((deadline) => {
        const stored = before.find(({ id }) => id === deadline.id)
        return !stored || (isOpen(stored) && !isOpen(deadline))
      })
      known.set(subject.id, deadlines)
      if (changed.length > 0) write(upsert({ db, kernel }, subject, changed))
    },
  }
}

/** One statement starts deadlines and ends them, so the caller need not know which are stored already. */
function upsert(
  { db, kernel }: Pick<Writing, 'db' | 'kernel'>,
  { id, kind, scopes }: DeadlineSubject,
  deadlines: readonly Deadline[],
) {
  return db
    .insertInto(kernel.deadline)
    .values(
      deadlines.map(({ source, ...deadline }) => ({
        subject_id: id,
        id: deadline.id,
        subject_kind: kind,
        clock_id: deadline.clockId,
        until: deadline.until ?? null,
        level: deadline.level,
        scopes: [...new Set([nodeScope, ...scopes])],
        barred: barredFrom(kernel, id),
        started_at: deadline.startedAt,
        due_at: deadline.dueAt,
        met_at: deadline.metAt ?? null,
        stopped_at: deadline.stoppedAt ?? null,
        rule: JSON.stringify(source),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['subject_id', 'id'])
        .doUpdateSet({ met_at: sql.ref('excluded.met_at'), stopped_at: sql.ref('excluded.stopped_at') })
        .where(`${kernel.deadline}.met_at`, 'is', null)
        .where(`${kernel.deadline}.stopped_at`, 'is', null),
    )
}

function isOpen({ metAt, stoppedAt }: Deadline): boolean {
  return metAt === undefined && stoppedAt === undefined
}

function toDeadline(row: Selectable<Tables[KernelTables['deadline']]>): Deadline {
  return {
    id: row.id,
    clockId: row.clock_id,
    until: row.until ?? undefined,
    level: row.level,
    startedAt: row.started_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    metAt: row.met_at?.toISOString(),
    missedAt: row.missed_at?.toISOString(),
    stoppedAt: row.stopped_at?.toISOString(),
    source: row.rule as unknown as DeadlineSource,
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
      (row): EventOf<typeof deadlineMissed> => ({
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
