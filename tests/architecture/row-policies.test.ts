import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { kernelTables } from '#kernel/db/compartment'
import { compartments } from '#kernel/db/database'
import { nodeWithNoteRooms } from '../compartments/node.ts'

const node = await nodeWithNoteRooms()

/** Tables without row policies: reference data, who people are, and what only the kernel writes. No child is in them. */
const open = new Set([
  ...compartments.flatMap((compartment) => {
    const { worklist, deadline, ...others } = kernelTables(compartment)
    return Object.values<string>(others)
  }),
  ...[
    'account',
    'account_address',
    'agency',
    'agency_key',
    'one_time_link',
    'scope',
    'session',
    'setting',
    'sign_in_try',
    'known_account',
    'unattended_scope',
  ].map((name) => `kernel.${name}`),
  ...['place', 'place_key', 'place_load', 'place_past'].map((name) => `standards.${name}`),
  'intake_forms.form',
  'intake_forms.form_draft',
  'referral.authority',
  'signals.triage_desk',
  // The number that another system gave its report, so that it arrives once.
  'signals.received',
])

/** Policies that no function makes, each for one table. */
const written = new Map([
  [
    'signals.receipt receipt_of_its_holder',
    "ALL | (digest = current_setting('tenfold.secret'::text, true)) | (root_id = ROOTS)",
  ],
  ['children.name_token name_token_lookup', 'SELECT | true | '],
])

interface Policy {
  table: string
  policy: string
  /** The policy, in one line. */
  text: string
  /** The first column of the primary key, which is the id of the root. */
  root: string
}

/** What each function of the migrator makes, read from a table made for this. */
async function formsOfPolicies(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`
    create schema forms;
    create table forms.root (id uuid primary key, scopes int[]);
    create table forms.below (id uuid primary key);
    create table forms.worklist (scope int, record_id uuid, primary key (record_id));
    create table forms.deadline (subject_id uuid primary key, scopes int[]);
    select kernel.protect_root('forms.root'), kernel.protect_below('forms.below', 'id'),
      kernel.protect_worklist('forms.worklist'), kernel.protect_deadline('forms.deadline')`)
  const made = await readPolicies(client)
  const forms = made.filter(({ table }) => table.startsWith('forms.'))
  await client.query('drop schema forms cascade')
  return new Map(forms.map(({ table, text }) => [table.slice('forms.'.length), text]))
}

async function readPolicies(client: pg.Client): Promise<Policy[]> {
  const { rows } = await client.query<Policy>(`
    select p.schemaname || '.' || p.tablename as table, p.policyname as policy, a.attname as root,
      p.cmd || ' | ' || p.qual || ' | ' || coalesce(p.with_check, '') as text
    from pg_policies p
    join pg_index i on i.indrelid = (p.schemaname || '.' || p.tablename)::regclass and i.indisprimary
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]`)
  const roots = "ANY ((string_to_array(current_setting('tenfold.roots'::text, true), ','::text))::uuid[])"
  return rows.map((row) => ({ ...row, text: row.text.replaceAll(roots, 'ROOTS') }))
}

/** A line for each table that is not protected, and for each policy that no function makes. */
async function findUnprotected(client: pg.Client): Promise<string[]> {
  const forms = await formsOfPolicies(client)
  const { rows: tables } = await client.query<{ name: string; protected: boolean; root: boolean }>(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as protected,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'scopes') as root
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'migrations')`)
  const policies = await readPolicies(client)
  return [
    ...tables
      .filter((table) => !table.protected && !open.has(table.name))
      .map(({ name }) => `${name} is not protected`),
    ...tables.filter((table) => table.protected && open.has(table.name)).map(({ name }) => `${name} is listed as open`),
    ...tables
      .filter((table) => table.protected && !open.has(table.name))
      .flatMap(({ name, root }) => {
        const own = policies.filter(({ table }) => table === name)
        const kind = /\.(worklist|deadline)$/.exec(name)?.[1] ?? (root ? 'root' : 'below')
        const wrong = own.filter(
          ({ policy, text, root: id }) =>
            text !== written.get(`${name} ${policy}`) && text !== forms.get(kind)?.replaceAll('(id = ', `(${id} = `),
        )
        return [
          ...(own.length === 0 ? [`${name} has no policy`] : []),
          ...wrong.map(({ policy, text }) => `${name}: ${policy} is not what kernel.protect_${kind} makes: ${text}`),
        ]
      }),
  ]
}

test('every table is protected as the functions of the migrator protect it, or is listed with the reason', async () => {
  assert.deepEqual(await node.asOwner(findUnprotected), [])
})

const roots = `string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]`
const planted: Record<string, [sql: string, said: RegExp]> = {
  'a table that nobody protected': ['create table planted.a (id uuid primary key)', /planted\.a is not protected/],
  'a table whose owner reads past its policies': [
    `create table planted.b (id uuid primary key);
     select kernel.protect_below('planted.b', 'id');
     alter table planted.b no force row level security`,
    /planted\.b is not protected/,
  ],
  'a policy by hand that shows everything': [
    `create table planted.c (id uuid primary key, scopes int[]);
     select kernel.protect_root('planted.c');
     create policy planted on planted.c for select using (true)`,
    /planted\.c: planted is not what kernel\.protect_root makes/,
  ],
  'a policy by hand that forgets what may be written': [
    `create table planted.d (d_id uuid primary key);
     alter table planted.d enable row level security;
     alter table planted.d force row level security;
     create policy planted on planted.d for all using (d_id = any (${roots})) with check (true)`,
    /planted\.d: planted is not what kernel\.protect_below makes/,
  ],
  'a table protected by another column than the root': [
    `create table planted.e (e_id uuid, other uuid, primary key (e_id, other));
     select kernel.protect_below('planted.e', 'other')`,
    /planted\.e: e_of_open_root is not what/,
  ],
  'a table that is shut by mistake': [
    `create table planted.f (id uuid primary key);
     alter table planted.f enable row level security;
     alter table planted.f force row level security`,
    /planted\.f has no policy/,
  ],
}

test('each way to forget a row policy is found when it is planted', async () => {
  await node.asOwner(async (client) => {
    await client.query('create schema planted')
    for (const [sql] of Object.values(planted)) await client.query(sql)
    const said = await findUnprotected(client)
    const missed = Object.entries(planted).filter(([, [, expected]]) => !said.some((line) => expected.test(line)))
    assert.deepEqual(
      missed.map(([what]) => what),
      [],
      said.join('\n'),
    )
    assert.equal(said.length, Object.keys(planted).length, said.join('\n'))
  })
})
