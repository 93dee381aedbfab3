import { sql } from 'kysely'
import { nodeScope } from '../actor.ts'
import type { Ledger } from './check.ts'
import { type FollowedTable, followedTables } from './followed-tables.ts'
import { chainCount } from './record.ts'
import { keySql, plainValues, type RowNote, type Values, valuesSql } from './row-notes.ts'

/** A row that is not as the ledger says. */
export interface StrangeRow {
  table: string
  id: string
  /** `changed-between`: a later act of the node found the row other than the act before had left it. */
  kind: 'not-in-ledger' | 'gone' | 'differs' | 'changed-between'
  /** The columns that differ, with the value of the ledger and the one that was found. */
  columns: { column: string; said: unknown; found: unknown }[]
}

export interface ComparedRows {
  rows: number
  /** Rows whose beginning the ledger does not have: they are from before it followed rows. */
  found: number
  strange: StrangeRow[]
}

interface Joined {
  id: string
  notes: RowNote[] | null
  held: Values | null
}

const page = 2_000

/**
 * Holds every row that the ledger follows against what the lines say was written into it. Run it in a transaction of one
 * snapshot, after `verifyLedger` found the ledger sound: it believes the lines. Reads with the scope of the node.
 */
export async function compareRows(ledger: Ledger): Promise<ComparedRows> {
  const { database: db } = ledger
  await sql.raw(`set local tenfold.scopes = '${nodeScope}'`).execute(db)
  await sql.raw(`set local tenfold.roots = ''`).execute(db)
  const compared: ComparedRows = { rows: 0, found: 0, strange: [] }
  for (const table of await followedTables(ledger)) {
    await sql`declare compared no scroll cursor for ${joined(ledger, table)}`.execute(db)
    for (;;) {
      const { rows } = await sql<Joined>`fetch ${sql.lit(page)} from compared`.execute(db)
      for (const row of rows) compareRow(table.name, row, compared)
      if (rows.length < page) break
    }
    await sql`close compared`.execute(db)
  }
  return compared
}

/** Every row with its notes in order. A note without a row, and a row without a note, come too. */
function joined({ kernel }: Ledger, { name, key, columns }: FollowedTable) {
  return sql`
    with noted as (
      select note->>'id' as id, jsonb_agg(note order by (note->>'n')::bigint) as notes
      from ${sql.table(kernel.ledger)}, jsonb_array_elements(line->'rows') as note
      where chain < ${sql.lit(chainCount)} and line ? 'rows' and note->>'row' = ${sql.lit(name)}
      group by 1
    ), stored as (
      select ${sql.raw(keySql(name, { key }))} as id, ${sql.raw(valuesSql(name, columns))} as held from ${sql.table(name)}
    )
    select id, notes, held from noted full join stored using (id)`
}

function compareRow(table: string, { id, notes, held }: Joined, compared: ComparedRows): void {
  compared.rows += 1
  const { strange } = compared
  if (notes === null) {
    strange.push({ table, id, kind: 'not-in-ledger', columns: [] })
    return
  }
  if (!notes.some(({ is }) => is === 'new')) compared.found += 1
  const { said, between } = follow(notes)
  if (between.length > 0) strange.push({ table, id, kind: 'changed-between', columns: between })
  if (held === null) {
    strange.push({ table, id, kind: 'gone', columns: [] })
    return
  }
  const columns = differences(said, plainValues(held))
  if (columns.length > 0) strange.push({ table, id, kind: 'differs', columns })
}

/** What the notes of a row say is in it, and where one of them found it other than the note before had left it. */
function follow(notes: readonly RowNote[]): { said: Values; between: StrangeRow['columns'] } {
  let said: Values = {}
  const between: StrangeRow['columns'] = []
  for (const { is, from = {}, to } of notes) {
    // The first finding counts: a second one could be of a row that was changed before it.
    if (is === 'found') {
      said = { ...to, ...said }
      continue
    }
    between.push(...differences(pickSame(said, from), from))
    said = { ...said, ...to }
  }
  return { said, between }
}

function pickSame(said: Values, from: Values): Values {
  return Object.fromEntries(Object.entries(said).filter(([column]) => column in from))
}

function differences(said: Values, found: Values): StrangeRow['columns'] {
  return Object.entries(said).flatMap(([column, value]) =>
    JSON.stringify(value) === JSON.stringify(found[column] ?? null)
      ? []
      : [{ column, said: value, found: found[column] ?? null }],
  )
}
