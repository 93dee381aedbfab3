import type { Json } from '#lib/ledger'

/** One change of one field: who wrote what, when, on which device, and which values they saw before. */
export interface Change {
  readonly id: string
  readonly field: string
  /** Ids of the changes whose value the author saw; empty when the field was blank. */
  readonly baseVersion: readonly string[]
  readonly value: Json
  readonly author: string
  readonly device: string
  /** RFC 3339, by the author's clock. It is told, and never decides which value stands. */
  readonly time: string
  readonly reason?: string | undefined
}

/** What stands in one field: one value, or several that a person has to decide between. */
export interface Standing {
  /** The value; null when the field was emptied or when several values compete. */
  readonly value: Json
  /** The version of the field: what the next change names as its `baseVersion`. */
  readonly version: readonly string[]
  /** Two or more when people wrote different values without seeing each other's; otherwise empty. */
  readonly competing: readonly Competing[]
}

export interface Competing {
  readonly changeId: string
  readonly value: Json
  readonly author: string
  readonly time: string
}

/** The current row of a record: what stands in each field that was ever written. */
export type Fields = Readonly<Record<string, Standing>>

/**
 * Folds changes into the current row. Any order of delivery, and any repetition, gives the same row: a change stands
 * until another names it as seen, so nobody's value is ever lost to a clock.
 */
export function fold(changes: Iterable<Change>): Fields {
  const byField = new Map<string, Map<string, Change>>()
  for (const change of changes) {
    const known = byField.get(change.field) ?? new Map<string, Change>()
    byField.set(change.field, known.set(change.id, change))
  }
  const fields = [...byField].sort(([a], [b]) => compareText(a, b))
  return Object.fromEntries(fields.map(([field, known]) => [field, standing([...known.values()])]))
}

function standing(changes: readonly Change[]): Standing {
  const seen = new Set(changes.flatMap((change) => change.baseVersion))
  const heads = changes
    .filter((change) => !seen.has(change.id))
    .sort((a, b) => compareText(a.time, b.time) || compareText(a.id, b.id))
  const byValue = new Map<string, Change>()
  for (const head of heads) {
    const text = textOf(head.value)
    if (!byValue.has(text)) byValue.set(text, head)
  }
  const values = [...byValue.values()]
  return {
    value: values.length === 1 ? values[0]!.value : null,
    version: heads.map((head) => head.id).sort(compareText),
    competing:
      values.length > 1 ? values.map(({ id, value, author, time }) => ({ changeId: id, value, author, time })) : [],
  }
}

/** One text per value, whatever the order of its members. */
function textOf(value: Json): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => compareText(a, b))) : member,
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
