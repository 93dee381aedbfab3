import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type pg from 'pg'
import type { Room } from '../room.ts'
import { type RoomFolder, roomFolders } from '../room-folders.ts'
import { programVersion } from '../version.ts'
import { type Compartment, compartments, connectionTo, type DatabaseAddress, openClient, roleOf } from './database.ts'
import { databaseVersion, keepVersion, refuseNewer } from './database-version.ts'
import { refuseOtherKey } from './other-key.ts'
import { packageRoot } from './package-root.ts'
import { prepareLogins, prepareOwner, quoted } from './roles.ts'

interface Migration {
  module: string
  name: string
  sql: string
  checksum: string
}

export interface MigrationReport {
  applied: string[]
  already: number
  /** The previous version of the database; undefined if it was empty. */
  from?: string
  to: string
}

interface MigrateOptions {
  /** The version of this program. Only tests pass another one. */
  to?: string
  root?: string
  /** The folders that may have migrations. Only tests pass others. */
  folders?: readonly RoomFolder[]
  say?: (line: string) => void
}

/**
 * Migrates a database to this version: makes the login roles, then runs each new SQL file of the modules in its own
 * transaction. A file that changed after it ran stops the start. So does a database of a newer version, or one sealed
 * with another node key. The order of `rooms` is the order of their files; a folder that is no room comes last.
 */
export async function migrate(
  address: DatabaseAddress,
  nodeKey: Uint8Array,
  rooms: readonly Room[],
  { to = programVersion(), root = packageRoot(), folders = roomFolders(root), say = () => {} }: MigrateOptions = {},
): Promise<MigrationReport> {
  const client = openClient(connectionTo(address))
  await client.connect()
  try {
    const { rows } = await client.query<{ first: boolean }>(
      `select pg_try_advisory_lock(hashtext('tenfold-migrate')) as first`,
    )
    if (!rows[0]?.first) {
      say('Another start is preparing this database; waiting until it is done')
      await client.query(`select pg_advisory_lock(hashtext('tenfold-migrate'))`)
    }
    await prepareOwner(client, address.database)
    await refuseOtherKey(client, nodeKey)
    await prepareLogins(client, address.database, nodeKey)
    const report = await runMigrations(client, findMigrations(root, folders, rooms), address.database, to)
    await grantCompartments(client, address.database, rooms)
    return report
  } finally {
    await client.end()
  }
}

function findMigrations(root: string, folders: readonly RoomFolder[], rooms: readonly Room[]): Migration[] {
  const order = ['kernel', ...rooms.map(({ name }) => name)]
  const position = (module: string): number => (order.includes(module) ? order.indexOf(module) : order.length)
  const inOrder = folders.toSorted((a, b) => position(a.name) - position(b.name) || a.name.localeCompare(b.name))
  return inOrder.flatMap(({ name: module, folder: room }) => {
    const folder = join(root, room, module === 'kernel' ? 'db/migrations' : 'store/migrations')
    if (!existsSync(folder)) return []
    return sqlFilesBelow(folder).map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      const name = file.includes('/') ? file : `${module}/${file}`
      return { module, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
  })
}

/**
 * The SQL files of a module, oldest first. A subfolder has the files that another module wrote before its tables moved
 * here: they ran under that module's name, so they keep it.
 */
function sqlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
}

async function runMigrations(
  client: pg.Client,
  migrations: Migration[],
  database: string,
  to: string,
): Promise<MigrationReport> {
  await client.query(`set role ${quoted(roleOf('owner', database))}`)
  await client.query('create schema if not exists migrations')
  await client.query(
    'create table if not exists migrations.applied (name text not null primary key, checksum text not null, at timestamptz not null default now())',
  )
  const done = new Map(
    (await client.query('select name, checksum from migrations.applied')).rows.map((row) => [row.name, row.checksum]),
  )
  const from = await databaseVersion(client, done.size > 0)
  refuseNewer({ from, to, unknown: [...done.keys()].filter((name) => !migrations.some((one) => one.name === name)) })
  const applied: string[] = []
  for (const migration of migrations) {
    const checksum = done.get(migration.name)
    if (checksum === migration.checksum) continue
    if (checksum)
      throw new Error(`The migration ${migration.name} was changed after it had run. Put it back and add a new file.`)
    await client.query('begin')
    try {
      await client.query(migration.sql)
      await client.query('insert into migrations.applied (name, checksum) values ($1, $2)', [
        migration.name,
        migration.checksum,
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw new Error(
        `The migration ${migration.name} failed and was undone: ${(error as Error).message}. ` +
          `Nothing of it stays${applied.length > 0 ? `; before it ${applied.join(', ')} were made and stay` : ''}. Remove the cause and start again: it goes on here.`,
        { cause: error },
      )
    }
    applied.push(migration.name)
  }
  if (from !== to) await keepVersion(client, to)
  await client.query('reset role')
  return { applied, already: migrations.length - applied.length, ...(from !== undefined && { from }), to }
}

/** Each login role gets only the schemas of its compartment. Ledgers are append-only for all roles. */
async function grantCompartments(client: pg.Client, database: string, rooms: readonly Room[]): Promise<void> {
  const owner = roleOf('owner', database)
  const { rows } = await client.query<{ schema: string }>(
    `select nspname as schema from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = $1 and nspname <> 'migrations'`,
    [owner],
  )
  await client.query(`set role ${quoted(owner)}`)
  for (const { schema } of rows) {
    const compartment = compartmentOf(schema, rooms)
    await takeFromOthers(client, schema, compartment, database)
    if (!compartment) continue
    const role = quoted(roleOf(compartment, database))
    await client.query(`grant usage on schema ${schema} to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`)
    await client.query(`grant usage on all sequences in schema ${schema} to ${role}`)
    await client.query(readOnly(schema, role))
  }
  await client.query('reset role')
}

/** Views show what is for evidence, and a line of a ledger is never changed or removed. */
function readOnly(schema: string, role: string): string {
  return `do $$ declare name text; begin
    for name in select viewname from pg_views where schemaname = '${schema}' loop
      execute format('revoke insert, update, delete on ${schema}.%I from ${role}', name);
    end loop;
    if to_regclass('${schema}.ledger') is not null then revoke update, delete on ${schema}.ledger from ${role}; end if;
  end $$`
}

/** A room that moved to another compartment, or is no longer there, was granted to the first one before. */
async function takeFromOthers(
  client: pg.Client,
  schema: string,
  own: Compartment | undefined,
  database: string,
): Promise<void> {
  const others = compartments.filter((name) => name !== own).map((name) => roleOf(name, database))
  const { rows } = await client.query<{ role: string }>(
    `select role from unnest($1::text[]) role where has_schema_privilege(role, $2, 'usage')`,
    [others, schema],
  )
  for (const { role } of rows) {
    await client.query(`revoke all on all tables in schema ${schema} from ${quoted(role)}`)
    await client.query(`revoke all on all sequences in schema ${schema} from ${quoted(role)}`)
    await client.query(`revoke usage on schema ${schema} from ${quoted(role)}`)
  }
}

/** Schemas of care that have no room of their name. */
const OF_CARE = ['kernel', 'standards']

/** A schema with the name of a compartment is its own. A schema of no room belongs to nobody, whoever had it before. */
function compartmentOf(schema: string, rooms: readonly Room[]): Compartment | undefined {
  if (OF_CARE.includes(schema)) return 'care'
  const own = compartments.find((compartment) => compartment === schema)
  return own ?? rooms.find(({ name }) => name.replaceAll('-', '_') === schema)?.compartment
}
