import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { compartments, roleOf, rolePassword } from './database.ts'
import { testNode } from '../../../tests/node.ts'

const node = await testNode()

async function connectAs(compartment: (typeof compartments)[number]): Promise<pg.Client> {
  const user = roleOf(compartment, 'tenfold')
  const client = new pg.Client({
    host: node.address.host,
    port: node.address.port,
    database: node.address.database,
    user,
    password: rolePassword(node.nodeKey, user),
  })
  await client.connect()
  return client
}

const { rows: tables } = await node.asOwner((client) =>
  client.query<{ schema: string; name: string }>(`
    select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'migrations')
    union all select schemaname, viewname from pg_views where schemaname = 'evidence'`),
)

function compartmentOf(schema: string): (typeof compartments)[number] {
  return schema === 'finance' || schema === 'participation' || schema === 'evidence' ? schema : 'care'
}

for (const compartment of compartments) {
  test(`the compartment ${compartment} is refused every table of the three others`, async () => {
    const client = await connectAs(compartment)
    try {
      const foreign = tables.filter(({ schema }) => compartmentOf(schema) !== compartment)
      assert.ok(foreign.length > 10)
      for (const { schema, name } of foreign) {
        await assert.rejects(
          client.query(`select * from ${schema}.${name} limit 1`),
          { code: '42501', message: /permission denied/ },
          `${compartment} could read ${schema}.${name}`,
        )
      }
    } finally {
      await client.end()
    }
  })
}

test('nobody may change or remove a line of a ledger, and nobody may change the tables themselves', async () => {
  for (const [compartment, schema] of [
    ['care', 'kernel'],
    ['finance', 'finance'],
    ['participation', 'participation'],
  ] as const) {
    const client = await connectAs(compartment)
    try {
      await assert.rejects(client.query(`update ${schema}.ledger set hash = ''`), { code: '42501' })
      await assert.rejects(client.query(`delete from ${schema}.ledger`), { code: '42501' })
      await assert.rejects(client.query(`alter table ${schema}.ledger add column x int`), { code: '42501' })
      await assert.rejects(client.query(`truncate ${schema}.ledger`), { code: '42501' })
    } finally {
      await client.end()
    }
  }
})
