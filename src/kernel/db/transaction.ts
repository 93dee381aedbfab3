import { sql } from 'kysely'
import { type Actor, barrableBy } from '../actor.ts'
import { isUuid } from '../ids.ts'
import { appendToLedger, type LedgerEntry, remember } from '../ledger/record.ts'
import { type Refusal, refuse, Refused } from '../refusal.ts'
import { type KernelTables, type OpenCompartment, schemaOf } from './compartment.ts'
import type { Compartment, Database } from './database.ts'
import { TxConnection, type Pipeline } from './pipeline.ts'

/**
 * One transaction under row-level security. Two variables say what it may see:
 * `tenfold.scopes`, the actor's scopes, opens root rows; `tenfold.roots`, the roots opened so far, opens the rows below
 * them. Citus understands only `SET LOCAL` with literals (reference 07 §1.4), so ids are checked before they are
 * written.
 */
export interface TxAccess {
  readonly compartment: Compartment
  readonly db: Database
  /** Numbers of those who are barred from a record that this transaction has opened, and from all of them together. */
  barredFrom(id: string): readonly number[]
  readonly barred: Set<number>
  /** The kernel's tables in this compartment. Rooms do not use them. */
  readonly kernel: KernelTables
  /**
   * Writes without waiting. The statement travels with the next awaited one, at the latest with the commit, in order.
   * If it fails, the transaction fails. `orRefuse` is the refusal if the row exists already.
   */
  write(query: Compilable, orRefuse?: Refusal): void
  /** Reads a root row that the actor may see, and opens the rows below it. Undefined if it is absent or hidden. */
  open<Table extends RootTable>(
    table: Table,
    id: string,
    options?: { lock?: boolean },
  ): Promise<RootRow<Table> | undefined>
  /**
   * Announces a root row of this kind that this transaction will write. Refused if the id belongs to a record of
   * another kind: ids come from clients, and one record must not open another.
   */
  create(id: string, kind: string): Promise<void>
  /** Takes an id that a client made for something below a root. Refused if anything has it already. */
  createOnce(id: string, kind: string): Promise<void>
  /**
   * System access until the end of the transaction: opens an existing record of this kind and ignores its scopes. The
   * caller needs a reason of its own. Refused, as in `create`, if the id belongs to a record of another kind.
   */
  openIgnoringScopesUntilEnd(id: string, kind: string): Promise<void>
  /**
   * System access until `work` returns: opens these records and ignores their scopes. The policy compares every row
   * with all open ids, so open at most a few dozen at a time.
   */
  openIgnoringScopes<Result>(ids: readonly string[], work: () => Promise<Result>): Promise<Result>
  /**
   * Opens the root that belongs to a secret, e.g. a receipt. `table` has digests (hex) of secrets with the ids of
   * roots.
   */
  openBySecret(table: SecretTable, digest: string): Promise<string | undefined>
  /** Adds a line to the ledger. It is written last, before the commit, because its lock makes other writers wait. */
  ledger(entry: LedgerEntry): void
}

/** The parts of a transaction for reading and writing inside the kernel. */
export type Writing = Pick<TxAccess, 'db' | 'write' | 'kernel'>

export type { RootRow, RootTable } from './root-tables.ts'
import type { RootRow, RootTable, SecretTable } from './root-tables.ts'

interface Compilable {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] }
}

export interface TxOptions {
  /** Where the transaction runs, as the login role of that compartment. Default: care. */
  compartment?: Compartment
  /** Uses prepared statements with generic plans. For commands, whose statements use keys. */
  prepared?: boolean
}

/** Runs `work` in one transaction. If it throws, everything is rolled back. */
export async function inTransaction<Result>(
  compartment: OpenCompartment,
  actor: Actor,
  work: (access: TxAccess) => Promise<Result>,
  { prepared = false }: Pick<TxOptions, 'prepared'> = {},
): Promise<Result> {
  return compartment.database.getExecutor().provideConnection(async (connection) => {
    const pipeline = connection as Pipeline
    const txConnection = new TxConnection(pipeline, `${schemaOf(compartment.name)}.ledger_note`)
    const entries: LedgerEntry[] = []
    pipeline.prepares = prepared
    try {
      for (const sql of ['begin', setScopes(actor), `set local tenfold.roots = ''`])
        pipeline.later({ sql, parameters: [] })
      const result = await work(accessOf(compartment, txConnection, entries))
      if (txConnection.writesFollowed && entries.length === 0) entries.push(dutyOf(actor, compartment.clock.now()))
      const lines = entries.length > 0 ? await appendToLedger(txConnection, compartment, entries) : []
      txConnection.end()
      const { command } = await pipeline.ask({ sql: 'commit', parameters: [] })
      // After a failed statement PostgreSQL answers COMMIT with ROLLBACK.
      if (command !== 'COMMIT') throw new Error('The transaction was undone.')
      remember(compartment.memory, lines)
      return result
    } catch (error) {
      txConnection.end()
      pipeline.forget()
      await pipeline.ask({ sql: 'rollback', parameters: [] }).catch(() => {})
      throw isOfAnotherKind(error, compartment) ? new Refused(refuse('id-taken')) : error
    }
  })
}

/** For rows that matter, written by a duty that is no command, such as noting that a deadline has passed. */
function dutyOf({ kind, id }: Actor, now: Date): LedgerEntry {
  return { at: now.toISOString(), actor: `${kind}:${id}`, act: 'duty', kind: 'rows', purpose: 'protect', policies: [] }
}

/** Whether the error means that the id belongs to a root of another kind (see `create`). */
function isOfAnotherKind(error: unknown, { kernel }: OpenCompartment): boolean {
  const { code, schema, table, column } = error as { code?: string; schema?: string; table?: string; column?: string }
  return code === '23502' && `${schema}.${table}` === kernel.root && column === 'kind'
}

/** No record has the number of a circle among its scopes, so one variable serves for access and for being barred. */
function setScopes(actor: Actor): string {
  const numbers = barrableBy(actor)
  if (!numbers.every((scope) => Number.isSafeInteger(scope))) throw new Error('A scope is not a whole number.')
  return `set local tenfold.scopes = '${numbers.join(',')}'`
}

function accessOf({ name, kernel }: OpenCompartment, txConnection: TxConnection, entries: LedgerEntry[]): TxAccess {
  const { db } = txConnection
  const roots = new Set<string>()
  const heeded = whoIsBarred()
  const setRoots = (ids: Iterable<string>): void => {
    const open = [...ids]
    if (!open.every(isUuid)) throw new Error('An id is not a UUID.')
    txConnection.later({ sql: `set local tenfold.roots = '${open.join(',')}'`, parameters: [] })
  }
  const enter = (id: string): void => {
    if (!isUuid(id)) throw new Error('An id is not a UUID.')
    if (roots.has(id)) return
    roots.add(id)
    setRoots(roots)
  }
  /** One statement serves both; two names say at each call whether the record is new. */
  const announce = async (id: string, kind: string): Promise<void> => {
    if (!isUuid(id)) throw new Error('An id is not a UUID.')
    // This is not awaited. For an id of another kind the kind becomes null, which violates NOT NULL and so fails the
    // command.
    txConnection.later({
      sql: `insert into ${kernel.root} (id, kind) values ($1, $2) on conflict (id) do update set kind = null where root.kind <> excluded.kind`,
      parameters: [id, kind],
    })
    enter(id)
  }
  return {
    compartment: name,
    db,
    ...heeded.known,
    kernel,
    ledger: (entry) => void entries.push(entry),
    write: (query, orRefuse) => txConnection.later(query.compile(), orRefuse),
    async openIgnoringScopes(ids, work) {
      setRoots([...roots, ...ids])
      try {
        return await work()
      } finally {
        setRoots(roots)
      }
    },
    create: announce,
    createOnce: async (id, kind) => txConnection.later(newRoot(kernel, id, kind), refuse('id-taken')),
    openIgnoringScopesUntilEnd: announce,
    async openBySecret(table, digest) {
      const id = await findBySecret(txConnection, table, digest)
      if (id) enter(id)
      return id
    },
    async open<Table extends RootTable>(table: Table, id: string, { lock = false } = {}) {
      if (!isUuid(id)) return undefined
      const { rows } = await sql<
        RootRow<Table> & { barred: number[] }
      >`select * from ${sql.table(table)} where id = ${id} ${sql.raw(lock ? 'for update' : '')}`.execute(db)
      const row = rows[0]
      if (!row) return undefined
      heeded.note(id, row.barred)
      enter(id)
      return row
    },
  }
}

async function findBySecret(
  txConnection: TxConnection,
  table: SecretTable,
  digest: string,
): Promise<string | undefined> {
  if (!/^[0-9a-f]{32}$/.test(digest)) return undefined
  txConnection.later({ sql: `set local tenfold.secret = '${digest}'`, parameters: [] })
  const { rows } = await sql<{
    root_id: string
  }>`select root_id from ${sql.table(table)} where digest = ${digest}`.execute(txConnection.db)
  return rows[0]?.root_id
}

/** What a transaction learns about who is barred while it opens records. */
function whoIsBarred(): { known: Pick<TxAccess, 'barred' | 'barredFrom'>; note(id: string, scopes: number[]): void } {
  const barred = new Set<number>()
  const byId = new Map<string, readonly number[]>()
  return {
    known: { barred, barredFrom: (id) => byId.get(id) ?? [] },
    note(id, scopes) {
      for (const scope of scopes) barred.add(scope)
      byId.set(id, scopes)
    },
  }
}

function newRoot({ root }: KernelTables, id: string, kind: string): { sql: string; parameters: unknown[] } {
  return { sql: `insert into ${root} (id, kind) values ($1, $2)`, parameters: [id, kind] }
}
