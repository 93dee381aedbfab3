import {
  ColumnNode,
  type CompiledQuery,
  createQueryId,
  InsertQueryNode,
  type OperationNode,
  PostgresQueryCompiler,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
} from 'kysely'

/** The columns of a row that the ledger follows, with their values. */
export type Values = { readonly [column: string]: unknown }

/** What a statement wrote into the columns that the ledger follows. */
export interface RowNote {
  /** The table, e.g. `kernel.deadline`. */
  row: string
  id: string
  /** Counts all notes of the compartment: of two notes on one row the higher is the later. */
  n: number
  /** `found`: the row was there before the ledger followed it. */
  is: 'new' | 'changed' | 'found'
  /** The values before. Absent if the statement did not need them. */
  from?: Values
  to: Values
}

/** A table that the ledger follows. */
export interface Followed {
  /** The columns that name a row. */
  readonly key: readonly string[]
  readonly columns: readonly string[]
}

const deadline: Followed = {
  key: ['subject_id', 'id'],
  columns: ['clock_id', 'level', 'started_at', 'due_at', 'met_at', 'missed_at', 'stopped_at', 'scopes'],
}

const people: Readonly<Record<string, Followed>> = {
  'kernel.account': { key: ['id'], columns: ['agency_id', 'roles', 'active', 'password_hash'] },
  'kernel.scope': { key: ['id'], columns: ['agency_id', 'desk', 'account_id'] },
}

/**
 * Who may see a record, who may not, and what it is worked out from: a scope put there by hand would come back in the node's own
 * writing. Every record of a room has `scopes` (src/kernel/db/root-tables.ts).
 */
const sight: Followed = { key: ['id'], columns: ['scopes', 'barred', 'own_scopes', 'child_grants'] }

export function followedOf(table: string): Followed {
  return wholeOf(table) ?? (table.endsWith('.worklist') ? copies : sight)
}

/** A row of a list is written from its record each time, and is no record itself. */
const copies: Followed = { key: ['scope', 'list', 'record_id'], columns: [] }

/** Tables whose rows are followed from the first, whichever of their columns a statement writes. */
function wholeOf(table: string): Followed | undefined {
  return table.endsWith('.deadline') ? deadline : people[table]
}

/** The tables about people that the ledger of care follows. */
export const peopleTables: readonly string[] = Object.keys(people)

/** Text is compared as it is stored, except a password: its stored hash is hashed again. */
export function valuesSql(table: string, columns: readonly string[]): string {
  const pairs = columns.map((column) => {
    const value = `${table}.${column}`
    return `'${column}', ${column === 'password_hash' ? `encode(sha256(convert_to(${value}, 'UTF8')), 'hex')` : value}`
  })
  return `jsonb_build_object(${pairs.join(', ')})`
}

export function keySql(table: string, { key }: Pick<Followed, 'key'>): string {
  return `concat_ws('/', ${key.map((column) => `${table}.${column}`).join(', ')})`
}

/** Values as they are compared: sets in order, times in UTC. */
export function plainValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [column, plainValue(value)]))
}

const time = /^\d{4,}-\d\d-\d\dT[\d:.]+[+-]\d\d:?\d\d$/

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value as unknown[])].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))
  if (typeof value === 'string' && time.test(value)) return new Date(value).toISOString()
  return value ?? null
}

function rankOf(value: unknown): number | string {
  return typeof value === 'number' ? value : typeof value === 'string' ? value : JSON.stringify(value)
}

function sameValues(one: Values, other: Values): boolean {
  return JSON.stringify(plainValues(one)) === JSON.stringify(plainValues(other))
}

/** A statement that writes followed columns, changed so that the database says what it wrote. */
export interface FollowedWrite {
  /** Run it before: the values that the statement will change, and a lock so that they stay until then. */
  before?: { sql: string; parameters: readonly unknown[] }
  sql: string
  /** Whether the caller asked for rows itself. */
  returns: boolean
  notes(after: readonly unknown[], before: readonly unknown[]): RowNote[]
}

/**
 * Finds what a statement writes into followed columns. All rooms write with the query builder, so its tree says it; the
 * names of columns say which rows matter. Nothing of this is in a room. `counter` numbers the notes.
 */
export function followWrite(query: Partial<CompiledQuery>, counter: string): FollowedWrite | undefined {
  const node = query.query as OperationNode | undefined
  if (node === undefined || query.sql === undefined) return undefined
  if (InsertQueryNode.is(node)) return followInsert(node, query.sql, counter)
  return UpdateQueryNode.is(node) ? followUpdate(node, query.sql, counter) : undefined
}

function followInsert(node: InsertQueryNode, sql: string, counter: string): FollowedWrite | undefined {
  const table = tableOf(node.into)
  const written = (node.columns ?? []).map(({ column }) => column.name)
  const followed = table === undefined ? undefined : followedColumns(table, written)
  if (table === undefined || !followed) return undefined
  const all = wholeOf(table)?.columns ?? followed
  const changed = (node.onConflict?.updates ?? []).flatMap((update) => columnOf(update) ?? [])
  return {
    sql: returning(sql, node, noteSql(table, all, counter, node.onConflict ? `${table}.xmax = 0` : 'true')),
    returns: node.returning !== undefined,
    notes: (after) =>
      after.flatMap((row): RowNote[] => {
        const { n, id, fresh, values } = noteIn(row)
        if (fresh) return [{ row: table, id, n, is: 'new', to: plainValues(values) }]
        // Only what the statement sets: another column of a row that was there may have been changed by others.
        const to = plainValues(pickColumns(values, changed))
        return Object.keys(to).length > 0 ? [{ row: table, id, n, is: 'changed', to }] : []
      }),
  }
}

function followUpdate(node: UpdateQueryNode, sql: string, counter: string): FollowedWrite | undefined {
  const table = node.table && tableOf(node.table)
  const written = (node.updates ?? []).flatMap((update) => columnOf(update) ?? [])
  const followed = table === undefined ? undefined : followedColumns(table, written)
  if (table === undefined || !followed) return undefined
  return {
    before: valuesBefore(node, table, followed),
    sql: returning(sql, node, noteSql(table, followed, counter, 'false')),
    returns: node.returning !== undefined,
    notes(after, before) {
      const earlier = new Map((before as { id: string; held: Values }[]).map(({ id, held }) => [id, plainValues(held)]))
      return after.flatMap((row): RowNote[] => {
        const { n, id, values } = noteIn(row)
        const to = plainValues(values)
        const from = earlier.get(id)
        if (from && sameValues(from, to)) return []
        return [{ row: table, id, n, is: 'changed', ...(from && { from }), to }]
      })
    },
  }
}

function followedColumns(table: string, written: readonly string[]): readonly string[] | undefined {
  const found = followedOf(table).columns.filter((column) => written.includes(column))
  return found.length > 0 ? found : undefined
}

const noteColumn = 'ledger_note'

/** The number is drawn when the row is locked, so the later of two writers of one row has the higher one. */
function noteSql(table: string, columns: readonly string[], counter: string, fresh: string): string {
  const key = keySql(table, followedOf(table))
  return `jsonb_build_object('n', nextval('${counter}'), 'id', ${key}, 'fresh', ${fresh}, 'values', ${valuesSql(table, columns)}) as ${noteColumn}`
}

/** `RETURNING` is the end of a statement, so it can be added to its text. */
function returning(sql: string, node: InsertQueryNode | UpdateQueryNode, note: string): string {
  return `${sql}${node.returning ? ',' : ' returning'} ${note}`
}

function noteIn(row: unknown): { n: number; id: string; fresh: boolean; values: Values } {
  return (row as Record<typeof noteColumn, { n: number; id: string; fresh: boolean; values: Values }>)[noteColumn]
}

/** The rows as the caller asked for them. */
export function withoutNotes(rows: readonly unknown[]): unknown[] {
  return rows.map((row) => {
    const { [noteColumn]: _, ...own } = row as Record<string, unknown>
    return own
  })
}

const compiler = new PostgresQueryCompiler()

function valuesBefore(node: UpdateQueryNode, table: string, columns: readonly string[]): FollowedWrite['before'] {
  const select = { ...SelectQueryNode.createFrom([node.table!]), ...(node.where && { where: node.where }) }
  const { sql, parameters } = compiler.compileQuery(select, createQueryId())
  const wanted = `select ${keySql(table, followedOf(table))} as id, ${valuesSql(table, columns)} as held`
  return { sql: `${sql.replace(/^select/, wanted)} for update`, parameters }
}

const plainName = /^[a-z_]+$/

/** Undefined for anything but a table of a schema, under its own name. */
function tableOf(node: OperationNode | undefined): string | undefined {
  if (node === undefined || !TableNode.is(node)) return undefined
  const { schema, identifier } = node.table
  if (schema === undefined || !plainName.test(schema.name) || !plainName.test(identifier.name)) return undefined
  return `${schema.name}.${identifier.name}`
}

function columnOf({ column }: { column: OperationNode }): string | undefined {
  return ColumnNode.is(column) ? column.column.name : undefined
}

function pickColumns(values: Values, columns: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([column]) => columns.includes(column)))
}
