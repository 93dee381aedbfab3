import { createHash } from 'node:crypto'
import { nodeScope } from '#kernel/actor'
import { formatUuid } from '#kernel/ids'
import type { SubjectKey } from '#kernel/vault/subject-key'
import type { Desks } from './desks.ts'

/** Rows for tables of several modules, as PostgreSQL reads them from JSON: bytes as `\x…`, times as ISO. */
export type Rows = Record<string, Record<string, unknown>[]>

export const hour = 3_600_000

const never = '9999-01-01T00:00:00Z'

export function list(
  rows: Rows,
  name: string,
  scopes: readonly number[],
  entry: Record<string, unknown>,
  key: Pick<SubjectKey, 'seal'>,
  title: string,
): void {
  const sealed = hex(key.seal(`worklist:${name}:${String(entry['record_id'])}`, title))
  for (const scope of new Set(scopes))
    add(rows, 'kernel.worklist', { due_at: never, ...entry, scope, list: name, sealed_title: sealed })
}

interface HopToAdd {
  subject: string
  hop: string
  from: Date
  due: Date
  to: Date | undefined
  agency: string
  kind: string
  record: string
}

export function hop(
  rows: Rows,
  desks: Desks,
  { subject, hop: name, from, due, to, agency, kind, record }: HopToAdd,
): void {
  const bytes = createHash('sha256').update(`${subject}\n${name}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const id = formatUuid(bytes)
  add(rows, 'kernel.root', { id, kind: 'hop' })
  add(rows, 'accountability.hop', {
    id,
    scopes: [nodeScope, ...desks.coordination, desks.supervisionOf(agency)],
    subject_id: subject,
    hop: name,
    started_at: from,
    due_at: due,
    ended_at: to,
    agency_id: agency,
    record_kind: kind,
    record_id: record,
  })
}

export function add(rows: Rows, table: string, row: Record<string, unknown>): void {
  ;(rows[table] ??= []).push(row)
}

export function after(time: Date, hours: number): Date {
  return new Date(time.getTime() + hours * hour)
}

export function hex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}
