import { sql } from 'kysely'
import { nodeActor } from '../actor.ts'
import { type OpenCompartment, schemaOf } from '../db/compartment.ts'
import { inTransaction, type TxAccess } from '../db/transaction.ts'
import { type FollowedTable, followedTables } from './followed-tables.ts'
import { keySql, plainValues, type RowNote, type Values, valuesSql } from './row-notes.ts'

const rowsOfLine = 200
const rowsOfTransaction = 5_000

/**
 * Writes the rows that are there into the ledger, as they are found, because it followed no row before. It runs once,
 * with the update. If it is cut off, the next start runs it again; of two findings of a row the first counts.
 */
export async function noteFoundRows(compartment: OpenCompartment): Promise<number> {
  let noted = 0
  for (const table of await followedTables(compartment)) {
    let after: string[] | undefined
    do {
      after = await inTransaction(compartment, nodeActor, async (access) => {
        const page = await readPage(access, compartment, table, after)
        for (let at = 0; at < page.length; at += rowsOfLine) {
          access.ledger({
            at: compartment.clock.now().toISOString(),
            actor: `${nodeActor.kind}:${nodeActor.id}`,
            act: 'follow-rows',
            kind: 'rows',
            purpose: 'protect',
            policies: [],
            rows: page.slice(at, at + rowsOfLine).map(({ note }) => note),
          })
        }
        noted += page.length
        return page.length < rowsOfTransaction ? undefined : page.at(-1)!.key
      })
    } while (after)
  }
  return noted
}

async function readPage(
  { db }: TxAccess,
  { name: compartment }: OpenCompartment,
  { name, key, columns }: FollowedTable,
  after: string[] | undefined,
): Promise<{ key: string[]; note: RowNote }[]> {
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const { rows } = await sql<{ key: string[]; id: string; n: number; held: Values }>`
    select *, nextval(${`${schemaOf(compartment)}.ledger_note`}::regclass) as n from (
      select array[${sql.join(key.map((column) => sql`${sql.ref(column)}::text`))}] as key,
        ${sql.raw(keySql(name, { key }))} as id, ${sql.raw(valuesSql(name, columns))} as held
      from ${sql.table(name)}
      ${after ? sql`where (${keys}) > (${sql.join(after)})` : sql``}
      order by ${keys} limit ${rowsOfTransaction}) as page`.execute(db)
  return rows.map(({ key: last, id, n, held }) => ({
    key: last,
    note: { row: name, id, n, is: 'found', to: plainValues(held) },
  }))
}
