import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import type { DatabaseAddress } from '#kernel/db/database'

const run = promisify(execFile)

/** Everything in a database, read as its owner: with pg_dump if there is one for this server, else table by table. */
export async function dumpOf(address: DatabaseAddress): Promise<{ by: string; text: string }> {
  const byTable = await tableByTable(address)
  const words = [
    '--host',
    address.host,
    '--port',
    String(address.port),
    '--username',
    address.user,
    '--dbname',
    address.database,
    '--inserts',
  ]
  const dumped = await run('pg_dump', words, { maxBuffer: 1 << 29, env: { PATH: process.env['PATH'] } }).then(
    ({ stdout }) => stdout,
    () => '',
  )
  return dumped === ''
    ? { by: 'table by table', text: byTable }
    : { by: 'pg_dump, and table by table', text: `${dumped}\n${byTable}` }
}

async function tableByTable(address: DatabaseAddress): Promise<string> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('information_schema')`,
    )
    const parts: string[] = []
    for (const { name } of rows)
      parts.push(
        (await client.query<{ row: string }>(`select t::text as row from ${name} t`)).rows
          .map(({ row }) => row)
          .join('\n'),
      )
    return parts.join('\n')
  } finally {
    await client.end()
  }
}
