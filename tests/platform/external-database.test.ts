import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { makeAuthority } from './certificates.ts'
import { externalPostgres, type ExternalPostgres } from './external-postgres.ts'
import { runNode, type NodeProcess } from './running-node.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PATIENCE = { timeout: 600_000 }
const debian15 = '/usr/lib/postgresql/15/bin'

for (const [whose, bin] of [
  ['that came along', undefined],
  ['15 of Debian', debian15],
] as const) {
  describe(`an external PostgreSQL, the one ${whose}, over TLS`, {
    skip: bin !== undefined && !existsSync(bin) ? `there is no ${bin} on this machine` : false,
  }, () => {
    let folder = ''
    let remove = (): Promise<void> => Promise.resolve()
    let server: ExternalPostgres

    before(async () => {
      const made = await temporaryFolder()
      ;({ path: folder, remove } = made)
      server = await externalPostgres(folder, bin)
      // Everything that docs/deploy/database.md asks of the database administrator.
      await asAdministrator(
        `create role tenfold_admin login createrole password 'quiet water'`,
        'create database "tenfold-prod" owner tenfold_admin',
        `create role guest login password 'g'`,
        'create database guests owner guest',
      )
      await writeFile(join(folder, 'node.key'), randomBytes(32).toString('base64'), { mode: 0o600 })
      await writeFile(join(folder, 'wrong.pem'), makeAuthority('Somebody else').certificate)
    })
    after(async () => {
      await server.stop()
      await remove()
    })

    async function asAdministrator(...statements: string[]): Promise<Record<string, unknown>[]> {
      const client = new pg.Client({
        host: server.socketDir,
        port: server.port,
        user: 'postgres',
        database: 'postgres',
      })
      await client.connect()
      const rows: Record<string, unknown>[] = []
      for (const statement of statements)
        rows.push(...((await client.query(statement)).rows as Record<string, unknown>[]))
      await client.end()
      return rows
    }

    async function start(url: string): Promise<NodeProcess> {
      return runNode({
        TENFOLD_DATA: folder,
        DATABASE_URL: url,
        NODE_ENV: 'production',
        TENFOLD_MODE: 'production',
        TENFOLD_PUBLIC_URL: 'http://localhost',
      })
    }

    function url({
      host = 'localhost',
      user = 'tenfold_admin:quiet%20water',
      database = 'tenfold-prod',
      ca = server.caFile,
    } = {}): string {
      return `postgres://${user}@${host}:${server.port}/${database}?sslmode=verify-full&sslrootcert=${encodeURIComponent(ca)}`
    }

    async function refused(wrong: Parameters<typeof url>[0], said: RegExp): Promise<void> {
      const node = await start(url(wrong))
      assert.equal(await node.ended(), 1)
      const lines = node.printed().trim().split('\n')
      assert.match(lines.at(-1) as string, said)
    }

    test(
      'a node works with an owner who is no superuser; every connection is encrypted, and its roles cannot pass by row-level security',
      PATIENCE,
      async () => {
        const node = await start(url())
        const address = await node.address()
        assert.equal((await fetch(`${address}/readyz`)).status, 200)
        const ways = await asAdministrator(
          `select distinct usename, ssl from pg_stat_activity join pg_stat_ssl using (pid) where datname = 'tenfold-prod'`,
        )
        assert.ok(ways.length > 0 && ways.every(({ ssl }) => ssl === true), JSON.stringify(ways))
        const roles = await asAdministrator(
          `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty, rolpassword like 'SCRAM-SHA-256$%' as sealed from pg_authid where rolname ~ '^tenfold_(care|finance|participation|evidence)_tenfold-prod$'`,
        )
        assert.equal(roles.length, 4)
        assert.ok(roles.every(({ mighty, sealed }) => mighty === false && sealed === true))
        node.child.kill('SIGTERM')
        assert.equal(await node.ended(), 0, node.printed())
        const again = await start(url())
        await again.address()
        again.child.kill('SIGTERM')
        assert.equal(await again.ended(), 0, again.printed())
      },
    )

    test('a certificate of another authority is refused in one line', PATIENCE, () =>
      refused(
        { ca: join(folder, 'wrong.pem') },
        /DATABASE_URL: the database at localhost:\d+\/tenfold-prod cannot be used: its certificate does not come from a certificate authority this node trusts/,
      ),
    )

    test('a certificate for another name is refused in one line', PATIENCE, () =>
      refused({ host: '127.0.0.1' }, /cannot be used: its certificate is for another name/),
    )

    test('an authority’s file that is not there, or is no certificate, is refused by its name', PATIENCE, async () => {
      await refused({ ca: join(folder, 'nowhere.pem') }, /nowhere\.pem \(sslrootcert\) cannot be read: ENOENT/)
      await refused({ ca: join(folder, 'node.key') }, /node\.key \(sslrootcert\) holds no certificate/)
    })

    test('an owner who may not make roles is told what to ask for', PATIENCE, () =>
      refused(
        { user: 'guest:g', database: 'guests' },
        /DATABASE_URL: the user guest may not make roles\. .*alter role "guest" createrole;/,
      ),
    )

    test('a role that could pass by row-level security stops the start', PATIENCE, async () => {
      await asAdministrator('alter role "tenfold_care_tenfold-prod" bypassrls')
      await refused({}, /DATABASE_URL: the role tenfold_care_tenfold-prod may pass by row-level security/)
      await asAdministrator('alter role "tenfold_care_tenfold-prod" nobypassrls')
    })
  })
}
