import type { Json } from '#lib/ledger'

/** One change of one field: author, value, time, device, and the values the author saw before. */
export interface Change {
  readonly id: string
  readonly field: string
  /** Ids of the changes the author saw; empty if the field was blank. */
  readonly baseVersion: readonly string[]
  readonly value: Json
  readonly author: string
  readonly device: string
  /** RFC 3339, by the author's clock. It is shown, but never decides which value is current. */
  readonly time: string
  readonly reason?: string | undefined
}

/** The current state of one field: one value, or several until a person decides. */
export interface Standing {
  /** The value; null if the field was emptied or several values compete. A value to confirm stands until then. */
  readonly value: Json
  /** The version of the field. The next change names it as its `baseVersion`. */
  readonly version: readonly string[]
  /**
   * What a person must settle: two or more values if people wrote them without seeing each other's; one if it was
   * decided because of a value that is no longer here. Otherwise empty.
   */
  readonly competing: readonly Competing[]
}

export interface Competing {
  readonly changeId: string
  readonly value: Json
  readonly author: string
  readonly time: string
}

/** The current row of a record: the state of each field that was ever written. */
export type Fields = Readonly<Record<string, Standing>>

/**
 * Folds changes into the current row. Every order of delivery, even with repetitions, gives the same row. A change
 * stays current until another names it as seen, so a wrong clock never loses a value. A change that has seen a value of
 * a record that is no longer merged into this one is open again: it replaces nothing until a person confirms it.
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
  const here = new Set(changes.map(({ id }) => id))
  const rests = (change: Change): boolean => change.baseVersion.every((id) => here.has(id))
  const seen = new Set(changes.filter(rests).flatMap((change) => change.baseVersion))
  const heads = changes
    .filter((change) => !seen.has(change.id))
    .sort((a, b) => compareText(a.time, b.time) || compareText(a.id, b.id))
  const byValue = new Map<string, Change>()
  for (const head of heads) {
    const text = textOf(head.value)
    if (!byValue.has(text)) byValue.set(text, head)
  }
  const values = [...byValue.values()]
  const toConfirm = values.length === 1 && values[0]!.value !== null && !heads.some(rests)
  return {
    value: values.length === 1 ? values[0]!.value : null,
    version: heads.map((head) => head.id).sort(compareText),
    competing:
      values.length > 1 || toConfirm
        ? values.map(({ id, value, author, time }) => ({ changeId: id, value, author, time }))
        : [],
  }
}

/** The same text for equal values, independent of the order of their members. */
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
