import { type RawBuilder, sql } from 'kysely'
import type { KernelTables } from '../db/compartment.ts'

/** Who is barred from a record, for a row about it that is stored now. */
export function barredFrom({ root }: KernelTables, recordId: string): RawBuilder<number[]> {
  return sql`coalesce((select barred from ${sql.table(root)} where id = ${recordId}), '{}')`
}
