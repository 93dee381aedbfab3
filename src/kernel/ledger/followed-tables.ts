import { sql } from 'kysely'
import type { Ledger } from './check.ts'
import { followedOf, type Followed, peopleTables } from './row-notes.ts'

export interface FollowedTable extends Followed {
  name: string
}

/** The tables of a compartment whose rows the ledger follows: those with `scopes`, and in care those about people. */
export async function followedTables({ database, name: compartment }: Ledger): Promise<FollowedTable[]> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select schema.nspname || '.' || relation.relname as name, array_agg(attribute.attname::text) as columns
    from pg_class relation
    join pg_namespace schema on schema.oid = relation.relnamespace
    join pg_attribute attribute on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attisdropped
    where relation.relkind in ('r', 'p') and has_table_privilege(relation.oid, 'select')
      and schema.nspname not in ('pg_catalog', 'information_schema')
    group by 1 order by 1`.execute(database)
  return rows
    .filter(({ name, columns }) =>
      peopleTables.includes(name) ? compartment === 'care' : columns.includes('scopes') && columns.includes('id'),
    )
    .map(({ name, columns }) => {
      const { key, columns: followed } = followedOf(name)
      return { name, key, columns: followed.filter((column) => columns.includes(column)) }
    })
}
