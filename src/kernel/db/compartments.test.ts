import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { addressOf } from '../../../tests/node.ts'
import { house, nodeWithNoteRooms } from '../../../tests/compartments/node.ts'
import { kernelTables } from './compartment.ts'
import { type Compartment, compartments, roleOf, rolePassword } from './database.ts'
import { migrate } from './migrate.ts'

const node = await nodeWithNoteRooms()

async function connectAs(compartment: Compartment): Promise<pg.Client> {
  const user = roleOf(compartment, house.template)
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
  client.query<{ schema: string; name: string; view: boolean }>(`
    select schemaname as schema, tablename as name, false as view from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'migrations')
    union all select schemaname, viewname, true from pg_views where schemaname not in ('pg_catalog', 'information_schema')`),
)

/** A room's tables are where its manifest says; a schema with the name of a compartment is the kernel's there. */
const compartmentOf = new Map<string, Compartment>([
  ...house.rooms.map(({ name, compartment }) => [name.replaceAll('-', '_'), compartment] as const),
  ...(['finance', 'participation', 'evidence'] as const).map((name) => [name, name] as const),
  ['kernel', 'care'],
  ['standards', 'care'],
])

for (const compartment of compartments) {
  test(`the compartment ${compartment} is refused every table of the three others, to read and to write`, async () => {
    const client = await connectAs(compartment)
    try {
      const foreign = tables.filter(({ schema }) => compartmentOf.get(schema) !== compartment)
      const others = new Set(foreign.map(({ schema }) => compartmentOf.get(schema)))
      assert.deepEqual(
        [...others].sort(),
        compartments.filter((name) => name !== compartment).toSorted(),
        'no table of another compartment was tried, or one belongs to none',
      )
      for (const { schema, name } of foreign) {
        for (const statement of [
          `select * from ${schema}.${name} limit 1`,
          `insert into ${schema}.${name} default values`,
          `delete from ${schema}.${name}`,
        ])
          await assert.rejects(
            client.query(statement),
            { code: '42501', message: /permission denied/ },
            `${compartment} may: ${statement}`,
          )
      }
    } finally {
      await client.end()
    }
  })

  test(`${compartment} reads its own tables, and changes no line of its ledger and none of its tables`, async () => {
    const { ledger } = kernelTables(compartment)
    const client = await connectAs(compartment)
    try {
      for (const { schema, name } of tables.filter((each) => compartmentOf.get(each.schema) === compartment))
        await client.query(`select * from ${schema}.${name} limit 1`)
      for (const statement of [
        `update ${ledger} set hash = ''`,
        `delete from ${ledger}`,
        `alter table ${ledger} add column x int`,
        `truncate ${ledger}`,
      ])
        await assert.rejects(client.query(statement), { code: '42501' }, statement)
    } finally {
      await client.end()
    }
  })
}

test('evidence reads what is published for it and cannot write into it', async () => {
  const published = tables.filter(({ view }) => view)
  assert.deepEqual([...new Set(published.map(({ schema }) => schema))], ['evidence'])
  const client = await connectAs('evidence')
  try {
    for (const { schema, name } of published) {
      const { rows } = await client.query(
        `select has_table_privilege($1, 'select') as reads, has_table_privilege($1, 'insert, update, delete') as writes`,
        [`${schema}.${name}`],
      )
      assert.deepEqual(rows, [{ reads: true, writes: false }])
    }
  } finally {
    await client.end()
  }
})

test('a view for evidence with an id, a time of day or a sealed value is not made', async () => {
  const shown: [column: string, said: RegExp][] = [
    ['id', /may not show id/],
    ['written_at', /may not show written_at/],
    ['sealed_words', /may not show sealed_words/],
    ['scopes', /may not show scopes/],
  ]
  for (const [column, said] of shown)
    await assert.rejects(
      node.asOwner((client) =>
        client.query(`select kernel.publish('evidence.test_planted', 'select kind, ${column} from test_care.note')`),
      ),
      said,
    )
  await assert.rejects(
    node.asOwner((client) => client.query(`select kernel.publish('test_care.test_planted', 'select 1 as one')`)),
    /not a view for evidence/,
  )
})

test('the kernel has the same tables in every compartment: columns, keys and policies', async () => {
  const shapes = await Promise.all(compartments.map(shapeOf))
  assert.ok(shapes[0]!.length > 60)
  for (const shape of shapes) assert.deepEqual(shape, shapes[0])
})

/** Columns, indexes and row policies of the kernel's tables in a compartment, without the name of the schema. */
async function shapeOf(compartment: Compartment): Promise<string[]> {
  const names = Object.values(kernelTables(compartment))
  const { rows } = await node.asOwner((client) =>
    client.query<{ line: string }>(
      `select c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull as line
       from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attrelid = any ($1::regclass[]) and a.attnum > 0
       union all select indexdef from pg_indexes where schemaname || '.' || tablename = any ($2)
       union all select tablename || ' ' || policyname || ' ' || cmd || ' ' || qual || ' ' || with_check
       from pg_policies where schemaname || '.' || tablename = any ($2)
       union all select relname || ' protected ' || relrowsecurity || relforcerowsecurity from pg_class where oid = any ($1::regclass[])`,
      [names, names],
    ),
  )
  const schema = names[0]!.split('.')[0]!
  return rows.map(({ line }) => line.replaceAll(` ${schema}.`, ' ')).sort()
}

test('when a room is no longer there, nobody reads its tables, not even those who did before', async () => {
  const database = 'without_a_room'
  await node.asOwner((client) => client.query(`create database ${database}`))
  try {
    const { folders, rooms } = house
    const options = { ...(folders && { folders }) }
    await migrate(addressOf(database), node.nodeKey, rooms, options)
    await migrate(
      addressOf(database),
      node.nodeKey,
      rooms.filter(({ name }) => name !== 'test-finance'),
      options,
    )
    const client = new pg.Client(addressOf(database))
    await client.connect()
    try {
      const { rows } = await client.query<{ may: boolean[] }>(
        `select array_agg(has_table_privilege(role, 'test_finance.note', 'select') order by role) as may from unnest($1::text[]) role`,
        [compartments.map((name) => roleOf(name, database))],
      )
      assert.deepEqual(rows[0]!.may, [false, false, false, false])
    } finally {
      await client.end()
    }
  } finally {
    await node.asOwner((client) => client.query(`drop database ${database} with (force)`))
  }
})
