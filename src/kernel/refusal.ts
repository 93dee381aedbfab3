/**
 * A domain "no" for a person: what was refused, why, and what to do next. The words are in the catalogues as
 * `refusal.<code>.title|reason|next`. An exception, by contrast, is a bug.
 */
export interface Refusal {
  readonly refused: true
  readonly code: string
  readonly status: RefusalStatus
  readonly params?: Readonly<Record<string, string | number>>
  readonly fields?: readonly RefusedField[]
}

/** One field that was not accepted. `path` has dots, `code` names the catalogue text. */
export interface RefusedField {
  readonly path: string
  readonly code: string
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503

interface RefusalOptions {
  status?: RefusalStatus
  params?: Record<string, string | number>
  fields?: RefusedField[]
}

/**
 * Makes a refusal. The default status is 409 (the record does not allow it now). Never put personal data into `params`.
 */
export function refuse(code: string, options: RefusalOptions = {}): Refusal {
  const { status = 409, params, fields } = options
  return { refused: true, code, status, ...(params && { params }), ...(fields && { fields }) }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}

/** Throws a refusal out of a transaction, so that nothing of the refused command stays. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * The part of an error that may be stored or logged: its kind, never its message, which can quote what a person typed.
 * Our own refusals have codes, which are safe.
 */
export function nameOfError(error: unknown): string {
  if (error instanceof Refused) return `refused: ${error.refusal.code}`
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? `${error.name} ${code}` : error.name
}
