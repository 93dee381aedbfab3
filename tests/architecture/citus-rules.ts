/**
 * Reads the catalogue of a migrated database and finds what Citus would refuse, so that every schema can later be
 * distributed over several machines without changes.
 * Source: constructs tried on Citus 13.2.2 with PostgreSQL 15 (docs/architecture.md, Scale).
 */
import type pg from 'pg'

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'migrations') and n.nspname not like 'pg\\_%'`

interface Table {
  oid: number
  name: string
  /** First column of the primary key, which would be the distribution column. */
  root: string | null
}

/** A line for each forbidden construct, and the number of tables read. */
export async function findIllegal(client: pg.Client): Promise<{ problems: string[]; tables: number }> {
  const tables = await readTables(client)
  const problems = [
    ...tables.filter(({ root }) => root === null).map(({ name }) => `${name} has no primary key`),
    ...(await unrootedKeys(client, tables)),
    ...(await forbiddenConstraints(client)),
    ...(await rowTriggers(client)),
    ...(await enumTypes(client)),
    ...(await heavyPolicies(client)),
  ]
  return { problems, tables: tables.length }
}

async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.oid::int as oid, n.nspname || '.' || c.relname as name, a.attname as root
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relkind in ('r', 'p') and ${OURS}
    order by 2`)
  return rows
}

/** Finds unique keys and foreign keys that do not begin with the root's column. */
async function unrootedKeys(client: pg.Client, tables: Table[]): Promise<string[]> {
  const roots = new Map(tables.map(({ oid, root }) => [oid, root]))
  const names = new Map(tables.map(({ oid, name }) => [oid, name]))
  const unique = await client.query<{ table: number; name: string; first: string | null }>(`
    select i.indrelid::int as table, c.relname as name, a.attname as first
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indisunique and not i.indisprimary and ${OURS}`)
  const foreign = await client.query<{ table: number; target: number; name: string; from: string; to: string }>(`
    select k.conrelid::int as table, k.confrelid::int as target, k.conname as name, f.attname as from, t.attname as to
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
    join pg_attribute f on f.attrelid = k.conrelid and f.attnum = k.conkey[1]
    join pg_attribute t on t.attrelid = k.confrelid and t.attnum = k.confkey[1]
    where k.contype = 'f' and ${OURS}`)
  return [
    ...unique.rows
      .filter(({ table, first }) => first !== roots.get(table))
      .map(
        ({ table, name, first }) =>
          `${names.get(table)}: the unique index ${name} begins with ${first ?? 'an expression'}, not with ${roots.get(table)}`,
      ),
    ...foreign.rows
      .filter(({ table, target, from, to }) => from !== roots.get(table) || to !== roots.get(target))
      .map(
        ({ table, name }) =>
          `${names.get(table)}: the foreign key ${name} does not begin with the roots of both tables`,
      ),
    ...foreign.rows
      .filter(({ table, target }) => names.get(table)?.split('.')[0] !== names.get(target)?.split('.')[0])
      .map(
        ({ table, name, target }) =>
          `${names.get(table)}: the foreign key ${name} leaves its module for ${names.get(target)}`,
      ),
  ]
}

async function forbiddenConstraints(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; type: string; table: string }>(`
    select k.conname as name, k.contype::text as type, k.conrelid::regclass::text as table
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
    where (k.contype = 'x' or k.condeferrable) and ${OURS}`)
  return rows.map(
    ({ name, type, table }) => `${table}: ${name} is ${type === 'x' ? 'an exclusion constraint' : 'deferrable'}`,
  )
}

async function rowTriggers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; table: string }>(`
    select t.tgname as name, t.tgrelid::regclass::text as table
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and ${OURS}`)
  return rows.map(({ name, table }) => `${table}: ${name} is a trigger`)
}

async function enumTypes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || t.typname as name from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e' and ${OURS}`,
  )
  return rows.map(
    ({ name }) => `${name} is an enum; write text with a check (enum comparison is not leakproof and loses its index)`,
  )
}

const ALLOWED_CALLS = new Set(['current_setting', 'string_to_array', 'any', 'array'])

/** Finds policies that do more than compare columns with session variables: sub-selects or functions of ours. */
async function heavyPolicies(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; policy: string; condition: string }>(
    `select schemaname || '.' || tablename as table, policyname as policy, concat_ws(' ', qual, with_check) as condition from pg_policies`,
  )
  return rows.flatMap(({ table, policy, condition }) => {
    const text = condition.replace(/'(?:[^']|'')*'/g, "''")
    const calls = [...text.matchAll(/([a-z_][a-z0-9_.]*)\s*\(/gi)].map(([, name]) => (name as string).toLowerCase())
    const foreign = calls.filter((name) => !ALLOWED_CALLS.has(name) && !['and', 'or', 'not', 'in'].includes(name))
    return [
      ...(/\bselect\b/i.test(text) ? [`${table}: the policy ${policy} has a sub-select`] : []),
      ...(foreign.length > 0 ? [`${table}: the policy ${policy} calls ${foreign.join(', ')}`] : []),
    ]
  })
}
