import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { nodeScope } from '#kernel/actor'
import type { DomainEvent } from '#kernel/event'
import { formatUuid } from '#kernel/ids'
import type { Tx } from '#kernel/tx'
import type { HopAccount } from '../account.ts'
import { hopIds, type HopId } from '../hops.ts'
import { subjectsOf, type HopRecord, type HopState } from '../record-hop.ts'

export async function loadHops(tx: Tx, event: DomainEvent): Promise<HopState> {
  const subjects = subjectsOf(event)
  if (subjects.length === 0) return { known: [] }
  const ids = subjects.flatMap((subjectId) => hopIds.map((hop) => idOf(subjectId, hop)))
  const rows = await tx.db
    .selectFrom('accountability.hop')
    .selectAll()
    .where((row) => row.or([row('id', 'in', ids), row('joined_to', 'in', subjects)]))
    .execute()
  return { known: rows.map(toRecord) }
}

export async function saveHop(tx: Tx, record: HopRecord): Promise<void> {
  const id = idOf(record.subjectId, record.hop)
  await tx.create(id, 'hop')
  const [coordinators, supervisors] = await Promise.all([
    tx.scopes.coordination(),
    tx.scopes.of(record.agencyId ? [{ agencyId: record.agencyId, desk: 'supervision' }] : []),
  ])
  const scopes = [nodeScope, ...coordinators, ...supervisors]
  const ending = {
    ended_at: record.endedAt ?? null,
    cancelled_at: record.cancelledAt ?? null,
    joined_to: record.joinedTo ?? null,
    otherwise: record.otherwise ?? null,
  }
  tx.write(
    tx.db
      .insertInto('accountability.hop')
      .values({
        id,
        scopes,
        subject_id: record.subjectId,
        hop: record.hop,
        started_at: record.startedAt,
        due_at: record.dueAt ?? null,
        agency_id: record.agencyId ?? null,
        record_kind: record.record.kind,
        record_id: record.record.id,
        ...ending,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(ending)),
  )
  // Whoever must not see the record must not learn from its times that it is there.
  await tx.belongsTo(id, record.record.id)
}

/** The figures of hops that began in a span of time: the same definitions as `accountOf`, counted in the database. */
export async function readAccount(tx: Tx, span: { from: Date; to: Date }): Promise<HopAccount[]> {
  const { rows } = await sql<{
    hop: HopId
    finished: number
    open: number
    declined: number
    not_done: number
    withdrawn: number
    times: number[] | null
    with_date: number
    within_date: number
    otherwise_in_time: number
    late_now: number
  }>`
    select hop,
      count(*) filter (where ended_at is not null and otherwise is null)::int as finished,
      count(*) filter (where ended_at is not null and otherwise = 'declined')::int as declined,
      count(*) filter (where ended_at is not null and otherwise = 'not-done')::int as not_done,
      count(*) filter (where cancelled_at is not null)::int as withdrawn,
      count(*) filter (where ended_at is null and cancelled_at is null)::int as open,
      percentile_disc(array[0.5, 0.9]) within group (order by greatest(0, extract(epoch from ended_at - started_at) * 1000)::float8) filter (where ended_at is not null and otherwise is null) as times,
      count(*) filter (where due_at is not null and cancelled_at is null and (ended_at is not null or due_at < ${tx.now}))::int as with_date,
      count(*) filter (where due_at is not null and cancelled_at is null and ended_at <= due_at and otherwise is null)::int as within_date,
      count(*) filter (where due_at is not null and cancelled_at is null and ended_at <= due_at and otherwise is not null)::int as otherwise_in_time,
      count(*) filter (where ended_at is null and cancelled_at is null and due_at < ${tx.now})::int as late_now
    from accountability.hop where started_at >= ${span.from} and started_at < ${span.to} group by hop`.execute(tx.db)
  return hopIds.map((hop) => {
    const row = rows.find((candidate) => candidate.hop === hop)
    return {
      hop,
      finished: row?.finished ?? 0,
      open: row?.open ?? 0,
      declined: row?.declined ?? 0,
      notDone: row?.not_done ?? 0,
      withdrawn: row?.withdrawn ?? 0,
      medianMillis: row?.times?.[0] ?? undefined,
      p90Millis: row?.times?.[1] ?? undefined,
      withDate: row?.with_date ?? 0,
      withinDate: row?.within_date ?? 0,
      otherwiseInTime: row?.otherwise_in_time ?? 0,
      lateNow: row?.late_now ?? 0,
    }
  })
}

/** Late hops, the longest first, independent of their start. */
export async function readLateNow(tx: Tx, limit: number): Promise<HopRecord[]> {
  const rows = await tx.db
    .selectFrom('accountability.hop')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('due_at', '<', tx.now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

interface Row {
  subject_id: string
  hop: string
  started_at: Date
  due_at: Date | null
  ended_at: Date | null
  cancelled_at: Date | null
  joined_to: string | null
  otherwise: string | null
  agency_id: string | null
  record_kind: string
  record_id: string
}

function toRecord(row: Row): HopRecord {
  return {
    subjectId: row.subject_id,
    hop: row.hop as HopId,
    startedAt: row.started_at.toISOString(),
    dueAt: row.due_at?.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    cancelledAt: row.cancelled_at?.toISOString(),
    joinedTo: row.joined_to ?? undefined,
    otherwise: (row.otherwise as HopRecord['otherwise']) ?? undefined,
    agencyId: row.agency_id ?? undefined,
    record: { kind: row.record_kind, id: row.record_id },
  }
}

/** The id of the row, made from subject and hop (RFC 9562 version 8). */
function idOf(subjectId: string, hop: HopId): string {
  const bytes = createHash('sha256').update(`${subjectId}\n${hop}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return formatUuid(bytes)
}
