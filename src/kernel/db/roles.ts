import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { compartments, roleOf, rolePassword } from './database.ts'

/**
 * Makes the role that owns the tables. The connection's user needs CREATEROLE and must own the database, but need not
 * be a superuser. If it may not, throws a message with the grants to run.
 */
export async function prepareOwner(client: pg.Client, database: string): Promise<void> {
  const owner = roleOf('owner', database)
  await makeRole(client, owner, 'nologin')
  await client.query(`grant ${quoted(owner)} to current_user`)
  await client.query(`grant create, connect on database ${quoted(database)} to ${quoted(owner)}`)
  await client.query('revoke all on schema public from public')
}

/** Makes the login roles of the compartments, with passwords derived from the node key. */
export async function prepareLogins(client: pg.Client, database: string, nodeKey: Uint8Array): Promise<void> {
  for (const compartment of compartments) {
    const role = roleOf(compartment, database)
    await makeRole(client, role, 'login')
    // Send the SCRAM verifier, so that a statement log does not contain the password.
    await client.query(`alter role ${quoted(role)} login password '${scramVerifier(rolePassword(nodeKey, role))}'`)
    await client.query(`alter role ${quoted(role)} set jit = off`)
  }
  await refuseMightyRoles(client, database)
}

/** A quoted identifier, for any name of a database. */
export function quoted(name: string): string {
  return pg.escapeIdentifier(name)
}

async function makeRole(client: pg.Client, role: string, kind: 'login' | 'nologin'): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount !== 0) return
  await client.query(`create role ${quoted(role)} ${kind}`).catch(async (error: Error & { code?: string }) => {
    const somebodyElseMadeIt = ['42710', '23505']
    if (somebodyElseMadeIt.includes(error.code ?? '')) return
    if (error.code !== '42501') throw error
    const { rows } = await client.query<{ name: string }>('select current_user as name')
    throw new Error(
      `DATABASE_URL: the user ${rows[0]?.name} may not make roles. As an administrator of the database: alter role ${quoted(rows[0]?.name ?? '')} createrole;`,
      { cause: error },
    )
  })
}

/** Refuses login roles that are superusers or have BYPASSRLS, because row-level security does not apply to them. */
async function refuseMightyRoles(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls)',
    [compartments.map((compartment) => roleOf(compartment, database))],
  )
  const [mighty] = rows
  if (mighty)
    throw new Error(
      `DATABASE_URL: the role ${mighty.name} may pass by row-level security. As an administrator of the database: alter role ${quoted(mighty.name)} nosuperuser nobypassrls;`,
    )
}

/** The SCRAM verifier of RFC 5803 §3, as PostgreSQL stores it (src/common/scram-common.c, scram_build_secret). */
function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyOf = (use: string): Buffer => createHmac('sha256', salted).update(use).digest()
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`
}
