import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import { isUuid } from '../ids.ts'
import { refuse, Refused } from '../refusal.ts'
import type { Database } from './database.ts'

/**
 * One transaction under row-level security. Two variables say what it may see:
 * `tenfold.scopes`, the actor's scopes, opens root rows; `tenfold.roots`, the roots opened so far, opens what lies below them.
 * Only `SET LOCAL` with literals is understood by Citus (reference 07 §1.4), so ids are checked before they are written.
 */
export interface Opening {
  readonly db: Database
  /** Reads a root row the actor may see and opens its child rows; undefined when it is not there for them. */
  open<Table extends RootTable>(table: Table, id: string, options?: { lock?: boolean }): Promise<RootRow<Table> | undefined>
  /**
   * Announces a root row of this kind that this transaction will write, or that the node has opened on other grounds.
   * Refused when the id belongs to a record of another kind: ids come from clients, and no record may open another.
   */
  create(id: string, kind: string): Promise<void>
  /**
   * Opens records on the node's own grounds, whatever their scopes, for one piece of work and no longer: then only what was open before is.
   * The policy holds every row against all ids that are open, so a few dozen at once.
   */
  openFor<Result>(ids: readonly string[], work: () => Promise<Result>): Promise<Result>
  /** Opens the root that a secret stands for, e.g. a receipt: `table` holds digests (hex) of secrets and the root's id. */
  openBySecret(table: SecretTable, digest: string): Promise<string | undefined>
}

/** Tables of digests, one row visible to whoever brings the secret itself. */
export type SecretTable = 'signals.receipt'

export type { RootRow, RootTable } from './root-tables.ts'
import type { RootRow, RootTable } from './root-tables.ts'

/** Runs `work` in one transaction; everything is undone when it throws. */
export async function inTransaction<Result>(database: Database, actor: Actor, work: (opening: Opening) => Promise<Result>): Promise<Result> {
  return database.connection().execute(async (db) => {
    try {
      await sql.raw(`begin; ${setScopes(actor)}; set local tenfold.roots = ''`).execute(db)
      const result = await work(openingOf(db))
      await sql.raw('commit').execute(db)
      return result
    } catch (error) {
      await sql.raw('rollback').execute(db).catch(() => {})
      throw error
    }
  })
}

function setScopes(actor: Actor): string {
  if (!actor.scopes.every((scope) => Number.isSafeInteger(scope))) throw new Error('A scope is not a whole number.')
  return `set local tenfold.scopes = '${actor.scopes.join(',')}'`
}

function openingOf(db: Database): Opening {
  const roots = new Set<string>()
  const setRoots = async (ids: Iterable<string>): Promise<void> => {
    const open = [...ids]
    if (!open.every(isUuid)) throw new Error('An id is not a UUID.')
    await sql.raw(`set local tenfold.roots = '${open.join(',')}'`).execute(db)
  }
  const enter = async (id: string): Promise<void> => {
    if (!isUuid(id)) throw new Error('An id is not a UUID.')
    if (roots.has(id)) return
    roots.add(id)
    await setRoots(roots)
  }
  return {
    db,
    async openFor(ids, work) {
      await setRoots([...roots, ...ids])
      const result = await work()
      await setRoots(roots)
      return result
    },
    async create(id, kind) {
      if (!isUuid(id)) throw new Error('An id is not a UUID.')
      const { rows } = await sql<{ kind: string }>`
        with added as (insert into kernel.root (id, kind) values (${id}, ${kind}) on conflict do nothing returning kind)
        select kind from added union all select kind from kernel.root where id = ${id} limit 1`.execute(db)
      // No row: somebody else took the id in a transaction that has not ended; the insert waited for it.
      const taken = rows[0]?.kind ?? (await sql<{ kind: string }>`select kind from kernel.root where id = ${id}`.execute(db)).rows[0]?.kind
      if (taken !== kind) throw new Refused(refuse('id-taken'))
      await enter(id)
    },
    async openBySecret(table, digest) {
      if (!/^[0-9a-f]{32}$/.test(digest)) return undefined
      await sql.raw(`set local tenfold.secret = '${digest}'`).execute(db)
      const { rows } = await sql<{ root_id: string }>`select root_id from ${sql.table(table)} where digest = ${digest}`.execute(db)
      const id = rows[0]?.root_id
      if (id) await enter(id)
      return id
    },
    async open<Table extends RootTable>(table: Table, id: string, { lock = false } = {}) {
      if (!isUuid(id)) return undefined
      const { rows } = await sql<RootRow<Table>>`select * from ${sql.table(table)} where id = ${id} ${sql.raw(lock ? 'for update' : '')}`.execute(db)
      if (rows.length === 0) return undefined
      await enter(id)
      return rows[0]
    },
  }
}
