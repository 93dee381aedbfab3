import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { type FollowedWrite, followWrite, type RowNote, withoutNotes } from '../ledger/row-notes.ts'
import type { Refusal } from '../refusal.ts'
import { Batch, type Result, type Statement } from './batch.ts'
import type { Tables } from './tables.ts'

/** The tree is there if the query builder made the statement. */
type Asked = Pick<CompiledQuery, 'sql' | 'parameters'> & Partial<Pick<CompiledQuery, 'query'>>

/**
 * A connection that sends all statements of one turn of the event loop as one message, because a round trip costs node
 * and database more than most statements. Statements of `later` travel with the next awaited one, always in order.
 */
export class Pipeline implements DatabaseConnection {
  /** Whether to use prepared statements. Only where one plan suits all values. */
  prepares = false
  readonly #client: pg.PoolClient
  readonly #names: StatementNames
  #queue: Statement[] = []
  #awaited = false
  #scheduled = false
  #busy = false

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  /** Sends a statement without waiting. If it fails, the next awaited query fails, and no later statement has run. */
  later(query: Asked, orRefuse?: Refusal, done: Statement['done'] = () => {}): void {
    this.#queue.push({ ...this.#statement(query), orRefuse, done, failed: () => {} })
  }

  ask(query: Asked): Promise<Result> {
    return new Promise<Result>((done, failed) => {
      this.#queue.push({ ...this.#statement(query), done, failed })
      this.#awaited = true
      this.#schedule()
    }).catch((error: Error) => {
      // As the driver does: the stack from the socket says nothing, the stack of the caller does.
      Error.captureStackTrace(error)
      throw error
    })
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.ask(query)
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }), rows: rows as Row[] }
  }

  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are not streamed here.')
  }

  /** Drops statements that are not sent yet. Their promises fail. */
  forget(): void {
    const dropped = this.#take()
    const over = new Error(transactionOver)
    for (const { failed } of dropped) failed(over)
  }

  release(): void {
    this.forget()
    this.prepares = false
    this.#client.release()
  }

  #statement({ sql, parameters }: Asked): Pick<Statement, 'text' | 'values' | 'name'> {
    const name =
      this.prepares && (parameters.length > 0 || sql === 'begin' || sql === 'commit')
        ? this.#names.nameOf(sql)
        : undefined
    return { text: sql, values: [...parameters], name }
  }

  #take(): Statement[] {
    const taken = this.#queue
    this.#queue = []
    this.#awaited = false
    return taken
  }

  #schedule(): void {
    if (this.#scheduled || this.#busy) return
    this.#scheduled = true
    // Run after all statements of this turn are queued.
    process.nextTick(() => {
      this.#scheduled = false
      this.#send()
    })
  }

  #send(): void {
    if (this.#busy || !this.#awaited) return
    const statements = this.#take()
    this.#busy = true
    this.#client.query(
      new Batch(statements, () => {
        this.#busy = false
        if (this.#awaited) this.#schedule()
      }) as unknown as pg.Submittable,
    )
  }
}

const transactionOver = 'The transaction is over.'

/**
 * The connection for one transaction. It closes with the transaction: a statement that nobody awaited must never run in
 * the next transaction, with the access of another person.
 */
export class TxConnection implements DatabaseConnection {
  readonly db: Kysely<Tables>
  /** What was written into the columns that the ledger follows. Complete when a later statement has been awaited. */
  readonly notes: RowNote[] = []
  /** Whether a statement was sent that writes such a column. */
  writesFollowed = false
  readonly #pipeline: Pipeline
  readonly #counter: string
  #over = false

  /** `counter` is the sequence that numbers the notes of the compartment. */
  constructor(pipeline: Pipeline, counter: string) {
    this.#pipeline = pipeline
    this.#counter = counter
    this.db = new Kysely<Tables>({ dialect: dialectOf(() => new OneConnection(this)) })
  }

  later(query: Asked, orRefuse?: Refusal): void {
    if (this.#over) throw new Error(transactionOver)
    const write = followWrite(query, this.#counter)
    if (!write) return this.#pipeline.later(query, orRefuse)
    const before = this.#readBefore(write)
    this.#pipeline.later({ ...query, sql: write.sql }, orRefuse, ({ rows }) =>
      this.notes.push(...write.notes(rows, before)),
    )
  }

  async ask(query: Asked): Promise<Result> {
    if (this.#over) throw new Error(transactionOver)
    return this.#pipeline.ask(query)
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#over) throw new Error(transactionOver)
    const write = followWrite(query, this.#counter)
    if (!write) return this.#pipeline.executeQuery<Row>(query)
    const before = this.#readBefore(write)
    const result = await this.#pipeline.executeQuery<Row>({ ...query, sql: write.sql })
    this.notes.push(...write.notes(result.rows, before))
    return { ...result, rows: write.returns ? (withoutNotes(result.rows) as Row[]) : [] }
  }

  /** Travels with the statement it is for, before it. */
  #readBefore({ before }: FollowedWrite): unknown[] {
    this.writesFollowed = true
    const found: unknown[] = []
    if (before) this.#pipeline.later(before, undefined, ({ rows }) => found.push(...rows))
    return found
  }

  streamQuery(): AsyncIterableIterator<never> {
    return this.#pipeline.streamQuery()
  }

  end(): void {
    this.#over = true
  }
}

/**
 * Names of prepared statements: the same text has the same name on every connection. Their number is limited, because
 * each takes memory on the server.
 */
class StatementNames {
  readonly #names = new Map<string, string>()
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined || this.#names.size >= mostPrepared) return known
    const name = `t${this.#names.size}`
    this.#names.set(sql, name)
    return name
  }
}

const mostPrepared = 400

class PipelineDriver extends PostgresDriver {
  readonly #pool: pg.Pool
  readonly #pipelines = new WeakMap<pg.PoolClient, Pipeline>()
  readonly #names = new StatementNames()

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override async acquireConnection(): Promise<Pipeline> {
    const client = await this.#pool.connect()
    const pipeline = this.#pipelines.get(client) ?? new Pipeline(client, this.#names)
    this.#pipelines.set(client, pipeline)
    return pipeline
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as Pipeline).release()
  }
}

/** A driver for one connection. The caller has acquired it and releases it. */
class OneConnection implements Driver {
  readonly #connection: DatabaseConnection
  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async releaseConnection(): Promise<void> {}
  async beginTransaction(): Promise<void> {
    throw new Error('A transaction is open already.')
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async destroy(): Promise<void> {}
}

function dialectOf(createDriver: () => Driver): ConstructorParameters<typeof Kysely>[0]['dialect'] {
  return {
    createDriver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

/** Queries over a pool. Each statement or transaction has its own connection. */
export function openPipelines(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: dialectOf(() => new PipelineDriver(pool)) })
}
