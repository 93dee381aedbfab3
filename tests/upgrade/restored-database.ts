import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { compartments, type DatabaseAddress, roleOf } from '#kernel/db/database'
import { quoted } from '#kernel/db/roles'

/**
 * Restores a dump as in docs/deploy/backup.md: first the owner's role, then the tables as that role. Dropped when the
 * test file ends.
 */
export async function restoredDatabase(dump: string): Promise<{ address: DatabaseAddress; url: string }> {
  const { socketDir, port, superuser } = JSON.parse(process.env['TENFOLD_TEST_PG'] as string) as {
    socketDir: string
    port: number
    superuser: string
  }
  const database = `restored_${randomBytes(5).toString('hex')}`
  const server = { host: socketDir, port, user: superuser }
  const owner = quoted(roleOf('owner', database))
  await asSuperuser(
    { ...server, database: 'postgres' },
    `create database ${database}`,
    `create role ${owner} nologin`,
    `grant create on database ${database} to ${owner}`,
  )
  await asSuperuser({ ...server, database }, `set role ${owner}`, dump)
  after(async () => {
    await asSuperuser({ ...server, database: 'postgres' }, `drop database ${database} with (force)`)
    const roles = ['owner' as const, ...compartments].map(
      (role) => `drop role if exists ${quoted(roleOf(role, database))}`,
    )
    await asSuperuser({ ...server, database: 'postgres' }, ...roles)
  })
  return {
    address: { ...server, database },
    url: `postgres://${superuser}@localhost:${port}/${database}?host=${encodeURIComponent(socketDir)}`,
  }
}

async function asSuperuser(address: DatabaseAddress, ...statements: string[]): Promise<void> {
  const client = new pg.Client(address)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
