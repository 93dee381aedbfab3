import { sql } from 'kysely'
import { dayIn } from '#lib/civil-time'
import type { Actor } from './actor.ts'
import type { Database } from './db/database.ts'
import type { RootTable } from './db/root-tables.ts'
import { inTransaction, type TxOptions, type TxAccess } from './db/transaction.ts'
import { type Bars, openBars } from './barred/bars.ts'
import { changeBars, cutKin, namedWith, noteKin } from './barred/kin.ts'
import { type Deadlines, openDeadlines } from './jobs/deadlines.ts'
import { addJob, type Job } from './jobs/jobs.ts'
import { isUuid } from './ids.ts'
import type { LedgerProblem } from './ledger/problem.ts'
import type { Node } from './node.ts'
import { readAgencies, readPeople } from './people.ts'
import { findActor } from './sign-in/accounts.ts'
import { openScopes, type Scopes } from './sign-in/scopes.ts'
import { openVault, type Vault } from './vault/vault.ts'
import { openWorklist, type Worklist } from './worklist/worklist.ts'

/** Everything a store can use inside one command or look, as the role of its compartment under row-level security. */
export interface Tx extends TxAccess {
  readonly now: Date
  /** The country's day, as an ISO day. */
  readonly today: string
  /** IANA name of the country's time zone. */
  readonly timeZone: string
  readonly actor: Actor
  /** The country whose rules apply on this node. */
  readonly country: string
  /** Prefix of this node's references. */
  readonly prefix: string
  readonly vault: Vault
  readonly worklist: Worklist
  readonly deadlines: Deadlines
  readonly jobs: { add(job: Job): Promise<void> }
  readonly scopes: Scopes
  readonly bars: Bars
  /** Names of people with an account by their id; see `readPeople`. */
  people(ids: readonly (string | null | undefined)[]): Promise<Map<string, string>>
  /** A person who is there: with an active account, and not barred from a record that this transaction has opened. */
  personThere(accountId: string): Promise<Actor | undefined>
  /** Names of agencies in every language by their id. */
  agencies(ids: readonly (string | null | undefined)[]): Promise<Map<string, Record<string, string>>>
  /**
   * Whether the actor may see this record, which may belong to another room: no room reads the tables of another one.
   * `kind` is one of those in the rooms' `module.ts`.
   */
  sees(kind: string, id: string): Promise<boolean>
  /**
   * The id of the record that stands for this one after merges; the id itself if it is not merged. Undefined if the
   * actor may not see it.
   */
  standing(kind: string, id: string): Promise<string | undefined>
  /** Opens a record of any kind that a room has; undefined if it is absent or the actor may not see it. */
  openRecord(kind: string, id: string): Promise<OpenedRecord | undefined>
  /**
   * Bars these, numbers of `kernel.scope`, from this record and from every record about the same child, or lets them see it
   * again. Its duties go to somebody who is not barred. The caller has a reason of its own. Answers the ids of these records.
   */
  bar(id: string, change: { add?: readonly number[]; lift?: readonly number[] }): Promise<string[]>
  /** Notes that a row is about a record, where no event says it. Whoever is barred from the record is barred from the row. */
  belongsTo(rowId: string, recordId: string): Promise<void>
  /** The records of this kind that an event named together with one of these. It says nothing of who may see them. */
  namedWith(kind: string, ids: readonly string[]): Promise<string[]>
  /** Notes that two records are not about the same child after all. Who is barred from them now stays so. */
  setApart(recordId: string, otherId: string): Promise<void>
  /** What is wrong with the ledger of any compartment, as far as this node has noticed. */
  readonly ledgerProblem: LedgerProblem | undefined
  /** By kind of record: the events with which work on a child begins and ends. */
  readonly work: Node['work']
}

export interface OpenedRecord {
  readonly id: string
  readonly kind: string
  readonly scopes: readonly number[]
  readonly barred: readonly number[]
  /** Whose key seals words about it. */
  readonly keyId: string
}

/** Runs `work` in one transaction. Commits when it returns, rolls back when it throws. */
export async function openTx<Result>(
  node: Node,
  actor: Actor,
  work: (tx: Tx) => Promise<Result>,
  { compartment = 'care', ...options }: TxOptions = {},
): Promise<Result> {
  return inTransaction(
    node.compartment(compartment),
    actor,
    async (access) => {
      // Who people are is in care. Another compartment may not read it, so it is read outside its transaction.
      const identities = compartment === 'care' ? access.db : node.database
      const vault = openVault(access, node.vaultKeys, () => node.clock.now())
      const now = node.clock.now()
      const bars = openBars(identities, access.barred, actor)
      const tx: Tx = {
        ...access,
        now,
        today: dayIn(node.timeZone, now),
        timeZone: node.timeZone,
        actor,
        country: node.country,
        prefix: node.prefix,
        vault,
        worklist: openWorklist(access, vault),
        deadlines: openDeadlines(access),
        jobs: { add: (job) => addJob(access, job) },
        bars,
        scopes: openScopes(identities, actor, bars),
        personThere: async (id) => ((await bars.isBarred(id)) ? undefined : findActor(identities, id)),
        people: (ids) => readPeople(identities, ids),
        agencies: (ids) => readAgencies(identities, ids),
        sees: (kind, id) => isVisible(access.db, node.tableOf(kind), id),
        work: node.work,
        ledgerProblem: findLedgerProblem(node),
        standing: (kind, id) => findStanding(access.db, node, kind, id),
        openRecord: (kind, id) => openRecord(access, node, kind, id),
        bar: (id, change) => changeBars(tx, node, id, change),
        belongsTo: (record, kin) => noteKin(tx, node, [{ record, kin }]),
        namedWith: (kind, ids) => namedWith(tx, kind, ids),
        setApart: (record, kin) => cutKin(tx, record, kin),
      }
      return work(tx)
    },
    options,
  )
}

function findLedgerProblem(node: Node): LedgerProblem | undefined {
  return node.compartments.map((name) => node.compartment(name).memory.problem).find((problem) => problem !== undefined)
}

async function openRecord(access: TxAccess, node: Node, kind: string, id: string): Promise<OpenedRecord | undefined> {
  // Only the rooms know which table it is; all such tables have these columns (src/kernel/db/root-tables.ts).
  const row = await access.open(node.tableOf(kind) as RootTable, id)
  return row && { id, kind, scopes: row.scopes, barred: row.barred, keyId: 'key_id' in row ? String(row.key_id) : id }
}

async function isVisible(db: Database, table: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const { rows } = await sql`select from ${sql.table(table)} where id = ${id}`.execute(db)
  return rows.length > 0
}

async function findStanding(db: Database, node: Node, kind: string, id: string): Promise<string | undefined> {
  const [table, column] = [node.tableOf(kind), node.mergeColumnOf(kind)]
  if (!(await isVisible(db, table, id))) return undefined
  if (column === undefined) return id
  const { rows } = await sql<{
    into: string | null
  }>`select ${sql.ref(column)} as into from ${sql.table(table)} where id = ${id}`.execute(db)
  const into = rows[0]?.into
  return into ? findStanding(db, node, kind, into) : id
}
