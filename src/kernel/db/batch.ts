import pg from 'pg'
import { Refused, type Refusal } from '../refusal.ts'

/** One statement of a batch, with callbacks for its result. */
export interface Statement {
  text: string
  values: unknown[]
  /** Name of the prepared statement on the server. */
  name: string | undefined
  /** The refusal if the row exists already. */
  orRefuse?: Refusal | undefined
  done(result: Result): void
  failed(error: Error): void
}

export interface Result {
  command: string
  rowCount: number | null
  rows: unknown[]
}

/** Methods that `pg` calls on a query while its answer arrives. Its types do not declare them. */
interface Answered {
  name?: string
  text: string
  submit(connection: Wire): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Wire): void
  handleEmptyQuery(connection: Wire): void
  handleReadyForQuery(connection: Wire): void
}

interface Wire {
  stream: { write(message: Buffer): unknown; destroy(): void }
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string | undefined>
  parse(message: unknown): void
  bind(message: unknown): void
  describe(message: unknown): void
  execute(message: unknown): void
  close(message: unknown): void
  sync(): void
}

const uniqueViolation = '23505'

/**
 * Sends several statements as one message with one sync (PostgreSQL protocol, "Pipelining"). After a failed statement
 * the server skips the rest, so a commit at the end runs only if everything before it succeeded.
 */
export class Batch {
  readonly #statements: readonly Statement[]
  readonly #queries: Answered[]
  readonly #results: Result[] = []
  readonly #over: () => void

  constructor(statements: readonly Statement[], over: () => void) {
    this.#statements = statements
    this.#over = over
    this.#queries = statements.map(
      ({ text, values, name }) =>
        new pg.Query(
          { text, values, ...(name !== undefined && { name }), queryMode: 'extended' } as pg.QueryConfig,
          (_error, result) => void this.#results.push(result as Result),
        ) as unknown as Answered,
    )
  }

  /** The client remembers prepared statements by this name. */
  get name(): string | undefined {
    return this.#current?.name
  }

  get text(): string | undefined {
    return this.#current?.text
  }

  submit(connection: Wire): null {
    const messages: Buffer[] = []
    const paper = {
      writable: true,
      write: (message: Buffer) => messages.push(message),
      cork: () => {},
      uncork: () => {},
    }
    const draft: Wire = Object.assign(Object.create(connection) as Wire, { stream: paper, sync: () => {} })
    for (const query of this.#queries) {
      const error = query.submit(draft)
      // If the batch cannot be written completely, close the connection instead of sending half of it.
      if (error || this.#results.length > 0) connection.stream.destroy()
    }
    Object.assign(draft, { sync: connection.sync }).sync()
    connection.stream.write(Buffer.concat(messages))
    return null
  }

  handleRowDescription(message: unknown): void {
    this.#current?.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#current?.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    const query = this.#current
    query?.handleCommandComplete(message, connection)
    query?.handleReadyForQuery(connection)
  }

  handleEmptyQuery(connection: Wire): void {
    this.#current?.handleReadyForQuery(connection)
  }

  handlePortalSuspended(): void {}

  handleReadyForQuery(): void {
    this.#over()
    this.#statements.forEach((statement, index) => statement.done(this.#results[index]!))
  }

  handleError(error: Error, connection: Wire): void {
    const reached = this.#results.length
    for (const { name } of this.#queries.slice(reached)) if (name) delete connection.submittedNamedStatements[name]
    this.#over()
    const { orRefuse } = this.#statements[reached] ?? {}
    const told = orRefuse && (error as { code?: string }).code === uniqueViolation ? new Refused(orRefuse) : error
    this.#statements.forEach((statement, index) =>
      index < reached ? statement.done(this.#results[index]!) : statement.failed(told),
    )
  }

  get #current(): Answered | undefined {
    return this.#queries[this.#results.length]
  }
}
